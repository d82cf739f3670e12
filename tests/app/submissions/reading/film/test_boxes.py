"""No bytes make the reader hang, read beyond its limits, or raise anything but a refusal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.papers.films import look

from app.submissions.reading.film.boxes import MAX_READ_BYTES_IN_FRAGMENTS, MAX_REQUESTS
from app.submissions.reading.film.film import Video


@given(st.binary(max_size=4_000))
def test_no_bytes_raise_anything_but_a_refusal(content: bytes) -> None:
    for data in (content, b"\0\0\0\x10ftypisom\0\0\0\0" + content):
        answer, _ = look(data)
        assert isinstance(answer, str)


def box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4) + kind + content


KINDS = st.sampled_from(
    [
        b"moov",
        b"trak",
        b"mdia",
        b"minf",
        b"stbl",
        b"edts",
        b"mvex",
        b"mvhd",
        b"tkhd",
        b"elst",
        b"mdhd",
        b"hdlr",
        b"stsd",
    ]
)
TREES = st.recursive(
    st.builds(box, KINDS, st.binary(max_size=100)),
    lambda inner: st.builds(
        lambda kind, boxes: box(kind, b"".join(boxes)), KINDS, st.lists(inner, max_size=6)
    ),
    max_leaves=60,
)


@given(st.lists(TREES, max_size=4), st.sampled_from([0, 1, 7, 2**32 - 1]), st.integers(0, 2_000))
def test_no_tree_of_boxes_passes_the_limits(trees: list[bytes], lie: int, at: int) -> None:
    content = bytearray(b"\0\0\0\x10ftypisom\0\0\0\0" + b"".join(trees))
    content[at : at + 4] = lie.to_bytes(4) if at + 4 <= len(content) else b""
    _, reader = look(bytes(content))
    assert len(reader.asked) <= MAX_REQUESTS
    assert reader.bytes_read <= MAX_READ_BYTES_IN_FRAGMENTS


def test_a_million_empty_boxes_are_given_up(corpus: dict[str, bytes]) -> None:
    answer, reader = look(b"\0\0\0\x10ftypisom\0\0\0\0" + box(b"moov", box(b"free", b"") * 1_000_000))
    assert answer == "damaged"
    assert len(reader.asked) <= MAX_REQUESTS


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_film_is_a_film_or_a_refusal(corpus: dict[str, bytes], data: st.DataObject) -> None:
    """Bytes of a real film's table of contents are changed, and its end may be lost."""
    content = bytearray(corpus["mp4, contents first"])
    for at in data.draw(st.lists(st.integers(0, 3_000), max_size=5)):
        content[at] = data.draw(st.integers(0, 255))
    answer, reader = look(bytes(content[: data.draw(st.integers(0, len(content)))]))
    assert isinstance(answer, Video | str)
    assert len(reader.asked) <= MAX_REQUESTS
    assert reader.bytes_read <= MAX_READ_BYTES_IN_FRAGMENTS
