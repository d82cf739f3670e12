"""Films made to be read for ever, or to be believed: each is refused by a few ranges, whatever it claims."""

from __future__ import annotations

import pytest
from support.papers.film_boxes import fragment, movie
from support.papers.films import look

MAX_RANGES, MAX_BYTES = 16, 256 * 1024
BEGINNING = b"\0\0\0\x10ftypisom\0\0\0\0"
KINDS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (len(content) + 8).to_bytes(4) + kind + content


def claimed(size: int, kind: bytes = b"moov", rest: bytes = bytes(100)) -> bytes:
    return size.to_bytes(4) + kind + rest


def wide(size: int, kind: bytes = b"moov", rest: bytes = bytes(100)) -> bytes:
    return claimed(1, kind, size.to_bytes(8) + rest)


def deep(levels: int) -> bytes:
    heads = ((levels - at) * 8 for at in range(levels))
    return b"".join(size.to_bytes(4) + KINDS[at % 5] for at, size in enumerate(heads))


HANDLER = box(b"hdlr", bytes(8) + b"vide")
COUNTLESS_EDITS = box(b"edts", box(b"elst", bytes(4) + b"\xff" * 4 + bytes(9000)))
MEDIA = box(b"mdia", HANDLER + box(b"mdhd", bytes(12) + b"\0\0\0\1\0\0\0\1"))
COUNTLESS = box(
    b"moov", box(b"mvhd", bytes(12) + b"\0\0\0\1\0\0\0\1") + box(b"trak", MEDIA + COUNTLESS_EDITS)
)

HOSTILE = {
    "boxes 10,000 deep": (deep(10_000), "damaged"),
    "boxes of one kind 10,000 deep": (box(b"moov", claimed(79_000, b"trak") * 700), "damaged"),
    "a size of nothing, which reaches to the end": (claimed(0, rest=claimed(0, b"trak")), "damaged"),
    "a size smaller than its own head": (claimed(7), "damaged"),
    "a wide size of nothing": (wide(0), "damaged"),
    "a wide size smaller than its own head": (wide(15), "damaged"),
    "a wide size that is negative": (wide(2**64 - 1), "unfinished"),
    "a wide size of half of all numbers": (wide(2**63), "unfinished"),
    "contents of four gigabytes": (claimed(2**32 - 1), "unfinished"),
    "contents of an exabyte": (wide(2**60), "unfinished"),
    "a track larger than its film": (box(b"moov", claimed(2**31, b"trak")), "damaged"),
    "a film that begins anew in itself": (box(b"moov", claimed(0, b"moov", claimed(0))), "damaged"),
    "100,000 boxes of nothing": (box(b"free") * 100_000, "damaged"),
    "100,000 tracks of nothing": (box(b"moov", box(b"trak") * 100_000), "damaged"),
    "1,000 heads of tracks, far apart": (
        box(b"moov", box(b"trak", box(b"tkhd", bytes(9_000))) * 1_000),
        "no_length",
    ),
    "5,000 pieces of film, far apart": (box(b"mdat", bytes(9_000)) * 5_000, "no_length"),
    "5,000 tables of contents": (box(b"moov") * 5_000, "damaged"),
    "four thousand million edits": (COUNTLESS, "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_film_is_refused_by_few_ranges(name: str) -> None:
    content, code = HOSTILE[name]
    answer, reader = look(BEGINNING + content)
    assert answer == code
    assert (len(reader.asked) <= MAX_RANGES, reader.bytes_read <= MAX_BYTES) == (True, True)


IN_FRAGMENTS = movie()
WITHOUT_END = {
    "marks of fragments that lead nowhere": box(
        b"mdat", fragment(1, begins=0, ticks=10)[:60] * 4_000 + bytes(9)
    ),
    "an index that leads back to itself": box(b"sidx", bytes(8) + b"\0\0\0\1" + bytes(12)) * 3_000,
    "fragments far apart": box(b"moof", bytes(20_000)) * 500,
    "fragments of nothing": box(b"moof") * 100_000,
    "a fragment that says it is a fragment": claimed(0, b"moof", claimed(0, b"traf", bytes(40_000))),
}


@pytest.mark.parametrize("name", WITHOUT_END)
def test_fragments_without_end_are_given_up(name: str) -> None:
    answer, reader = look(BEGINNING + IN_FRAGMENTS + WITHOUT_END[name])
    assert answer in {"in_fragments", "unfinished", "damaged"}
    assert (len(reader.asked) <= MAX_RANGES, reader.bytes_read <= MAX_BYTES) == (True, True)
