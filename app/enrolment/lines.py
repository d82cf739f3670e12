"""The rows of a table, each cell reachable by its column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.enrolment.headings import Column, Table, heading_problems, meaning, tables
from app.enrolment.problems import Problem, Where, any_error
from app.enrolment.sheets import EMPTY, Cell, Flaw, Row, Sheets
from app.sensitive import LOOKS_LIKE_ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_PERSON = (Column.name, Column.email, Column.roles)

_FLAWS = {
    Flaw.broken: ("broken_cell", "Cellen viser feilen «{text}». Skriv inn det som skal stå der."),
    Flaw.unsaved_formula: (
        "formula",
        "Cellen er en formel uten lagret verdi. Skriv verdien rett inn, eller lagre arket på nytt i Excel.",
    ),
    Flaw.identity_number: ("identity_number", LOOKS_LIKE_ONE),
    Flaw.date: (
        "date",
        "Excel har gjort cellen om til datoen {text}. Gjør den om til tekst og skriv den på nytt.",
    ),
}
_NOTES = {
    Flaw.formula: ("formula", "Cellen er en formel. Verdien «{text}» er lest; sjekk at den stemmer."),
    Flaw.merged: ("merged_cells", "Cellen er slått sammen med andre. «{text}» er lest i hver av radene."),
}


@dataclass(frozen=True)
class Line:
    """A person's row; facts above the table hold where the table has no such column."""

    table: Table
    number: int
    row: Row

    def cell(self, column: Column) -> Cell:
        position = self.table.positions.get(column)
        if position is not None:
            return self.row[position] if position < len(self.row) else EMPTY
        fact = self.table.facts.get(column)
        return fact.cell if fact else EMPTY

    def text(self, column: Column) -> str:
        return self.cell(column).text

    def where(self, column: Column | None = None) -> Where:
        if column is None:
            return Where(self.table.sheet.name, self.number)
        fact = self.table.facts.get(column)
        row = fact.row if fact else self.number
        return Where(self.table.sheet.name, row, self.table.heading(column))

    @property
    def is_empty(self) -> bool:
        return not any(cell.text or cell.flaw for cell in self.row)

    @property
    def repeats_headings(self) -> bool:
        return all(meaning(self.text(column)) is column for column in _BY_PERSON)


def read_lines(sheets: Sheets) -> tuple[list[Line], list[Problem]]:
    """Return every filled row of every table, and the problems of the tables themselves."""
    found = tables(sheets.sheets)
    problems = [*sheets.problems, *_skipped_sheets(sheets, found)]
    for table in found:
        problems += heading_problems(table)
    if any_error(problems):
        return [], problems
    lines = [line for table in found for line in _lines(table)]
    if found and not lines:
        problems.append(
            Where(found[0].sheet.name).error(
                "no_rows", "Det står ingen rader under overskriftene. Fyll inn deltakerne."
            )
        )
    return lines, [*problems, *_flaws(lines)]


def _lines(table: Table) -> Iterator[Line]:
    for number, row in enumerate(table.sheet.rows[table.heading_row :], start=table.heading_row + 1):
        line = Line(table, number, row)
        if not line.is_empty and not line.repeats_headings:
            yield line


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


def _flaws(lines: list[Line]) -> list[Problem]:
    """Report each flawed cell once, although a fact above the table is shared by many rows."""
    spots = {
        line.where(column): line.cell(column)
        for line in lines
        for column in Column
        if line.cell(column).flaw is not None
    }
    return [problem for where, cell in spots.items() for problem in _flaw(where, cell)]


def _flaw(where: Where, cell: Cell) -> Iterator[Problem]:
    if cell.flaw in _FLAWS:
        code, sentence = _FLAWS[cell.flaw]
        yield where.error(code, sentence.format(text=cell.text))
    elif cell.flaw in _NOTES:
        code, sentence = _NOTES[cell.flaw]
        yield where.warning(code, sentence.format(text=cell.text))
