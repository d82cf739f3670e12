from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from films import FFMPEG, SQUARE, STANDING, Reader, Studio
from hypothesis import given, settings
from hypothesis import strategies as st

from app.deliverables import forms
from app.submissions.boxes import MAX_READ, MAX_REQUESTS
from app.submissions.findings import Unreadable
from app.submissions.video import Video, findings, probe

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not FFMPEG, reason="ffmpeg makes the films, and is not on this machine")

KIB_64 = 64 * 1024
TURNED = (180, 320)
HEVC = "-c:v libx265 -preset ultrafast -crf 40 -x265-params log-level=error -tag:v hvc1"


def look(content: bytes) -> tuple[Video | str, Reader]:
    """Return the film, or the code of the refusal, and what was read."""
    reader = Reader(content)
    try:
        return asyncio.run(probe(reader.read, size=len(content))), reader
    except Unreadable as refused:
        return refused.finding.code, reader


@dataclass(frozen=True)
class Whole:
    """How long it lasts and how it is shown, written by hand from what ffmpeg was told to make."""

    seconds: float
    width: int = 320
    height: int = 180
    said: tuple[str, ...] = ()


WHOLE = {
    "mp4, contents last": Whole(20),
    "mp4, contents first": Whole(20),
    "mov, contents last": Whole(20),
    "mov, contents first": Whole(20),
    "mp4 turned 90": Whole(20, *TURNED, said=("portrait",)),
    "mp4 turned 180": Whole(20),
    "mp4 turned 270": Whole(20, *TURNED, said=("portrait",)),
    "mov turned 90": Whole(20, *TURNED, said=("portrait",)),
    "mov turned 180": Whole(20),
    "mov turned 270": Whole(20, *TURNED, said=("portrait",)),
    "mp4 standing": Whole(20, 180, 320, said=("portrait",)),
    "mp4 standing, turned 90": Whole(20, 320, 180),
    "mp4 square": Whole(20, 200, 200),
    "29,9 seconds": Whole(29.9),
    "30,0 seconds": Whole(30.0),
    "30,03 seconds at 30 pictures a second": Whole(30.03),
    "30,5 seconds": Whole(30.5),
    "31 seconds": Whole(31.0, said=("too_long",)),
    "31 seconds, standing": Whole(31.0, 180, 320, said=("too_long", "portrait")),
    "sound runs on": Whole(30.0),
    "sound runs on, mov": Whole(30.0),
    "with no sound": Whole(20),
    "HEVC mov": Whole(20),
    "HEVC mov turned 90": Whole(20, *TURNED, said=("portrait",)),
    "MPEG-4 part 2": Whole(20),
    "trimmed by an edit list": Whole(20),
    "trimmed and turned": Whole(20, *TURNED, said=("portrait",)),
    "anamorphic mp4": Whole(20, 569, 180),
    "anamorphic mov": Whole(20, 427, 180),
    "34 megabytes, contents last": Whole(20),
    "two sound tracks": Whole(20),
}
IN_FRAGMENTS = {
    "fragments at key pictures": Whole(20),
    "fragments of a second": Whole(20),
    "fragments as for streaming": Whole(20),
    "fragments, turned 90": Whole(20, *TURNED, said=("portrait",)),
    "fragments, 31 seconds": Whole(31, said=("too_long",)),
}
REFUSED = {
    "contents lost": "unfinished",
    "contents lost, mov": "unfinished",
    "pictures cut": "unfinished",
    "last byte missing": "unfinished",
    "last fragment cut": "unfinished",
    "a hundred fragments": "in_fragments",
    "100 bytes": "unfinished",
    "sound only": "no_picture",
    "a document called mp4": "not_a_film",
    "a picture called mp4": "not_a_film",
    "a program called mp4": "not_a_film",
    "text called mp4": "not_a_film",
    "empty": "empty",
    "webm": "other_container",
    "mkv": "other_container",
    "avi": "other_container",
}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    studio = Studio(tmp_path_factory.mktemp("films"))
    return {name: path.read_bytes() for name, path in _films(studio).items()}


def _films(studio: Studio) -> dict[str, Path]:
    return _whole(studio) | _in_fragments(studio) | _spoilt(studio)


def _whole(studio: Studio) -> dict[str, Path]:
    first = "-movflags +faststart"
    lying = studio.film("lying.mp4", sound=20)
    standing = studio.film("standing.mp4", size=STANDING, sound=20)
    long = studio.film("long.mp4", "-c:v libx264 -preset ultrafast -g 10", seconds=25, sound=25)
    hevc = studio.film("hevc.mov", HEVC, sound=20)
    turned = {
        f"{kind} turned {angle}": studio.copy(lying, f"{angle}.{kind}", f"-metadata:s:v:0 rotate={angle}")
        for kind in ("mp4", "mov")
        for angle in (90, 180, 270)
    }
    trimmed = studio.copy(long, "trimmed.mp4", before="-ss 5")
    return turned | {
        "mp4, contents last": lying,
        "mp4, contents first": studio.copy(lying, "first.mp4", first),
        "mov, contents last": studio.copy(lying, "last.mov"),
        "mov, contents first": studio.copy(lying, "first.mov", first),
        "mp4 standing": standing,
        "mp4 standing, turned 90": studio.copy(standing, "st90.mp4", "-metadata:s:v:0 rotate=90"),
        "mp4 square": studio.film("square.mp4", size=SQUARE, sound=20),
        "29,9 seconds": studio.film("29.mp4", seconds=29.9, sound=29.9),
        "30,0 seconds": studio.film("30.mp4", seconds=30, sound=30),
        "30,03 seconds at 30 pictures a second": studio.film("3003.mp4", seconds=30.03, sound=30, fps=30),
        "30,5 seconds": studio.film("305.mp4", seconds=30.5, sound=30.5),
        "31 seconds": studio.film("31.mp4", seconds=31, sound=31),
        "31 seconds, standing": studio.film("31s.mp4", size=STANDING, seconds=31),
        "sound runs on": studio.film("sound.mp4", seconds=30, sound=30.6),
        "sound runs on, mov": studio.film("sound.mov", seconds=30, sound=30.6),
        "with no sound": studio.film("silent.mp4"),
        "HEVC mov": hevc,
        "HEVC mov turned 90": studio.copy(hevc, "hevc90.mov", "-tag:v hvc1 -metadata:s:v:0 rotate=90"),
        "MPEG-4 part 2": studio.film("part2.mp4", "-c:v mpeg4", sound=20),
        "trimmed by an edit list": trimmed,
        "trimmed and turned": studio.copy(trimmed, "trimmed90.mp4", "-metadata:s:v:0 rotate=90"),
        "anamorphic mp4": studio.film("wide.mp4", "-vf setsar=16/9 -c:v libx264 -preset ultrafast"),
        "anamorphic mov": studio.film("wide.mov", "-vf setsar=4/3 -c:v libx264 -preset ultrafast"),
        "34 megabytes, contents last": studio.film("raw.mov", "-c:v rawvideo -pix_fmt rgb24", sound=20),
        "two sound tracks": studio.copy(lying, "two.mp4", "-map 0:v -map 0:a -map 0:a"),
    }


def _in_fragments(studio: Studio) -> dict[str, Path]:
    lying = studio.folder / "lying.mp4"
    at_keys = "-movflags frag_keyframe+empty_moov"
    return {
        "fragments at key pictures": studio.copy(lying, "keys.mp4", at_keys),
        "fragments of a second": studio.copy(lying, "seconds.mp4", f"{at_keys} -frag_duration 1000000"),
        "fragments as for streaming": studio.copy(
            lying, "dash.mp4", "-movflags dash+frag_keyframe+global_sidx"
        ),
        "fragments, turned 90": studio.copy(lying, "keys90.mp4", f"{at_keys} -metadata:s:v:0 rotate=90"),
        "fragments, 31 seconds": studio.copy(studio.folder / "31.mp4", "keys31.mp4", at_keys),
    }


def _spoilt(studio: Studio) -> dict[str, Path]:
    lying = studio.folder / "lying.mp4"
    first = studio.folder / "first.mp4"
    return {
        "contents lost": studio.cut(lying, "lost.mp4", keep=0.5),
        "contents lost, mov": studio.cut(studio.folder / "last.mov", "lost.mov", keep=0.9),
        "pictures cut": studio.cut(first, "cut.mp4", keep=0.7),
        "a hundred fragments": studio.copy(
            studio.folder / "raw.mov",
            "hundred.mov",
            "-movflags empty_moov+default_base_moof -frag_duration 250000",
        ),
        "last fragment cut": studio.cut(studio.folder / "seconds.mp4", "cut-fragment.mp4", keep=0.8),
        "last byte missing": studio.kept("short.mp4", first.read_bytes()[:-1]),
        "100 bytes": studio.kept("100.mp4", lying.read_bytes()[:100]),
        "sound only": studio.sound("sound-only.mp4"),
        "a document called mp4": studio.kept("document.mp4", document()),
        "a picture called mp4": studio.kept("picture.mp4", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        "a program called mp4": studio.kept("program.mp4", b"MZ\x90\0" + bytes(200)),
        "text called mp4": studio.kept("text.mp4", b"Dette er ikke en film. " * 20),
        "empty": studio.kept("empty.mp4", b""),
        "webm": studio.film("a.webm", "-c:v libvpx -deadline realtime", seconds=2),
        "mkv": studio.film("a.mkv", seconds=2),
        "avi": studio.film("a.avi", "-c:v mpeg4", seconds=2),
    }


def document() -> bytes:
    return forms.render("statusrapport", "Statusrapport 1.docx")


@pytest.mark.parametrize("name", WHOLE | IN_FRAGMENTS)
def test_a_whole_film_tells_how_long_it_is_and_which_way_it_lies(name: str, corpus: dict[str, bytes]) -> None:
    film, _ = look(corpus[name])
    expected = (WHOLE | IN_FRAGMENTS)[name]
    assert isinstance(film, Video), film
    assert film.seconds == pytest.approx(expected.seconds, abs=0.15)
    assert (film.width, film.height) == (expected.width, expected.height)
    assert tuple(finding.code for finding in findings(film)) == expected.said


def test_a_whole_film_is_understood_from_64_kib_at_most(corpus: dict[str, bytes]) -> None:
    read = {name: look(corpus[name])[1].bytes_read for name in WHOLE}
    assert {name: count for name, count in read.items() if count > KIB_64} == {}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_film_is_refused_with_its_reason(name: str, corpus: dict[str, bytes]) -> None:
    assert look(corpus[name])[0] == REFUSED[name]


def test_a_film_in_fragments_is_asked_for_anew_where_nothing_can_measure_it(
    corpus: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "app.submissions.mediainfo", None)
    assert look(corpus["fragments of a second"])[0] == "in_fragments"


def test_what_microsoft_says_of_a_film_counts_only_where_nothing_can_measure_it(
    corpus: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Video(seconds=12.0, width=1280, height=720, codec="")
    films = [Reader(corpus[name]) for name in ("mp4, contents last", "fragments of a second")]
    measured = [asyncio.run(probe(film.read, size=len(film.content), told=told)).width for film in films]
    monkeypatch.setitem(sys.modules, "app.submissions.mediainfo", None)
    unmeasured = [asyncio.run(probe(film.read, size=len(film.content), told=told)).width for film in films]
    assert (measured, unmeasured) == ([320, 320], [320, 1280])


def test_a_film_too_long_is_told_how_long_it_is_and_what_to_do() -> None:
    film = Video(seconds=31.04, width=1920, height=1080, codec="avc1")
    assert [finding.text for finding in findings(film)] == [
        "Filmen varer i 31,0 sekunder; den kan vare i høyst 30. Klipp den kortere, og last den opp på nytt."
    ]


def test_another_limit_can_be_asked_for() -> None:
    film = Video(seconds=60.5, width=1920, height=1080, codec="avc1")
    assert findings(film, max_seconds=60) == ()


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
    assert reader.bytes_read <= MAX_READ


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
    assert reader.bytes_read <= MAX_READ
