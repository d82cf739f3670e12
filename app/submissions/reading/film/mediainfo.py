"""MediaInfo on the beginnings of a film's fragments. It is a parser in C: run only in a process with limits."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pymediainfo import MediaInfo

from app.submissions.reading.film.tracks import Video

BLOCK_BYTES = 16 * 1024
_QUARTER_TURN_DEGREES, _HALF_TURN_DEGREES = 90, 180


@dataclass(frozen=True, kw_only=True)
class Added:
    """The film; or from where more of the file is wanted; or neither, when there is no picture in it."""

    video: Video | None = None
    wanted: int | None = None


class _NotFetched(Exception):
    pass


class _Loaded(MediaInfo):
    """MediaInfo with its library loaded in time: a process with limits may load none."""

    _ready: tuple[Any, ...] = MediaInfo._get_library()  # noqa: SLF001 - it loads anew for each file otherwise

    @classmethod
    def _get_library(cls, _library_file: str | None = None) -> tuple[Any, ...]:
        library, _, *version = cls._ready
        return (library, library.MediaInfo_New(), *version)


def added_up(blocks: bytes, *, numbers: str, size: str) -> Added:
    """Read a file of `size` bytes of which the blocks with these numbers are known, in that order."""
    known = {
        int(number): blocks[at * BLOCK_BYTES :][:BLOCK_BYTES] for at, number in enumerate(numbers.split())
    }
    fetched = _Fetched(known, int(size))
    try:
        told = _Loaded.parse(fetched, parse_speed=0, buffer_size=BLOCK_BYTES)
    except _NotFetched:
        return Added(wanted=fetched.tell())
    return Added(video=_video(told.video_tracks[0].to_data())) if told.video_tracks else Added()


def _video(told: dict[str, Any]) -> Video:
    wide = round(int(told["width"]) * float(told.get("pixel_aspect_ratio") or 1))
    high = int(told["height"])
    if round(float(told.get("rotation") or 0)) % _HALF_TURN_DEGREES == _QUARTER_TURN_DEGREES:
        wide, high = high, wide
    seconds = float(told["duration"]) / 1000
    return Video(seconds=seconds, width=wide, height=high, codec=str(told.get("codec_id") or ""))


class _Fetched(io.RawIOBase):
    """The file as far as it has been fetched, for a library that wants to seek in it."""

    def __init__(self, blocks: dict[int, bytes], size: int) -> None:
        self._blocks, self._size, self._at = blocks, size, 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + (self._size if whence == io.SEEK_END else 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Return the rest of a block; MediaInfo asks again for more."""
        if self._at >= self._size or not size:
            return b""
        number, within = divmod(self._at, BLOCK_BYTES)
        if number not in self._blocks:
            raise _NotFetched
        content = self._blocks[number][within:]
        self._at += len(content)
        return content
