"""Where a film's pictures and sound lie: nowhere, or noughts, where the rest of the film never came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.submissions.reading.film import tracks
from app.submissions.reading.film.boxes import BLOCK_BYTES, Cut

if TYPE_CHECKING:
    from app.submissions.reading.film.boxes import Box, Ranges


@dataclass(frozen=True)
class Data:
    """A box of samples. After the table of contents its end is what comes last of the file."""

    start: int
    end: int
    after_contents: bool


@dataclass(frozen=True)
class Contents:
    """The table of contents, and where fragments begin, or the last box of samples."""

    moov: Box
    fragments_at: int | None = None
    data: Data | None = None


async def refuse_without_data(ranges: Ranges, contents: Contents) -> None:
    """Raise Cut where there are no samples, or noughts in their place: room was made for the film, and it never came.

    Silence that is not packed is noughts too: then the middle must be noughts as well.
    """
    data = contents.data
    if data is None:
        raise Cut
    if not data.after_contents:
        return
    middle = (data.start + data.end) // 2
    for end in (data.end, middle) if tracks.has_unpacked_sound(contents.moov) else (data.end,):
        start = max(data.start, end - BLOCK_BYTES)
        if any(await ranges.at(start, end - start)):
            return
    raise Cut
