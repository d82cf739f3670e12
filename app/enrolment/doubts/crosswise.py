"""Addresses that spell another row's name: a column was sorted alone, or pulled a row down."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.enrolment.doubts.similar import folded
from app.enrolment.doubts.teams import hold_rows
from app.enrolment.headings import Column
from app.people import same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry

_MIN_WORDS = 2  # of a name; one alone is many people's
_MAX_SHOWN = 3  # rows


def with_own_addresses(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Let rows wait whose address spells the whole name of another row, and not their own.

    An address in several rows is asked about by itself.
    """
    rows_of = Counter(entry.email for entry in entries)
    names = {frozenset(folded(entry.name).words) for entry in entries}
    whole = {words for words in names if len(words) >= _MIN_WORDS}
    crossed = [entry for entry in entries if rows_of[entry.email] == 1 and _is_of_another(entry, whole)]
    if not crossed or _is_right(crossed, doubts):
        return entries
    return [entry for entry in entries if entry not in crossed]


def _is_of_another(entry: Entry, names: set[frozenset[str]]) -> bool:
    spelt = frozenset(folded((entry.email or "").partition("@")[0]).words)
    own = frozenset(folded(entry.name).words)
    return spelt in names and not spelt <= own and not own <= spelt


def _is_right(crossed: list[Entry], doubts: Doubts) -> bool:
    shown = [f"{entry.name}, {entry.email}" for entry in crossed]
    asking = Asking(
        kind=QuestionKind.address_of_another,
        seen=tuple(sorted(same_spelling(row) for row in shown)),
        about=doubts.about,
        choices=("take", "leave"),
        proposed="leave",
        details={"count": len(crossed), "rows": "; ".join(shown[:_MAX_SHOWN])},
    )
    answer = doubts.answer(crossed[0].where(Column.email), asking)
    if answer is None:
        hold_rows(crossed, doubts)
    return answer == "take"
