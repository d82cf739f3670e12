"""The boxes an MP4 or MOV file is made of (ISO/IEC 14496-12), read by ranges and never more than needed.

A film of hundreds of megabytes tells its length and shape in a few hundred bytes; the rest is jumped over.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Read = Callable[[int, int], Awaitable[bytes]]  # (offset, length) -> that many bytes

MAX_BOXES = 4_000
MAX_READ_BYTES = 64 * 1024
MAX_READ_BYTES_IN_FRAGMENTS = 256 * 1024
MAX_REQUESTS = 16
"""Enough for picture, sound and eight tracks of a phone's own; of a film with more, Microsoft 365 tells the length."""
BLOCK_BYTES = 4 * 1024
MAX_LEAF_BYTES = 4 * 1024

_HEADER_BYTES, _WIDE_HEADER_BYTES = 8, 16
_CONTAINERS = {"moov", "trak", "edts", "mdia", "minf", "stbl", "mvex"}
_LEAVES = {"mvhd", "tkhd", "elst", "mdhd", "hdlr", "stsd", "mehd", "trex", "tref"}


class Cut(Exception):
    """The file ends before its boxes do."""


class Malformed(Exception):
    """These bytes are no boxes, or too many boxes to be made in good faith."""


class Spent(Malformed):
    """More of the file would have to be read than we read of any film."""


class Ranges:
    """A file somewhere else, read in blocks that are fetched once. Raises Cut, Malformed and Spent."""

    def __init__(self, read: Read, *, size: int, block: int = BLOCK_BYTES) -> None:
        self.size, self.max_bytes = size, MAX_READ_BYTES
        self.blocks: dict[int, bytes] = {}
        self.bytes_read = self.requests = self._boxes = 0
        self._read, self._block = read, block

    async def at(self, offset: int, length: int) -> bytes:
        """Return exactly these bytes."""
        if offset + length > self.size:
            raise Cut
        first, last = offset // self._block, (offset + max(length, 1) - 1) // self._block
        await self._fetch([number for number in range(first, last + 1) if number not in self.blocks])
        known = b"".join(self.blocks[number] for number in range(first, last + 1))
        return known[offset - first * self._block :][:length]

    async def _fetch(self, missing: list[int]) -> None:
        if not missing:
            return
        start, end = missing[0] * self._block, min((missing[-1] + 1) * self._block, self.size)
        if self.requests == MAX_REQUESTS or self.bytes_read + end - start > self.max_bytes:
            raise Spent
        content = await self._read(start, end - start)
        self.requests, self.bytes_read = self.requests + 1, self.bytes_read + len(content)
        if len(content) != end - start:
            raise Cut
        for number in range(missing[0], missing[-1] + 1):
            self.blocks[number] = content[number * self._block - start :][: self._block]

    async def boxes(self, start: int, end: int) -> AsyncIterator[ByteRange]:
        """Give the boxes between two offsets; a box that reaches past `end` is given as it claims to be."""
        while end - start >= _HEADER_BYTES:
            box = await self._box(start, end)
            yield box
            start = box.end

    async def _box(self, start: int, end: int) -> ByteRange:
        self._boxes += 1
        if self._boxes > MAX_BOXES:
            raise Malformed
        size, kind = struct.unpack(">I4s", await self.at(start, _HEADER_BYTES))
        header = _HEADER_BYTES
        if size == 1:
            header = _WIDE_HEADER_BYTES
            (size,) = struct.unpack(
                ">Q", await self.at(start + _HEADER_BYTES, _WIDE_HEADER_BYTES - _HEADER_BYTES)
            )
        elif size == 0:
            size = end - start
        if size < header:
            raise Malformed
        return ByteRange(kind.decode("latin-1"), start + header, start + size)


@dataclass(frozen=True)
class ByteRange:
    """Where a box's content lies in the file."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Box:
    """A box we read: the beginning of its content, or the boxes in it."""

    kind: str
    content: bytes = b""
    inside: tuple[Box, ...] = ()

    def all(self, kind: str) -> tuple[Box, ...]:
        return tuple(box for box in self.inside if box.kind == kind)

    def find(self, *path: str) -> Box | None:
        """Return the first box at this path, or None."""
        box: Box | None = self
        for kind in path:
            box = next((inner for inner in box.inside if inner.kind == kind), None) if box else None
        return box

    def need(self, *path: str) -> Box:
        """Return the first box at this path; Malformed without it."""
        found = self.find(*path)
        if found is None:
            raise Malformed
        return found


async def opened(ranges: Ranges, place: ByteRange, depth: int = 0) -> Box:
    """Read the boxes of `place` that tell of length and shape, and jump over the rest."""
    if place.end > ranges.size:
        raise Cut
    if place.kind in _LEAVES:
        length = min(place.end - place.start, MAX_LEAF_BYTES)
        return Box(place.kind, content=await ranges.at(place.start, length))
    if place.kind not in _CONTAINERS or depth == len(_CONTAINERS):
        return Box(place.kind)
    inside = []
    async for inner in ranges.boxes(place.start, place.end):
        inside.append(await _within(ranges, inner, place, depth))
        if inner.kind == "stsd":  # the tables after it are of single samples, and large
            break
    return Box(place.kind, inside=tuple(inside))


async def _within(ranges: Ranges, inner: ByteRange, outer: ByteRange, depth: int) -> Box:
    if inner.end > outer.end:
        raise Malformed
    return await opened(ranges, inner, depth + 1)
