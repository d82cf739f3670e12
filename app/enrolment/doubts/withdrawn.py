"""Rows that say themselves that they do not count: somebody has withdrawn, or it is an example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.enrolment.doubts.answers import is_no, is_of_leaving, unanswered
from app.enrolment.doubts.leaving import begins_with_leaving, said_in_thread, says_leaving
from app.enrolment.table.columns import Column
from app.enrolment.table.outside import is_outside
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

_IN_NAME = re.compile(
    r"\b(?:trukket|trekt|avmeldt|avmelding|utgår|utgått|venteliste|sluttet|slutta|permisjon|frafalt|frafall|"
    r"erstattes av|erstattet av|erstatta av)\b"
)
_NOT_YET = re.compile(
    r"\W*(?:reserve(?:r|liste|deltakere|deltakarar)?|vara(?:er|medlem\w*|deltaker\w*)?|stedfortreder\w*|"
    r"stadfortredar\w*|ubekreftet|uavklart|usikre|usikker|avslag|avslått|"
    r"(?:ennå |enno )?(?:ikke|ikkje) (?:\w+ )?(?:bekreftet|bekrefta|påmeldt|avklart|med|svart|klare?))\b"
)
_TEAM_ALONE = re.compile(r"(?: seg)?\s*(?:$|[:–(,-])")
_MAX_WORDS_OF_HEADING, _MAX_WORDS_BEFORE_COLON = 6, 12
_EXAMPLE = re.compile(
    r"\W*(?:eksempel|eksempler|døme|f\.? ?eks|eks(?:[.:)]|$)|e\.g\.|example)|(?:.*\W)?eksempel\w*\W*$"
)
_EXAMPLE_NAMES = frozenset({"ola nordmann", "kari nordmann", "fornavn etternavn", "navn navnesen"})
_EXAMPLE_ADDRESS = re.compile(r"(?:fornavn|navn)\.(?:etternavn|navnesen)@")


@dataclass(frozen=True)
class Said:
    """The words by which a row is taken back, and the heading of the column they stand in."""

    words: str
    heading: str = ""

    @property
    def shown(self) -> str:
        """Return them as a person finds them: «Deltar: Nei»."""
        return f"{self.heading.rstrip('?: ')}: {self.words or 'tomt'}" if self.heading else self.words


def parts_withdrawn(table: Table) -> dict[int, Said]:
    """Return the heading of its part for each row under a heading such as «Trukket seg:»."""
    found: dict[int, Said] = {}
    heading = ""
    for number, row in table.below():
        texts = [cell.text for cell in row if cell.text]
        if is_heading_of_withdrawn(row):
            heading = texts[0]
        elif len(set(texts)) == 1 and is_outside(table, row):
            heading = ""
        elif texts and heading:
            found[number] = Said(heading)
    return found


def is_heading_of_withdrawn(row: Row) -> bool:
    texts = {cell.text for cell in row if cell.text}
    if len(texts) != 1:
        return False
    text = same_spelling(texts.pop())
    most = _MAX_WORDS_BEFORE_COLON if text.endswith(":") else _MAX_WORDS_OF_HEADING
    return len(text.split()) <= most and bool(begins_with_leaving(text) or _NOT_YET.match(text))


def answers_missing(table: Table) -> dict[int, Said]:
    """Return the rows whose cell stands out in a column of crosses or of dates of leaving."""
    positions = [
        at for at, cell in enumerate(table.headings) if cell.text and at not in _read_or_hidden(table)
    ]
    return {number: Said(said, heading) for number, (heading, said) in unanswered(table, positions).items()}


def says_withdrawn(table: Table, number: int, row: Row) -> Said | None:
    """Return the words by which a row says that its person does not take part; None when it does not."""
    name, team = name_in(table, row), _text(table, row, Column.team)
    if _IN_NAME.search(same_spelling(name)):
        return Said(name)
    if _is_no_team(same_spelling(team)):
        return Said(team)
    for heading, said in _unread(table, row):
        if is_no(heading, said) or (not is_of_leaving(same_spelling(heading)) and says_leaving(said, name)):
            return Said(said, heading)
    commented = said_in_thread(table.sheet.comments.get(number, ()), name)
    return Said(commented) if commented else None


def _is_no_team(team: str) -> bool:
    """Tell whether «Trukket» or «Venteliste: Barsel» stands as the team; «Venteliste ortopedi» is one."""
    found = begins_with_leaving(team)
    return found is not None and bool(_TEAM_ALONE.match(team, found.end()))


def is_example(table: Table, row: Row) -> bool:
    name, team = (same_spelling(_text(table, row, column)) for column in (Column.name, Column.team))
    first = next((same_spelling(cell.text) for cell in row if cell.text), "")
    return (
        name in _EXAMPLE_NAMES
        or any(_EXAMPLE.match(text) for text in (name, team, first))
        or bool(_EXAMPLE_ADDRESS.match(_text(table, row, Column.email).casefold()))
    )


def name_in(table: Table, row: Row) -> str:
    return _text(table, row, Column.name)


def _unread(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    read = _read_or_hidden(table)
    for position, cell in enumerate(row):
        if cell.text and position not in read:
            yield (table.headings[position].text if position < len(table.headings) else ""), cell.text


def _read_or_hidden(table: Table) -> set[int]:
    return {*table.positions.values(), *table.name_parts, *table.sheet.hidden_columns}


def _text(table: Table, row: Row, column: Column) -> str:
    positions = table.name_parts if column is Column.name and table.name_parts else ()
    at = positions or ([table.positions[column]] if column in table.positions else [])
    return " ".join(row[one].text for one in at if one < len(row) and row[one].text)
