"""Each film tells how long it is, which way it is shown and its codec, from few bytes; or is named for what it is."""

from __future__ import annotations

import asyncio

import pytest
from support.papers.films import Reader, look

from app.submissions.reading.film.film import film_findings, probe_film
from app.submissions.reading.film.tracks import Video
from app.submissions.reading.findings import Unreadable
from corpora.films.laying_out import Films
from corpora.films.rows import LYING, SQUARE, STANDING, Film
from corpora.films.table import IN_FRAGMENTS, REFUSED, SAMPLE, WHOLE

READ = WHOLE | IN_FRAGMENTS
KIB_64 = 64 * 1024
TOLERATED_SECONDS = 0.15  # a frame of ten a second, and what sound is padded with


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Films:
    return Films(tmp_path_factory.mktemp("films-of-the-corpus"))


@pytest.mark.parametrize("name", [name for name in SAMPLE if name in READ])
def test_a_film_of_the_sample_is_read(films: Films, name: str) -> None:
    _read(READ[name], films)


@pytest.mark.parametrize("name", [name for name in SAMPLE if name in REFUSED])
def test_a_file_of_the_sample_is_named_for_what_it_is(films: Films, name: str) -> None:
    _refused(films, name)


@pytest.mark.corpora
@pytest.mark.parametrize("name", READ)
def test_a_film_tells_how_long_it_is_which_way_it_lies_and_its_codec(films: Films, name: str) -> None:
    _read(READ[name], films)


@pytest.mark.corpora
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_film_we_read_is_named_for_what_it_is(films: Films, name: str) -> None:
    _refused(films, name)


def _read(row: Film, films: Films) -> None:
    found, reader = look(row.made(films))
    assert isinstance(found, Video), found
    assert found.seconds == pytest.approx(row.seconds, abs=TOLERATED_SECONDS)
    assert (_way(found), found.codec) == (row.way, row.codec)
    assert tuple(finding.code for finding in film_findings(found)) == row.said
    assert len(reader.asked) <= 16
    assert reader.bytes_read <= (4 * KIB_64 if row.in_fragments else KIB_64)


def _way(film: Video) -> str:
    if film.width == film.height:
        return SQUARE
    return STANDING if film.is_portrait else LYING


def _refused(films: Films, name: str) -> None:
    row = REFUSED[name]
    content = row.made(films)
    reader = Reader(content)
    with pytest.raises(Unreadable) as refused:
        asyncio.run(probe_film(reader.read, size=len(content)))
    assert (refused.value.finding.code, row.named in refused.value.finding.text) == (row.code, True)
    assert (len(reader.asked) <= 16, reader.bytes_read <= 4 * KIB_64) == (True, True)
