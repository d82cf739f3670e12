"""Films saved in fragments, as some screen recorders do: no single place tells their length.

MediaInfo knows how to add the fragments up. It is an extra (`pip install kull[video]`), and asked in haste
(`parse_speed=0`), which gives the same answers from a tenth of the bytes. It sees what was fetched, says what
more it wants, and is asked again; it runs in a process with limits.
"""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from app.safe import TooHeavy, run_limited
from app.submissions.reading.film.boxes import Cut, Malformed, Ranges
from app.submissions.reading.film.tracks import NoPicture, Video

if TYPE_CHECKING:
    from app.submissions.reading.film.boxes import Read
    from app.submissions.reading.film.mediainfo import Added

MAX_REQUESTS = 64  # about one a fragment; half a minute in pieces of a second, twice over


class Unmeasured(Exception):
    """We have no means to measure the film: the extra is not installed, or the fragments are too many."""


async def probe(read: Read, *, size: int) -> Video:
    """Fetch the beginning of every fragment, then let MediaInfo add them up. Raises Unmeasured, Cut and NoPicture."""
    try:
        return await _measured(read, size)
    except (Malformed, TooHeavy) as error:
        raise Unmeasured from error


async def _measured(read: Read, size: int) -> Video:
    try:
        from app.submissions.reading.film.mediainfo import BLOCK_BYTES  # noqa: PLC0415 - an extra
    except (ImportError, OSError) as absent:  # the package, or the library it brings
        raise Unmeasured from absent
    ranges = Ranges(read, size=size, block=BLOCK_BYTES, max_requests=MAX_REQUESTS)
    async for place in ranges.boxes(0, size):
        if place.end > size:
            raise Cut
    while (added := await to_thread(_added_up, ranges)).wanted is not None:
        await fetch_wanted(ranges, added.wanted, block=BLOCK_BYTES)
    if added.video is None:
        raise NoPicture
    return added.video


async def fetch_wanted(ranges: Ranges, offset: int, *, block: int) -> None:
    """Fetch the block MediaInfo asks for. Raises Malformed for one it has or that is not there: it would go on."""
    if not 0 <= offset < ranges.size or offset // block in ranges.blocks:
        raise Malformed
    await ranges.at(offset, min(block, ranges.size - offset))


def _added_up(ranges: Ranges) -> Added:
    from app.submissions.reading.film.mediainfo import Added, added_up  # noqa: PLC0415 - an extra

    numbers = sorted(ranges.blocks)
    known = b"".join(ranges.blocks[number] for number in numbers)
    written = " ".join(map(str, numbers))
    return run_limited(added_up, known, answer=Added, numbers=written, size=str(ranges.size))
