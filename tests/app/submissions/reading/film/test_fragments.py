"""A film in fragments is measured by adding them up, or not at all."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest
from support.papers.films import Reader

from app.submissions.reading.film.boxes import Cut
from app.submissions.reading.film.fragments import MAX_REQUESTS, Unmeasured, probe

if TYPE_CHECKING:
    from app.submissions.reading.film.tracks import Video

BEGINNING = b"\0\0\0\x10ftypisom\0\0\0\0"


def _probe(content: bytes) -> tuple[Video, Reader]:
    reader = Reader(content)
    return asyncio.run(probe(reader.read, size=len(content))), reader


def test_the_fragments_are_added_up_from_their_beginnings_alone(corpus: dict[str, bytes]) -> None:
    content = corpus["fragments of a second"]
    film, reader = _probe(content)
    assert (round(film.seconds), film.width, film.height) == (20, 320, 180)
    assert len(reader.asked) <= MAX_REQUESTS


def test_a_fragment_that_reaches_past_the_end_is_cut() -> None:
    with pytest.raises(Cut):
        _probe(BEGINNING + b"\0\0\1\0moof" + bytes(20))


def test_more_fragments_than_are_asked_for_are_not_measured() -> None:
    fragment = b"\0\0\x40\0moof" + bytes(0x4000 - 8)
    with pytest.raises(Unmeasured):
        _probe(BEGINNING + fragment * 2 * (MAX_REQUESTS + 1))


def test_without_the_extra_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "app.submissions.reading.film.mediainfo", None)
    with pytest.raises(Unmeasured):
        _probe(BEGINNING)
