"""Text around a table of people: a title, notes, totals, and a table of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.enrolment.headings import columns_in, known_headings, label
from app.enrolment.problems import Problem, Where
from app.enrolment.sheets import EMPTY, Flaw
from app.enrolment.table.columns import Column
from app.enrolment.table.spare import spare_rows
from app.enrolment.table.stacked import next_team
from app.people import role_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

_BY_PERSON = (Column.name, Column.email, Column.roles)
_MIN_HEADINGS = 3
_MAX_SHOWN = 3  # texts
_MAX_SHOWN_CHARACTERS = 50
_MAX_WORDS_OF_A_NAME = 5
_BEGINS_AS_NOTE = re.compile(
    r"(?:sum|sub-?total|delsum|totalt?|i alt|til ?s[ao]m(?:men|an)|antall?|merk|nb|obs|nota?|notes?|ps|kommentar|"
    r"merknad|forklaring|kontakt|sist oppdatert|oppdatert|sendt|dato|utfylt|fylt ut|count|updated|sent)\b|[*(=†]",
    re.IGNORECASE,
)
_READS_AS_NOTE = re.compile(r"[0-9:!]|\.$|\.\s")


@dataclass(frozen=True)
class Outside:
    """The rows of a sheet that are no people: text, a second table of people, another team, and spare ones."""

    rows: tuple[int, ...]
    second_table: tuple[int, ...]
    other_team: tuple[int, ...] = ()
    spare: tuple[int, ...] = ()

    @property
    def all(self) -> tuple[int, ...]:
        return (*self.rows, *self.second_table, *self.other_team, *self.spare)


def outside_of(table: Table) -> Outside:
    above = [number for number, row in _above(table) if _texts(row)]
    second = _filled_from(
        table, next((number for number, row in table.below() if _begins_another(table, row)), None)
    )
    stacked = _filled_from(table, next_team(table, lambda row: _is_person(table, row)))
    others = {*second, *stacked}
    below = [
        number
        for number, row in table.below()
        if _texts(row) and number not in others and is_outside(table, row)
    ]
    taken = {*others, *below}
    spare = tuple(number for number in spare_rows(table) if number not in taken)
    return Outside(
        (*above, *below), second, tuple(number for number in stacked if number not in second), spare
    )


def _above(table: Table) -> Iterator[tuple[int, Row]]:
    """Give the rows above the table that hold no fact of the team."""
    facts = {fact.row for fact in table.facts.values()}
    for number, row in enumerate(table.sheet.rows[: table.heading_row - 1], start=1):
        if number not in facts and label(row) not in table.facts:
            yield number, row


def _filled_from(table: Table, start: int | None) -> tuple[int, ...]:
    """Return the filled rows from a row on, and none from no row."""
    return tuple(
        number for number, row in table.below() if start is not None and number >= start and _texts(row)
    )


def _is_person(table: Table, row: Row) -> bool:
    return bool(_texts(row)) and known_headings(row) < _MIN_HEADINGS and not is_outside(table, row)


def _begins_another(table: Table, row: Row) -> bool:
    found = columns_in(row)
    other = any(places[0] != table.positions.get(column) for column, places in found.items())
    return other and known_headings(row) >= _MIN_HEADINGS and (Column.name in found or Column.email in found)


def is_outside(table: Table, row: Row) -> bool:
    """Tell whether a row is text beside the people: a note, a total, or the heading of a part."""
    texts = _texts(row)
    if any(cell.flaw is Flaw.identity_number for cell in row) and any(_cells(table, row, *_BY_PERSON)):
        return False
    if any("@" in text and " " not in text for text in texts) or _is_told_of(table, row):
        return False
    if _begins_as_note(row):
        return not any(role_named(text) for text in _cells(table, row, Column.roles))
    if len(texts) == 1:
        return not _is_lone_person(table, row, texts[0])
    if any(not text.isdecimal() for text in _cells(table, row, *_BY_PERSON)):
        return False
    return not _is_team(table, row)


def _is_told_of(table: Table, row: Row) -> bool:
    """Tell whether a row names a person and says more of them, however its first cell begins."""
    names = [text for text in _cells(table, row, Column.name) if text[0].isalpha()]
    if not names:
        return False
    beside = [text for text in _cells(table, row, Column.email, Column.roles) if text not in names]
    has_place = bool(_cells(table, row, Column.team)) and not _begins_in(table, row)
    return has_place or any("@" in text or text[0].isalpha() for text in beside)


def _begins_in(table: Table, row: Row) -> bool:
    """Tell whether the first text of a row stands in a column that is read."""
    first = next(place for place, cell in enumerate(row) if cell.text)
    return any(first in places for places in table.candidates.values())


def _begins_as_note(row: Row) -> bool:
    first = next(cell.text for cell in row if cell.text)
    return bool(_BEGINS_AS_NOTE.match(first))


def _is_lone_person(table: Table, row: Row, text: str) -> bool:
    is_merged = sum(cell.text == text for cell in row) > 1
    if is_merged or not any(_cells(table, row, *_BY_PERSON)):
        return False
    return not _READS_AS_NOTE.search(text) and len(text.split()) <= _MAX_WORDS_OF_A_NAME


def _is_team(table: Table, row: Row) -> bool:
    """Tell whether a row says at least an organisation and a team, whose people are then missing."""
    team, organisation = _cells(table, row, Column.team), _cells(table, row, Column.organisation)
    return bool(team and organisation) and not team[0].isdecimal()


def _cells(table: Table, row: Row, *columns: Column) -> list[str]:
    places = {place for column in columns for place in table.candidates.get(column, ())}
    places |= set(table.name_parts) if Column.name in columns else set()
    return [text for place in sorted(places) if (text := (row[place] if place < len(row) else EMPTY).text)]


def _texts(row: Row) -> list[str]:
    """Return the different texts of a row; a text merged over many columns is one."""
    return list(dict.fromkeys(cell.text for cell in row if cell.text))


def outside_problems(table: Table, outside: Outside) -> Iterator[Problem]:
    """Say in one line which rows are not read as people, and warn of a second table of people."""
    where = Where(table.sheet.name, outside.rows[0] if outside.rows else None)
    if outside.rows:
        shown = [_texts(table.sheet.rows[number - 1])[0] for number in outside.rows]
        yield where.info(
            "outside_table",
            f"{_rows_in_words(outside.rows).capitalize()} står utenfor tabellen og er ikke lest som deltakere: "
            f"{_shown(shown)}.",
        )
    if outside.spare:
        yield Where(table.sheet.name, outside.spare[0]).info(
            "spare_rows",
            f"{_rows_in_words(outside.spare).capitalize()} har verken navn eller e-post og er ikke lest som "
            "deltakere.",
        )
    if outside.second_table:
        yield Where(table.sheet.name, outside.second_table[0]).warning(
            "second_table",
            f"{_rows_in_words(outside.second_table).capitalize()} er en tabell til, med andre kolonner, og er "
            "ikke lest. Flytt den til et eget ark i arbeidsboken om den skal være med.",
        )
    if outside.other_team:
        yield Where(table.sheet.name, outside.other_team[0]).error(
            "second_table",
            f"{_rows_in_words(outside.other_team).capitalize()} ser ut til å være et team til, men over tabellen "
            f"står bare «{table.facts[Column.team].cell.text}». Legg hvert team på sitt eget ark.",
        )


def _shown(texts: list[str]) -> str:
    short = [
        text if len(text) <= _MAX_SHOWN_CHARACTERS else f"{text[:_MAX_SHOWN_CHARACTERS].rstrip()} …"
        for text in texts
    ]
    more = " med flere" if len(short) > _MAX_SHOWN else ""
    return ", ".join(f"«{text}»" for text in short[:_MAX_SHOWN]) + more


def _rows_in_words(numbers: tuple[int, ...]) -> str:
    """Say rows as people do: «rad 1 og 12–13»."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    said = [str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans]
    return "rad " + (f"{', '.join(said[:-1])} og {said[-1]}" if len(said) > 1 else said[0])
