"""Numbers are figures where they can be read in one way, and are asked about where they can be read in two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.submissions.reading.findings import Doubt, unanswered
from app.submissions.reading.reports.measurements import numbers_beside
from corpora.measurements.helpers import HELPERS, OVERLOOKED, UNCOUNTED, WRITTEN
from corpora.measurements.table import BOOKS as PLAIN
from corpora.measurements.wards import NAMED, WARDS

if TYPE_CHECKING:
    from app.submissions.reading.findings import Answered
    from corpora.measurements.book import Book, Points

CASES = Path(__file__).parents[4] / "shared/cases/measurements"
BOOKS = (*PLAIN, *WARDS, *NAMED, *HELPERS, *OVERLOOKED, *WRITTEN, *UNCOUNTED)
SAMPLE = BOOKS[::6]
OF_CASES: dict[str, tuple[Points, tuple[str, ...]]] = {
    "04_tusenskille": (
        (("Antall", "2027-10-11", 1234), ("Antall", "2027-10-18", 1234.5)),
        (*("warning unclear_number",) * 2, "question thousands-or-decimals"),
    ),
    "08_uker_bortover": (
        (
            *(("Ventetid", "2027-10-04", 5), ("Ventetid", "2027-10-11", 4)),
            *(("Avvik", "2027-10-04", 1), ("Avvik", "2027-10-11", 0)),
        ),
        (),
    ),
    "13_to_tall_samme_dag": ((), ("info same_name", "question several-on-a-day")),
    "us_dates": ((), ("question day-or-month-first",)),
}


def by_kind(book: Book) -> Answered:
    def answered(doubt: Doubt) -> str | None:
        return book.answers.get(doubt.kind)

    return answered


def read(content: bytes, answered: Answered = unanswered) -> tuple[Points, tuple[str, ...]]:
    found = numbers_beside(content, "m.xlsx", answered=answered)
    points = tuple((one.measure, one.day.isoformat(), one.value) for one in found.points)
    return points, tuple(f"{one.level} {one.code}" for one in found.findings)


def assert_reads(book: Book) -> None:
    assert read(book.content) == (book.points, book.told)
    if book.answers:
        points, told = read(book.content, by_kind(book))
        assert (points, [one for one in told if one.startswith("question")]) == (book.settled, [])


@pytest.mark.parametrize("book", SAMPLE, ids=[book.name for book in SAMPLE])
def test_a_sample_is_read_as_it_was_meant_or_asked_about(book: Book) -> None:
    assert_reads(book)


@pytest.mark.corpora
@pytest.mark.parametrize("book", BOOKS, ids=[book.name for book in BOOKS])
def test_a_workbook_is_read_as_it_was_meant_or_asked_about(book: Book) -> None:
    assert_reads(book)


@pytest.mark.corpora
@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not on this machine")
@pytest.mark.parametrize("name", OF_CASES)
def test_a_case_gives_what_is_said_of_it(name: str) -> None:
    assert read((CASES / f"{name}.xlsx").read_bytes()) == OF_CASES[name]
