"""Films laid out box by box, for what ffmpeg does not make. Ten ticks are a second, in every track and in the film."""

from __future__ import annotations

import struct

SCALE = 10
PICTURE, SOUND = 1, 2
UPRIGHT, STANDING = (1, 0, 0, 1), (0, 1, -1, 0)
BEGINNING = b"\0\0\0\x18ftypisom\0\0\0\0isommp42"


def box(kind: str, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return struct.pack(">I4s", len(content) + 8, kind.encode()) + content


def full(kind: str, *inside: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *inside)


def words(*numbers: int) -> bytes:
    return struct.pack(f">{len(numbers)}I", *numbers)


def track(
    number: int = PICTURE,
    *,
    ticks: int = 0,
    turned: tuple[int, int, int, int] = UPRIGHT,
    edits: tuple[tuple[int, int], ...] = (),
    is_on: bool = True,
    codec: bytes = b"avc1",
) -> bytes:
    """Describe a picture of 640 × 360, or a sound; `edits` are (length, where it begins), -1 being nothing shown."""
    a, b, c, d = (one << 16 for one in turned)
    matrix = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    header = full(
        "tkhd",
        words(0, 0, number, 0, ticks),
        bytes(16),
        matrix,
        words(640 << 16, 360 << 16),
        flags=int(is_on),
    )
    rows = b"".join(struct.pack(">IiI", *edit, 1 << 16) for edit in edits)
    edited = box("edts", full("elst", words(len(edits)), rows)) if edits else b""
    length = full("mdhd", words(0, 0, SCALE, ticks, 0))
    kind = full("hdlr", bytes(4), b"vide" if number == PICTURE else b"soun", bytes(13))
    entry = struct.pack(">I4s24xHH50x", 86, codec, 640, 360)
    samples = box("minf", box("stbl", full("stsd", words(1), entry), full("stts", words(0))))
    return box("trak", header, edited, box("mdia", length, kind, samples))


def movie(*tracks: bytes, mehd: int | None = None, extends: bool = True, each_ticks: int = 1) -> bytes:
    """Lay out a table of contents; without `tracks` of a picture and a sound that stand in fragments."""
    head = full("mvhd", words(0, 0, SCALE, 0), bytes(80))
    whole = full("mehd", words(mehd)) if mehd is not None else b""
    defaults = b"".join(full("trex", words(one, 1, each_ticks, 0, 0)) for one in (PICTURE, SOUND))
    more = box("mvex", whole, defaults) if extends else b""
    return box("moov", head, *(tracks or (track(PICTURE), track(SOUND))), more)


def fragment(number: int, *, begins: int | None, ticks: int, samples: int | None = None) -> bytes:
    """Lay out the head of a fragment of one track, whose samples each last what the table of contents says."""
    when = full("tfdt", words(begins)) if begins is not None else b""
    run = full("trun", words(ticks if samples is None else samples))
    return box(
        "moof", full("mfhd", words(1)), box("traf", full("tfhd", words(number), flags=0x20000), when, run)
    )


def fragmented(  # noqa: PLR0913 - a film has this many sides
    contents: bytes | None = None,
    *,
    fragments: int = 30,
    bytes_each: int = 1_000,
    begins: int = 0,
    ticks: int = SCALE,
    dated: bool = True,
    sidx: bool = False,
    mfra: bool = False,
) -> bytes:
    """Lay out a film of so many fragments of a second, each of the picture alone."""
    parts = [
        fragment(PICTURE, begins=begins + number * ticks if dated else None, ticks=ticks)
        + box("mdat", b"\x55" * bytes_each)
        for number in range(fragments)
    ]
    before = BEGINNING + (contents or movie())
    before += index_first([len(part) for part in parts], ticks) if sidx else b""
    starts = [len(before) + sum(map(len, parts[:number])) for number in range(fragments)]
    after = (
        index_last([(begins + number * ticks, start) for number, start in enumerate(starts)]) if mfra else b""
    )
    return before + b"".join(parts) + after


def index_first(sizes: list[int], ticks: int) -> bytes:
    rows = b"".join(words(size, ticks, 0x90000000) for size in sizes)
    return full("sidx", words(PICTURE, SCALE, 0, 0), struct.pack(">HH", 0, len(sizes)), rows)


def index_last(entries: list[tuple[int, int]]) -> bytes:
    rows = b"".join(struct.pack(">IIBBB", begins, start, 1, 1, 1) for begins, start in entries)
    table = full("tfra", words(PICTURE, 0, len(entries)), rows)
    return box("mfra", table, full("mfro", words(len(table) + 8 + 16)))
