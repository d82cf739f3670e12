"""Real films for the tests, made with ffmpeg: small pictures and quick presets, so that all take seconds."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FFMPEG = shutil.which("ffmpeg")
LYING, STANDING, SQUARE = "320x180", "180x320", "200x200"
_H264 = "-c:v libx264 -preset ultrafast -crf 40"


@dataclass
class Reader:
    """A file read by ranges as over the net; counts what was asked for."""

    content: bytes
    asked: list[tuple[int, int]] = field(default_factory=list)

    async def read(self, offset: int, length: int) -> bytes:
        self.asked.append((offset, length))
        return self.content[offset : offset + length]

    @property
    def bytes_read(self) -> int:
        return sum(length for _, length in self.asked)


@dataclass
class Studio:
    folder: Path

    def film(
        self,
        name: str,
        *options: str,
        size: str = LYING,
        seconds: float = 20,
        sound: float = 0,
        fps: int = 10,
    ) -> Path:
        """Record a test picture, with sound when asked for."""
        made = self.folder / name
        pictures = f"-f lavfi -i testsrc=size={size}:rate={fps}:duration={seconds}"
        sounds = f"-f lavfi -i sine=duration={sound}" if sound else ""
        words = " ".join([pictures, sounds, *(options or [_H264])])
        self._ffmpeg(words, made)
        return made

    def copy(self, source: Path, name: str, options: str = "", before: str = "") -> Path:
        """Pack the same pictures anew."""
        made = self.folder / name
        self._ffmpeg(f"{before} -i {source} -c copy {options}", made)
        return made

    def cut(self, source: Path, name: str, keep: float) -> Path:
        made = self.folder / name
        content = source.read_bytes()
        made.write_bytes(content[: int(len(content) * keep)])
        return made

    def sound(self, name: str) -> Path:
        """Record a tone and nothing to look at."""
        made = self.folder / name
        self._ffmpeg("-f lavfi -i sine=duration=5", made)
        return made

    def kept(self, name: str, content: bytes) -> Path:
        """Keep these bytes under a film's name."""
        made = self.folder / name
        made.write_bytes(content)
        return made

    def _ffmpeg(self, words: str, made: Path) -> None:
        assert FFMPEG
        subprocess.run(  # noqa: S603 - our own words
            [FFMPEG, "-loglevel", "error", "-y", *words.split(), str(made)], check=True, capture_output=True
        )
