"""Find the table of people in a sheet, and map its headings to columns.

Two forms are read by one rule. In a list there is one row a person with everything in columns. In a form
there is one sheet a team: above its table of people stand the team's facts, label in column A and value in
column B, and they hold for every row below.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from app.enrolment.problems import Problem, Where
from app.enrolment.sheets import EMPTY, Cell, Row, Sheet
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator


class Column(StrEnum):
    """The columns of an enrolment, by their Norwegian heading."""

    organisation = "foretak"
    priority = "prioritet"
    team = "team"
    unit = "enhet"
    theme = "tema"
    problem = "problem"
    aim = "mål"
    name = "navn"
    email = "e-post"
    roles = "rolle"
    profession = "profesjon"
    basic_course = "grunnkurs"
    access = "tilgang"


NEEDED = (Column.organisation, Column.team, Column.name, Column.email, Column.roles)
_TEAM_FACTS = (
    Column.organisation,
    Column.priority,
    Column.team,
    Column.unit,
    Column.theme,
    Column.problem,
    Column.aim,
)
_MIN_TABLE_HEADINGS = 3

_ALSO_WRITTEN: dict[Column, tuple[str, ...]] = {
    Column.organisation: (
        "helseforetak",
        "føretak",
        "virksomhet",
        "verksemd",
        "kommune",
        "organisasjon",
        "organisation",
        "organization",
        "trust",
        "municipality",
    ),
    Column.priority: ("prioritering", "pri", "rangering", "priority", "rank"),
    Column.team: ("teamnavn", "teamnamn", "navn på team", "forbedringsteam", "prosjekt", "prosjektnavn"),
    Column.unit: ("avdeling", "seksjon", "eining", "unit", "ward", "department"),
    Column.theme: ("forbedringsområde", "theme", "topic"),
    Column.problem: ("problemstilling", "utfordring", "problem statement", "bakgrunn"),
    Column.aim: ("målsetting", "målsetning", "aim", "goal"),
    Column.name: ("fullt navn", "deltaker", "namn", "name", "full name"),
    Column.email: ("epost", "e-postadresse", "mail", "mailadresse", "e-mail", "email address"),
    Column.roles: ("roller", "rolle i teamet", "role", "roles"),
    Column.profession: ("yrke", "stilling", "faggruppe", "profession", "occupation"),
    Column.basic_course: ("grunnkurs i forbedring", "kurs", "basic course", "course"),
    Column.access: ("tilgong", "access"),
}


def _bare(heading: str) -> str:
    return "".join(letter for letter in same_spelling(heading) if letter.isalnum())


_BY_HEADING = {
    **{_bare(written): column for column, ways in _ALSO_WRITTEN.items() for written in ways},
    **{_bare(column.value): column for column in Column},
    **{_bare(column.name): column for column in Column},
}


def meaning(heading: str) -> Column | None:
    return _BY_HEADING.get(_bare(heading))


@dataclass(frozen=True)
class Fact:
    """A team's fact above the table: its value and the row it stands in."""

    cell: Cell
    row: int


@dataclass(frozen=True)
class Table:
    sheet: Sheet
    heading_row: int
    positions: dict[Column, int]
    facts: dict[Column, Fact]

    @property
    def is_form(self) -> bool:
        return Column.team in self.facts

    def heading(self, column: Column) -> str:
        """Return where a column is, as a person finds it: its letter and its heading."""
        position = self.positions.get(column)
        if position is None:
            return f"B ({column.value})"
        return f"{get_column_letter(position + 1)} ({self.sheet.rows[self.heading_row - 1][position].text})"

    def missing(self) -> list[Column]:
        return [column for column in NEEDED if column not in self.positions and column not in self.facts]


def tables(sheets: tuple[Sheet, ...]) -> list[Table]:
    """Return the sheets that hold people; if none does, the sheet with most known headings."""
    ranked = [(len(columns), sheet, row) for sheet in sheets for row, columns in [_heading_row(sheet)]]
    best = max((known for known, _, _ in ranked), default=0)
    enough = min(max(best, 1), _MIN_TABLE_HEADINGS)
    return [_table(sheet, row) for known, sheet, row in ranked if known >= enough]


def _heading_row(sheet: Sheet) -> tuple[int, dict[Column, int]]:
    """Return the first of the rows that hold most headings we know."""
    rows = enumerate(sheet.rows, start=1)
    return max(
        ((number, _positions(row)) for number, row in rows), key=lambda found: len(found[1]), default=(1, {})
    )


def _table(sheet: Sheet, heading_row: int) -> Table:
    positions = _positions(sheet.rows[heading_row - 1])
    facts = {column: fact for column, fact in _facts(sheet, heading_row) if column not in positions}
    return Table(sheet, heading_row, positions, facts)


def _positions(row: Row) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for position, cell in enumerate(row):
        column = meaning(cell.text)
        if column is not None:
            found.setdefault(column, position)
    return found


def _facts(sheet: Sheet, heading_row: int) -> Iterator[tuple[Column, Fact]]:
    for number, row in enumerate(sheet.rows[: heading_row - 1], start=1):
        label, value = (*row, EMPTY, EMPTY)[:2]
        column = meaning(label.text)
        if column in _TEAM_FACTS:
            yield column, Fact(value, number)


def heading_problems(table: Table) -> Iterator[Problem]:
    """Say which columns are missing, doubled or left unread."""
    where = Where(table.sheet.name, table.heading_row)
    unread = [
        cell.text for cell in table.sheet.rows[table.heading_row - 1] if cell.text and not meaning(cell.text)
    ]
    for column in table.missing():
        yield where.error("missing_column", _missing_sentence(column, table, unread))
    for text in _doubled(table):
        yield where.warning(
            "double_column", f"To kolonner betyr det samme. Kolonnen «{text}» er ikke lest; fjern den ene."
        )
    if unread:
        yield where.info("unread_column", f"Disse kolonnene er ikke lest: {', '.join(unread)}.")


def _missing_sentence(column: Column, table: Table, unread: list[str]) -> str:
    ways = " eller ".join(f"«{way}»" for way in (column.value, *_ALSO_WRITTEN[column][:2]))
    likely = [heading for heading in unread if _looks_like(heading, column)]
    meant = f" Er det «{likely[0]}» som skulle vært «{column.value}»?" if likely else ""
    return f"Kolonnen «{column.value}» mangler i rad {table.heading_row}. Skriv {ways} som overskrift.{meant}"


def _looks_like(heading: str, column: Column) -> bool:
    return bool(
        get_close_matches(
            _bare(heading), [_bare(column.value), *map(_bare, _ALSO_WRITTEN[column])], cutoff=0.7
        )
    )


def _doubled(table: Table) -> Iterator[str]:
    for position, cell in enumerate(table.sheet.rows[table.heading_row - 1]):
        column = meaning(cell.text)
        if column is not None and table.positions[column] != position:
            yield cell.text
