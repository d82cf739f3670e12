"""An answer holds for a newer version that says the same, and not for one that shows something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.questions.kinds import QuestionKind, question_key
from corpora.measurements.book import LONG, Book
from corpora.measurements.table import DAY_4, DAY_11, DAY_18, OCT_4, OCT_11, OCT_18, V
from corpora.measurements.test_workbooks import read

if TYPE_CHECKING:
    from app.submissions.reading.findings import Answered, Doubt
    from corpora.measurements.book import Points, Rows

NOV_24 = (V, "11/24/2026", 5)


@dataclass(frozen=True, kw_only=True)
class Versions:
    """`answer` is given to all that the `first` version asks; `points` and `told` are what the `next` one gives."""

    name: str
    first: Rows
    answer: str
    next: Rows
    points: Points = ()
    told: tuple[str, ...]


VERSIONS = (
    Versions(
        name="thousands in another measure", answer="thousands",
        first=(LONG, (V, DAY_4, "1.250")), next=(LONG, (V, DAY_4, "1.250"), ("Liggetid", DAY_4, "2.125")),
        points=((V, OCT_4, 1250),), told=("info thousands-or-decimals", "question thousands-or-decimals"),
    ),
    Versions(
        name="a number more in the same measure", answer="thousands",
        first=(LONG, (V, DAY_4, "1.250")), next=(LONG, (V, DAY_4, "1.250"), ("ventetid ", DAY_11, "1.300")),
        points=((V, OCT_4, 1250), (V, OCT_11, 1300)), told=("info thousands-or-decimals", "info same_name"),
    ),
    Versions(
        name="dates by Excel that came later", answer="month-first",
        first=(LONG, NOV_24), next=(LONG, NOV_24, (V, date(2026, 1, 12), 6)), told=("question day-or-month-first",),
    ),
    Versions(
        name="dates that were mended in Excel", answer="month-first-in-all",
        first=(LONG, NOV_24, (V, date(2026, 1, 12), 6)), next=(LONG, NOV_24, (V, date(2026, 12, 1), 6)),
        told=("question day-or-month-first",),
    ),
    Versions(
        name="a date in text that came later", answer="month-first",
        first=(LONG, NOV_24), next=(LONG, NOV_24, (V, "12/1/2026", 6)),
        points=((V, "2026-11-24", 5), (V, "2026-12-01", 6)), told=("info day-or-month-first",),
    ),
    Versions(
        name="weeks after months", answer="month",
        first=(("Dato", V), ("3/2027", 4)), next=(("Dato", V), ("3/2027", 4), ("13/2027", 5)),
        told=("question week-or-month",),
    ),
    Versions(
        name="more weeks", answer="week",
        first=(("Dato", V), ("3/2027", 4)), next=(("Dato", V), ("3/2027", 4), ("13/2027", 5)),
        points=((V, "2027-01-18", 4), (V, "2027-03-29", 5)), told=(),
    ),
    Versions(
        name="rows in another order", answer="mean",
        first=(LONG, (V, DAY_4, 5), (V, DAY_4, 6)), next=(LONG, (V, DAY_4, 6), (V, DAY_4, 5)),
        points=((V, OCT_4, 5.5),), told=("info several-on-a-day",),
    ),
    Versions(
        name="the other spelling has become the commoner", answer="same",
        first=(LONG, (V, DAY_4, 5), (V, DAY_11, 5), ("Ventetdi", DAY_18, 6)),
        next=(LONG, (V, DAY_4, 5), ("Ventetdi", DAY_11, 5), ("Ventetdi", DAY_18, 6)),
        points=(("Ventetdi", OCT_4, 5), ("Ventetdi", OCT_11, 5), ("Ventetdi", OCT_18, 6)),
        told=("info same-measure",),
    ),
)  # fmt: skip


def _key(doubt: Doubt) -> str:
    return question_key(QuestionKind(doubt.kind), *doubt.seen)


def _answering_all(given: dict[str, str], answer: str) -> Answered:
    def answered(doubt: Doubt) -> None:
        given[_key(doubt)] = answer

    return answered


@pytest.mark.corpora
@pytest.mark.parametrize("case", VERSIONS, ids=[case.name for case in VERSIONS])
def test_an_answer_holds_for_what_it_was_given_about(case: Versions) -> None:
    given: dict[str, str] = {}
    read(Book(name="", meant="", rows=case.first).content, _answering_all(given, case.answer))
    after = read(Book(name="", meant="", rows=case.next).content, lambda doubt: given.get(_key(doubt)))
    assert after == (case.points, case.told)
