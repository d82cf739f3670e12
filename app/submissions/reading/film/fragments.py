"""Films saved in fragments, as browsers, screen recorders and some phones do: no single place tells their length.

Each fragment says when its samples begin and how long they last, so the first and the last tell enough. The last
is found by walking a little, by an index (`sidx`, `mfra`), or by its mark near the file's end.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.submissions.reading.film import tracks
from app.submissions.reading.film.boxes import Cut, Malformed, Spent
from app.submissions.reading.film.moof import (
    BOX_HEADER_BYTES,
    MFRO_BYTES,
    last_of_mfra,
    last_of_sidx,
    pieces,
    size_of_mfra,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.submissions.reading.film.boxes import Box, ByteRange, Ranges

MAX_REQUESTS_FORWARD, MAX_REQUESTS_FROM_INDEX = 5, 4
TAILS_BYTES = (16 * 1024, 64 * 1024, 160 * 1024)
"""How much of the file's end is looked through for the last fragment's mark."""
MAX_INDEX_BYTES = 64 * 1024
MAX_RUBBISH_BYTES = 4 * 1024
MAX_STRANGE_BYTES = 32 * 1024
"""Of what is no box, last in the file: some cameras and programs write notes of their own there."""
_NOUGHTS = "\0\0\0\0"
_MARK = b"moof\0\0\0\x10mfhd"  # a fragment and its first box; their sizes stand before their names
_AMONG_FRAGMENTS = {"moof", "mdat", "mfra", "sidx", "ssix", "styp", "emsg", "prft", "free", "skip", "uuid"}


class Unmeasured(Exception):
    """The film's length stands nowhere in what we read of a film."""


@dataclass
class Timeline:
    """A track as far as its fragments have been seen, in its own ticks; `ended` is None where we have jumped."""

    scale: int
    in_contents: int
    begun: int | None = None
    ended: int | None = 0

    def add(self, begins: int | None, ticks: int) -> None:
        begins = self.ended if begins is None else begins
        if begins is None:
            return
        if self.begun is None:  # the first samples may stand in the table of contents
            self.begun = 0 if begins <= self.in_contents else begins
        self.ended = begins + ticks


@dataclass
class Fragments:
    """The fragments of one film as far as we have seen them, and what its indexes tell."""

    lines: dict[int, Timeline]
    default_ticks: Mapping[int, int]
    begins_at: dict[tuple[int, int], int] = field(default_factory=dict)
    told_last: list[int] = field(default_factory=list)

    @property
    def seconds(self) -> dict[int, float]:
        """Tell how long after the beginning of the first track each ends."""
        first = min(
            (line.begun / line.scale for line in self.lines.values() if line.begun is not None), default=0
        )
        return {
            track: max(line.ended / line.scale - first, 0)
            for track, line in self.lines.items()
            if line.ended is not None
        }

    def add(self, start: int, content: bytes) -> None:
        """Add a fragment whose content begins at `start`."""
        for piece in pieces(content, self.default_ticks):
            if line := self.lines.get(piece.track):
                told = self.begins_at.get((piece.track, start))
                line.add(told if piece.begins is None else piece.begins, piece.ticks)

    def jump(self) -> None:
        for line in self.lines.values():
            line.ended = None


async def measure(ranges: Ranges, moov: Box, *, start: int) -> Mapping[int, float]:
    """Return the seconds of each track, by its id. `start` is where the fragments begin. Raises Unmeasured and Cut."""
    try:
        found = _begin(moov)
        if not await _reached_end(ranges, found, start):
            return _told_in_contents(moov, found.lines)
    except (struct.error, ZeroDivisionError) as error:
        raise Malformed from error
    return found.seconds


def _begin(moov: Box) -> Fragments:
    lines = {}
    for track in tracks.seen_or_heard(moov):
        scale, ticks = tracks.scale_and_length(track)
        lines[tracks.track_id(track)] = Timeline(scale or 1, ticks, ended=ticks)
    mvex = moov.find("mvex")
    defaults = [struct.unpack_from(">4xI4xI", one.content) for one in (mvex.all("trex") if mvex else ())]
    return Fragments(lines, dict(defaults))


def _told_in_contents(moov: Box, lines: Iterable[int]) -> Mapping[int, float]:
    """Believe the length that the table of contents may give for all fragments together. Raises Unmeasured."""
    told = moov.find("mvex", "mehd")
    if told is None:
        raise Unmeasured
    (ticks,) = struct.unpack_from(">Q" if told.content[:1] == b"\1" else ">I", told.content, 4)
    if not ticks:
        raise Unmeasured
    return dict.fromkeys(lines, ticks / tracks.film_scale(moov))


async def _reached_end(ranges: Ranges, found: Fragments, start: int) -> bool:
    """Come to the last fragment, by walking, by an index, or by its mark; False when no way leads there."""
    with suppress(Spent):
        if await _walked(ranges, found, start, MAX_REQUESTS_FORWARD):
            return True
    for way in (_by_first_index, _by_last_index, _by_mark):
        with suppress(Malformed):
            if await way(ranges, found) and found.seconds:
                return True
    return False


async def _walked(ranges: Ranges, found: Fragments, start: int, requests: int) -> bool:
    """Add each fragment from `start` to the file's end; False for other things, and past so many requests."""
    most = ranges.requests + requests
    if start >= ranges.size:
        raise Cut
    async for place in ranges.boxes(start, ranges.size):
        if place.kind == _NOUGHTS:
            if ranges.size - place.start > MAX_RUBBISH_BYTES:
                raise Cut
            return True
        if place.kind not in _AMONG_FRAGMENTS:
            return _is_strange(place) and ranges.size - place.start < MAX_STRANGE_BYTES
        if place.end > ranges.size:
            raise Cut
        await _noted(ranges, found, place)
        if ranges.requests >= most and place.end < ranges.size:
            return False
    return True


def _is_strange(place: ByteRange) -> bool:
    return not place.kind.isalnum()


async def _noted(ranges: Ranges, found: Fragments, place: ByteRange) -> None:
    if place.kind not in {"moof", "sidx"}:
        return
    if place.end - place.start > MAX_INDEX_BYTES:
        raise Spent
    content = await ranges.at(place.start, place.end - place.start)
    if place.kind == "moof":
        found.add(place.start, content)
    elif all(line.begun is None for line in found.lines.values()):  # others are each of their own fragment
        found.told_last.append(last_of_sidx(content, place.end))


async def _by_first_index(ranges: Ranges, found: Fragments) -> bool:
    if not found.told_last:
        return False
    return await _from(ranges, found, min(found.told_last))


async def _from(ranges: Ranges, found: Fragments, start: int) -> bool:
    found.jump()
    return await _walked(ranges, found, start, MAX_REQUESTS_FROM_INDEX)


async def _by_last_index(ranges: Ranges, found: Fragments) -> bool:
    size = size_of_mfra(await ranges.at(ranges.size - MFRO_BYTES, MFRO_BYTES))
    if not BOX_HEADER_BYTES < size <= min(MAX_INDEX_BYTES, ranges.size):
        return False
    index = await ranges.at(ranges.size - size, size)
    last = {
        track: told for track, told in last_of_mfra(index[BOX_HEADER_BYTES:]).items() if track in found.lines
    }
    found.begins_at |= {(track, place + BOX_HEADER_BYTES): begins for track, (begins, place) in last.items()}
    return bool(last) and await _from(ranges, found, min(place for _, place in last.values()))


async def _by_mark(ranges: Ranges, found: Fragments) -> bool:
    """Look through the file's end for fragments that lead to its last byte. Raises Cut where each leads past it."""
    tail, is_cut = b"", False
    for length in TAILS_BYTES:
        start = max(ranges.size - length, 0)
        tail = await ranges.at(start, ranges.size - len(tail) - start) + tail
        for place in _marks(tail):
            try:
                if await _from(ranges, found, start + place):
                    return True
            except Cut:
                is_cut = True
            except Malformed:
                continue
        if is_cut:
            raise Cut
    if not any(tail):  # room was made for the rest, and the rest never came
        raise Cut
    return False


def _marks(content: bytes) -> Iterator[int]:
    at = content.find(_MARK)
    while at >= 0:
        yield at - 4
        at = content.find(_MARK, at + 1)
