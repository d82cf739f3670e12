"""A fragment's own table of contents (`moof`), and the two indexes of fragments: `sidx` and `mfra`. Pure."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.submissions.reading.film.boxes import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BOX_HEADER_BYTES, MFRO_BYTES = 8, 16
_BASE_OFFSET, _DESCRIPTION, _DEFAULT_DURATION = 0x1, 0x2, 0x8  # flags of `tfhd`
_DATA_OFFSET, _FIRST_FLAGS, _EACH_DURATION, _OF_EACH = 0x1, 0x4, 0x100, 0xF00  # flags of `trun`


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A track's part of a fragment, in its own ticks; `begins` is None where the fragment does not say."""

    track: int
    begins: int | None
    ticks: int


def pieces(content: bytes, default_ticks: Mapping[int, int]) -> Iterator[Piece]:
    """Give the parts of a fragment; `default_ticks` is how long a sample of a track lasts. Raises Malformed."""
    try:
        for kind, inside in _parts(content):
            if kind == b"traf":
                yield _piece(inside, default_ticks)
    except struct.error as error:
        raise Malformed from error


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + BOX_HEADER_BYTES <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if size < BOX_HEADER_BYTES:
            raise Malformed
        yield kind, content[at + BOX_HEADER_BYTES : at + size]
        at += size


def _piece(traf: bytes, default_ticks: Mapping[int, int]) -> Piece:
    parts = list(_parts(traf))
    header = next((inside for kind, inside in parts if kind == b"tfhd"), b"")
    (track,) = struct.unpack_from(">I", header, 4)
    each = _default_ticks(header, default_ticks.get(track, 0))
    begins = next((_begins(inside) for kind, inside in parts if kind == b"tfdt"), None)
    ticks = sum(_run_ticks(inside, each) for kind, inside in parts if kind == b"trun")
    return Piece(track=track, begins=begins, ticks=ticks)


def _default_ticks(tfhd: bytes, otherwise: int) -> int:
    flags = _flags(tfhd)
    if not flags & _DEFAULT_DURATION:
        return otherwise
    at = 8 + (8 if flags & _BASE_OFFSET else 0) + (4 if flags & _DESCRIPTION else 0)
    (ticks,) = struct.unpack_from(">I", tfhd, at)
    return int(ticks)


def _begins(tfdt: bytes) -> int:
    (ticks,) = struct.unpack_from(">Q" if tfdt[:1] == b"\1" else ">I", tfdt, 4)
    return int(ticks)


def _run_ticks(trun: bytes, each: int) -> int:
    """Add up the samples' own lengths, or count them."""
    flags = _flags(trun)
    (count,) = struct.unpack_from(">I", trun, 4)
    if not flags & _EACH_DURATION:
        return int(count) * each
    at = 8 + (4 if flags & _DATA_OFFSET else 0) + (4 if flags & _FIRST_FLAGS else 0)
    stride = 4 * (flags & _OF_EACH).bit_count()
    return sum(struct.unpack_from(">I", trun, at + number * stride)[0] for number in range(count))


def _flags(content: bytes) -> int:
    return int.from_bytes(content[1:4])


def last_of_sidx(content: bytes, ends: int) -> int:
    """Return where the last part that an index tells of begins; `ends` is where the index itself ends."""
    shape = ">IIQQHH" if content[:1] == b"\1" else ">IIIIHH"
    *_head, first, _reserved, count = struct.unpack_from(shape, content, 4)
    at = 4 + struct.calcsize(shape)
    sizes = [struct.unpack_from(">I", content, at + 12 * number)[0] & 0x7FFFFFFF for number in range(count)]
    return int(ends + first + sum(sizes[:-1]))


def size_of_mfra(last_bytes: bytes) -> int:
    """Read how large the index at the end of a file is from the file's last sixteen bytes; 0 without any."""
    size, kind, _, told = struct.unpack(">I4sII", last_bytes)
    return int(told) if (size, kind) == (MFRO_BYTES, b"mfro") else 0


def last_of_mfra(content: bytes) -> dict[int, tuple[int, int]]:
    """Return (where it begins in the track's ticks, its fragment's place in the file) of each track's last entry."""
    found = {}
    for kind, inside in _parts(content):
        if kind == b"tfra" and (last := _last_entry(inside)):
            found[int.from_bytes(inside[4:8])] = last
    return found


def _last_entry(tfra: bytes) -> tuple[int, int] | None:
    lengths, count = struct.unpack_from(">II", tfra, 8)
    shape = ">QQ" if tfra[:1] == b"\1" else ">II"
    numbers = sum((lengths >> shift & 3) + 1 for shift in (0, 2, 4))
    stride = struct.calcsize(shape) + numbers
    if count == 0:
        return None
    begins, place = struct.unpack_from(shape, tfra, 16 + (count - 1) * stride)
    return begins, place
