"""A film in fragments is measured by its first and its last, wherever the last is found, or not at all."""

from __future__ import annotations

import pytest
from support.papers.film_boxes import (
    BEGINNING,
    PICTURE,
    SOUND,
    box,
    fragment,
    fragmented,
    movie,
    track,
)
from support.papers.films import look

from app.submissions.reading.film.film import Video

LARGE = 250_000
A_CUT = {"sidx": fragmented(bytes_each=LARGE, sidx=True), "none": fragmented(bytes_each=20_000)}
INTERLEAVED = (
    BEGINNING
    + movie()
    + b"".join(
        fragment(number, begins=at * 10, ticks=10) + box("mdat", bytes(9_000))
        for at in range(20)
        for number in (PICTURE, SOUND)
    )
)
SOUND_RUNS_ON = INTERLEAVED + fragment(SOUND, begins=200, ticks=15) + box("mdat", bytes(900))


def _seconds(content: bytes) -> float | str:
    found, reader = look(content)
    assert (len(reader.asked) <= 16, reader.bytes_read <= 256 * 1024) == (True, True)
    return found.seconds if isinstance(found, Video) else found


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (fragmented(fragments=3, bytes_each=LARGE), 3.0),
        (fragmented(bytes_each=LARGE, sidx=True), 30.0),
        (fragmented(bytes_each=LARGE, mfra=True), 30.0),
        (fragmented(bytes_each=LARGE, dated=False, mfra=True), 30.0),
        (fragmented(bytes_each=100_000), 30.0),
        (fragmented(bytes_each=100), 30.0),
        (fragmented(movie(mehd=300), bytes_each=LARGE), 30.0),
        (fragmented(movie(extends=False), fragments=1, ticks=0), "in_fragments"),
        (fragmented(fragments=10, begins=108_000, bytes_each=LARGE, sidx=True), 10.0),
        (fragmented(movie(track(PICTURE, ticks=50)), fragments=10, begins=50, mfra=True), 15.0),
        (fragmented(movie(track(PICTURE, edits=((20, -1), (0, 5)))), bytes_each=LARGE, mfra=True), 29.5),
        (INTERLEAVED, 20.0),
        (SOUND_RUNS_ON, 21.5),
    ],
    ids=[
        *("a few large", "an index first", "an index last", "undated, an index last", "the last by its mark"),
        *("many small", "told in the table of contents", "no sample has a length", "a clip of a broadcast"),
        *(
            "the first seconds in the table of contents",
            "nothing first",
            "picture and sound apart",
            "sound runs on",
        ),
    ],
)
def test_the_last_fragment_tells_how_long_the_film_is(content: bytes, seconds: float | str) -> None:
    assert _seconds(content) == seconds


@pytest.mark.parametrize(
    "content", [fragmented(bytes_each=LARGE), fragmented(dated=False, bytes_each=20_000)]
)
def test_a_film_whose_last_fragment_is_not_found_is_not_measured(content: bytes) -> None:
    assert _seconds(content) == "in_fragments"


@pytest.mark.parametrize("name", A_CUT)
@pytest.mark.parametrize("keep", [0.4, 0.97])
def test_a_film_cut_in_the_middle_of_a_fragment_is_unfinished(name: str, keep: float) -> None:
    content = A_CUT[name]
    assert _seconds(content[: int(len(content) * keep)]) == "unfinished"


def test_an_index_that_leads_astray_is_passed_by() -> None:
    content = fragmented(bytes_each=20_000, mfra=True)
    place = content.rindex(b"tfra") + 12 + 29 * 11 + 4 + 4
    assert _seconds(content[:place] + b"\0\0\0\x99" + content[place + 4 :]) == 30.0
