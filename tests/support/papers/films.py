"""Real films for the tests: small pictures and quick presets of the ffmpeg a wheel brings, so all take seconds."""

from __future__ import annotations

import asyncio
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imageio_ffmpeg import get_ffmpeg_exe

from app.deliverables import forms
from app.submissions.reading.film.film import Video, probe_film
from app.submissions.reading.findings import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

LYING, STANDING, SQUARE = "320x180", "180x320", "200x200"
HEVC = "-c:v libx265 -preset ultrafast -crf 40 -x265-params log-level=error -tag:v hvc1"
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

    def turn(self, source: Path, name: str, degrees: int, options: str = "") -> Path:
        """Say that the same pictures are shown turned clockwise; ffmpeg counts the other way."""
        return self.copy(source, name, options, before=f"-display_rotation:v:0 {-degrees}")

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
        command = [get_ffmpeg_exe(), "-loglevel", "error", "-y", *words.split(), str(made)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words


def look(content: bytes) -> tuple[Video | str, Reader]:
    """Return the film, or the code of the refusal, and what was read."""
    reader = Reader(content)
    try:
        return asyncio.run(probe_film(reader.read, size=len(content))), reader
    except Unreadable as refused:
        return refused.finding.code, reader


def films(studio: Studio) -> dict[str, Path]:
    return _whole(studio) | _in_fragments(studio) | _spoilt(studio)


def _whole(studio: Studio) -> dict[str, Path]:
    first = "-movflags +faststart"
    lying = studio.film("lying.mp4", sound=20)
    standing = studio.film("standing.mp4", size=STANDING, sound=20)
    long = studio.film("long.mp4", "-c:v libx264 -preset ultrafast -g 10", seconds=25, sound=25)
    hevc = studio.film("hevc.mov", HEVC, sound=20)
    turned = {
        f"{kind} turned {angle}": studio.turn(lying, f"{angle}.{kind}", angle)
        for kind in ("mp4", "mov")
        for angle in (90, 180, 270)
    }
    trimmed = studio.copy(long, "trimmed.mp4", before="-ss 5")
    return turned | {
        "mp4, contents last": lying,
        "mp4, contents first": studio.copy(lying, "first.mp4", first),
        "mov, contents last": studio.copy(lying, "last.mov"),
        "mov, contents first": studio.copy(lying, "first.mov", first),
        "mp4 standing": standing,
        "mp4 standing, turned 90": studio.turn(standing, "st90.mp4", 90),
        "mp4 square": studio.film("square.mp4", size=SQUARE, sound=20),
        "29,9 seconds": studio.film("29.mp4", seconds=29.9, sound=29.9),
        "30,0 seconds": studio.film("30.mp4", seconds=30, sound=30),
        "30,03 seconds at 30 pictures a second": studio.film("3003.mp4", seconds=30.03, sound=30, fps=30),
        "30,5 seconds": studio.film("305.mp4", seconds=30.5, sound=30.5),
        "31 seconds": studio.film("31.mp4", seconds=31, sound=31),
        "31 seconds, standing": studio.film("31s.mp4", size=STANDING, seconds=31),
        "sound runs on": studio.film("sound.mp4", seconds=30, sound=30.6),
        "sound runs on, mov": studio.film("sound.mov", seconds=30, sound=30.6),
        "with no sound": studio.film("silent.mp4"),
        "HEVC mov": hevc,
        "HEVC mov turned 90": studio.turn(hevc, "hevc90.mov", 90, "-tag:v hvc1"),
        "MPEG-4 part 2": studio.film("part2.mp4", "-c:v mpeg4", sound=20),
        "trimmed by an edit list": trimmed,
        "trimmed and turned": studio.turn(trimmed, "trimmed90.mp4", 90),
        "anamorphic mp4": studio.film("wide.mp4", "-vf setsar=16/9 -c:v libx264 -preset ultrafast"),
        "anamorphic mov": studio.film("wide.mov", "-vf setsar=4/3 -c:v libx264 -preset ultrafast"),
        "34 megabytes, contents last": studio.film("raw.mov", "-c:v rawvideo -pix_fmt rgb24", sound=20),
        "two sound tracks": studio.copy(lying, "two.mp4", "-map 0:v -map 0:a -map 0:a"),
    }


def _in_fragments(studio: Studio) -> dict[str, Path]:
    lying = studio.folder / "lying.mp4"
    at_keys = "-movflags frag_keyframe+empty_moov"
    return {
        "fragments at key pictures": studio.copy(lying, "keys.mp4", at_keys),
        "fragments of a second": studio.copy(lying, "seconds.mp4", f"{at_keys} -frag_duration 1000000"),
        "fragments as for streaming": studio.copy(
            lying, "dash.mp4", "-movflags dash+frag_keyframe+global_sidx"
        ),
        "fragments, turned 90": studio.turn(lying, "keys90.mp4", 90, at_keys),
        "fragments, 31 seconds": studio.copy(studio.folder / "31.mp4", "keys31.mp4", at_keys),
    }


def _spoilt(studio: Studio) -> dict[str, Path]:
    lying = studio.folder / "lying.mp4"
    first = studio.folder / "first.mp4"
    return {
        "contents lost": studio.cut(lying, "lost.mp4", keep=0.5),
        "contents lost, mov": studio.cut(studio.folder / "last.mov", "lost.mov", keep=0.9),
        "pictures cut": studio.cut(first, "cut.mp4", keep=0.7),
        "a hundred fragments": studio.copy(
            studio.folder / "raw.mov",
            "hundred.mov",
            "-movflags empty_moov+default_base_moof -frag_duration 250000",
        ),
        "last fragment cut": studio.cut(studio.folder / "seconds.mp4", "cut-fragment.mp4", keep=0.8),
        "last byte missing": studio.kept("short.mp4", first.read_bytes()[:-1]),
        "100 bytes": studio.kept("100.mp4", lying.read_bytes()[:100]),
        "sound only": studio.sound("sound-only.mp4"),
        "a document called mp4": studio.kept("document.mp4", document()),
        "a picture called mp4": studio.kept("picture.mp4", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        "a program called mp4": studio.kept("program.mp4", b"MZ\x90\0" + bytes(200)),
        "text called mp4": studio.kept("text.mp4", b"Dette er ikke en film. " * 20),
        "empty": studio.kept("empty.mp4", b""),
        "webm": studio.film("a.webm", "-c:v libvpx -deadline realtime", seconds=2),
        "mkv": studio.film("a.mkv", seconds=2),
        "avi": studio.film("a.avi", "-c:v mpeg4", seconds=2),
    }


def document() -> bytes:
    return forms.render_form("statusrapport", "Statusrapport 1.docx")
