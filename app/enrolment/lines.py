"""The rows of a table, each cell reachable by its column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.enrolment.headings import Table, is_hidden, tables
from app.enrolment.problems import Problem, Where, any_error
from app.enrolment.sheets import EMPTY, Cell, Flaw, Row, Sheets, Unseen
from app.enrolment.table.columns import NEEDED, Column, meaning
from app.enrolment.table.flaws import flaws_of, same_as_above
from app.enrolment.table.heading_problems import doubled_facts, heading_problems, unread_columns, unseen_facts
from app.enrolment.table.left_out import named_in_columns, named_outside
from app.enrolment.table.no_teams import misplaced_teams
from app.enrolment.table.occupations import occupations_as_roles
from app.enrolment.table.outside import Outside, outside_of, outside_problems
from app.enrolment.table.unheaded import unheaded_people
from app.sensitive import LOOKS_LIKE_ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_PERSON = (Column.name, Column.email, Column.roles)


@dataclass(frozen=True)
class Line:
    """A person's row; facts above the table hold where the table has no such column."""

    table: Table
    number: int
    row: Row

    def cell(self, column: Column) -> Cell:
        if column is Column.name and self.table.name_parts:
            return _joined([self._at(position) for position in self.table.name_parts])
        position = self.table.positions.get(column)
        if position is not None:
            return self._at(position)
        fact = self.table.facts.get(column)
        return fact.cell if fact else EMPTY

    def _at(self, position: int) -> Cell:
        return self.row[position] if position < len(self.row) else EMPTY

    def text(self, column: Column) -> str:
        return self.cell(column).text

    def where(self, column: Column | None = None) -> Where:
        if column is None:
            return Where(self.table.sheet.name, self.number)
        fact = self.table.facts.get(column)
        row = fact.row if fact else self.number
        return Where(self.table.sheet.name, row, self.table.heading(column))

    @property
    def unseen(self) -> Unseen | None:
        """The reason this row does not count as said, until a person says that it does."""
        return self.table.sheet.unseen.get(self.number)

    @property
    def is_empty(self) -> bool:
        return not any(cell.text or cell.flaw for cell in self.row)

    @property
    def repeats_headings(self) -> bool:
        parts = self.table.name_parts
        return all(
            meaning(self.text(column)) is column
            for column in _BY_PERSON
            if not (parts and column is Column.name)
        )


def _joined(parts: list[Cell]) -> Cell:
    """Join a name that stands in columns of its own."""
    flaw = next((part.flaw for part in parts if part.flaw), None)
    return Cell(" ".join(part.text for part in parts if part.text), flaw)


def read_lines(sheets: Sheets, needed: tuple[Column, ...] = NEEDED) -> tuple[list[Line], list[Problem]]:
    """Return every person's row of every table, also the unseen, and the problems of the tables themselves.

    Flaws of unseen rows are not among the problems; `flaws_of` gives them for rows a person has let count.
    """
    found = tables(sheets.sheets, needed)
    problems = [*sheets.problems, *_skipped_sheets(sheets, found)]
    lines: list[Line] = []
    for table in found:
        outside = outside_of(table)
        people = list(_lines(table, outside))
        refused = list(heading_problems(table, [line.row for line in people]))
        problems += [*refused, *([] if any_error(refused) else _left_out(table, outside, people))]
        problems += [*doubled_facts(table), *unseen_facts(table), *_around(table, outside)]
        lines += people
    if any_error(problems):
        return [], problems
    if found and not lines:
        problems.append(
            Where(found[0].sheet.name).error(
                "no_rows", "Det står ingen rader under overskriftene. Fyll inn deltakerne."
            )
        )
    seen = [line for line in lines if line.unseen is None]
    return lines, [
        *problems,
        *flaws_of(seen),
        *same_as_above(seen),
        *occupations_as_roles(seen),
        *misplaced_teams(seen),
    ]


def _lines(table: Table, outside: Outside) -> Iterator[Line]:
    not_people = set(outside.all)
    for number, row in table.below():
        line = Line(table, number, row)
        if number not in not_people and not line.is_empty and not line.repeats_headings:
            yield line


def _left_out(table: Table, outside: Outside, people: list[Line]) -> Iterator[Problem]:
    """Say who is named in a sheet and not read; a hidden one is asked about whole."""
    if is_hidden(table.sheet):
        return
    seen = [line for line in people if line.unseen is None]
    yield from unheaded_people(table, [line.row for line in seen])
    yield from named_outside(table, outside.rows)
    yield from named_in_columns(table, seen, unread_columns(table))


def _around(table: Table, outside: Outside) -> Iterator[Problem]:
    """Say what stands around the table, and refuse an identity number there too."""
    yield from outside_problems(table, outside)
    for number in outside.all:
        if any(cell.flaw is Flaw.identity_number for cell in table.sheet.rows[number - 1]):
            yield Where(table.sheet.name, number).error("identity_number", LOOKS_LIKE_ONE)


def _skipped_sheets(sheets: Sheets, found: list[Table]) -> Iterator[Problem]:
    if not found:
        yield Where(sheets.sheets[0].name if sheets.sheets else None).error(
            "no_table",
            "Fant ingen tabell med deltakere. Den må ha overskriftene foretak, team, navn, e-post og rolle.",
        )
        return
    read = {table.sheet.name for table in found}
    for sheet in sheets.sheets:
        if sheet.name not in read and not sheet.is_empty:
            yield Where(sheet.name).info(
                "sheet_not_read", "Arket har ingen tabell med deltakere og er ikke lest."
            )
