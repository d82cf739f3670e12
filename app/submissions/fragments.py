"""Films saved in fragments, as some screen recorders do: their length stands in no one place.

MediaInfo knows how to add the fragments up. It is an extra (`pip install kull[video]`), and asked in haste
(`parse_speed=0`), which gives the same answers from a tenth of the bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.submissions.boxes import Cut, Malformed, Ranges
from app.submissions.tracks import NoPicture, Video

if TYPE_CHECKING:
    from app.submissions.boxes import Read

BLOCK = 16 * 1024
MAX_REQUESTS = 64  # about one a fragment; half a minute in pieces of a second, twice over


class NoMediaInfo(Exception):
    """The extra is not installed."""


@dataclass(frozen=True)
class Missing:
    """MediaInfo wants to see what we have not fetched."""

    offset: int


class _NotFetched(Exception):
    pass


async def probe(read: Read, *, size: int) -> Video:
    """Fetch the beginning of every fragment, then let MediaInfo add them up. Raises as `boxes` and `tracks` do."""
    ranges = Ranges(read, size=size, block=BLOCK, max_requests=MAX_REQUESTS)
    async for place in ranges.boxes(0, size):
        if place.end > size:
            raise Cut
    while True:
        answer = added_up(ranges.blocks, size)
        if isinstance(answer, Video):
            return answer
        await ranges.at(answer.offset, min(BLOCK, size - answer.offset))


def added_up(blocks: dict[int, bytes], size: int) -> Video | Missing:
    """Return the film, or what more must be fetched first."""
    try:
        from pymediainfo import MediaInfo  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NoMediaInfo from error
    fetched = _Fetched(blocks, size)
    try:
        told = MediaInfo.parse(fetched, parse_speed=0, buffer_size=BLOCK)
    except _NotFetched:
        return Missing(fetched.tell())
    except (
        OSError,
        RuntimeError,
        ValueError,
        SyntaxError,
    ) as error:  # its library is missing, or its XML is broken
        raise Malformed from error
    if not told.video_tracks:
        raise NoPicture
    return _video(told.video_tracks[0].to_data())


def _video(told: dict[str, object]) -> Video:
    try:
        wide = round(int(str(told["width"])) * float(str(told.get("pixel_aspect_ratio") or 1)))
        high = int(str(told["height"]))
        is_turned = round(float(str(told.get("rotation") or 0))) % 180 == 90  # noqa: PLR2004 - a quarter
        wide, high = (high, wide) if is_turned else (wide, high)
        seconds = float(str(told["duration"])) / 1000
        return Video(seconds=seconds, width=wide, height=high, codec=str(told.get("codec_id") or ""))
    except (KeyError, ValueError, OverflowError) as error:
        raise Malformed from error


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
        """Return what is left of one block; MediaInfo asks again for more."""
        if self._at >= self._size or not size:
            return b""
        number, within = divmod(self._at, BLOCK)
        if number not in self._blocks:
            raise _NotFetched
        content = self._blocks[number][within:]
        self._at += len(content)
        return content
