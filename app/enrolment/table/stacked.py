"""A second team below the first in one sheet, whose people must not end in the first one's team."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.headings import known_headings
from app.enrolment.table.columns import Column, meaning
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

    IsPerson = Callable[[Row], bool]

_OF_A_TEAM = (Column.team, Column.organisation)
_MIN_HEADINGS = 3
_NUMBER = re.compile(r"\s(?:nr\.?\s?)?[0-9]{1,2}$", re.IGNORECASE)


def next_team(table: Table, is_person: IsPerson) -> int | None:
    """Return the row where another team begins, in a sheet whose team stands above the table."""
    if not table.is_form:
        return None
    below = list(table.below())
    people = [number for number, row in below if is_person(row)]
    return next(
        (
            number
            for number, row in below
            if people
            and people[0] < number < people[-1]
            and (_says_another(table, row) or (number - 1 not in people and _has_headings(row)))
        ),
        None,
    )


def _has_headings(row: Row) -> bool:
    """Tell whether headings stand here; right below a person they are only printed again on the next page."""
    return known_headings(row) >= _MIN_HEADINGS


def _says_another(table: Table, row: Row) -> bool:
    column, value = _labelled([cell.text for cell in row if cell.text])
    fact = table.facts.get(column) if column else None
    return fact is not None and same_spelling(value) != same_spelling(fact.cell.text)


def _labelled(texts: list[str]) -> tuple[Column | None, str]:
    """Split «Team | Barsel», «Team: Barsel» or «Team Barsel» in what it is about and what it says."""
    first, beside = (texts[0], " ".join(texts[1:])) if texts else ("", "")
    if meaning(first) in _OF_A_TEAM and ":" not in first.rstrip(": "):
        return meaning(first), beside
    first = first.rstrip(": ")
    label, mark, value = first.partition(":" if ":" in first else " ")
    column = meaning(_NUMBER.sub("", label)) if mark and value and not beside else None
    return (column, value) if column in _OF_A_TEAM else (None, "")
