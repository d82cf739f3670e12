from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from support.papers.film_boxes import fragmented
from support.papers.films import Reader, look

from app.submissions.reading.film.film import Video, film_findings, probe_film

KIB_64 = 64 * 1024
TURNED = (180, 320)


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
    "sound runs on": Whole(30.6, said=("too_long",)),
    "sound runs on, mov": Whole(30.6, said=("too_long",)),
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
    "a hundred fragments": Whole(20),
}
REFUSED = {
    "contents lost": "unfinished",
    "contents lost, mov": "unfinished",
    "pictures cut": "unfinished",
    "last byte missing": "unfinished",
    "last fragment cut": "unfinished",
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


@pytest.mark.parametrize("name", WHOLE | IN_FRAGMENTS)
def test_a_whole_film_tells_how_long_it_is_and_which_way_it_lies(name: str, corpus: dict[str, bytes]) -> None:
    film, _ = look(corpus[name])
    expected = (WHOLE | IN_FRAGMENTS)[name]
    assert isinstance(film, Video), film
    assert film.seconds == pytest.approx(expected.seconds, abs=0.15)
    assert (film.width, film.height) == (expected.width, expected.height)
    assert tuple(finding.code for finding in film_findings(film)) == expected.said


def test_a_whole_film_is_understood_from_64_kib_at_most(corpus: dict[str, bytes]) -> None:
    read = {name: look(corpus[name])[1].bytes_read for name in WHOLE}
    assert {name: count for name, count in read.items() if count > KIB_64} == {}


def test_a_film_in_fragments_is_understood_from_256_kib_in_16_requests_at_most(
    corpus: dict[str, bytes],
) -> None:
    readers = {name: look(corpus[name])[1] for name in IN_FRAGMENTS}
    most = {name: (reader.bytes_read, len(reader.asked)) for name, reader in readers.items()}
    assert {name: read for name, read in most.items() if read[0] > 4 * KIB_64 or read[1] > 16} == {}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_film_is_refused_with_its_reason(name: str, corpus: dict[str, bytes]) -> None:
    assert look(corpus[name])[0] == REFUSED[name]


def test_what_microsoft_says_of_a_film_counts_only_where_it_cannot_be_measured(
    corpus: dict[str, bytes],
) -> None:
    told = Video(seconds=12.0, width=1280, height=720, codec="")
    unmeasured = fragmented(fragments=30, bytes_each=200_000)
    films = [
        Reader(film) for film in (corpus["mp4, contents last"], corpus["fragments of a second"], unmeasured)
    ]
    seen = [asyncio.run(probe_film(film.read, size=len(film.content), told=told)).width for film in films]
    assert seen == [320, 320, 1280]
    assert look(unmeasured)[0] == "in_fragments"


def test_a_film_too_long_is_told_how_long_it_is_and_what_to_do() -> None:
    film = Video(seconds=31.04, width=1920, height=1080, codec="avc1")
    assert [finding.text for finding in film_findings(film)] == [
        "Filmen varer i 31,0 sekunder; den kan vare i høyst 30. Klipp den kortere, og last den opp på nytt."
    ]


def test_another_limit_can_be_asked_for() -> None:
    film = Video(seconds=60.5, width=1920, height=1080, codec="avc1")
    assert film_findings(film, max_seconds=60) == ()
