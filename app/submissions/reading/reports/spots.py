"""Cells with their addresses, and the flaws of some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from app.enrolment import Cell, Flaw
from app.submissions.reading.findings import Finding, error, warning

if TYPE_CHECKING:
    from app.enrolment import Row, Sheet, Sheets

_FLAWS = {
    Flaw.unsaved_formula: (
        "unsaved_formula",
        "har en formel uten lagret svar. Åpne filen i Excel og lagre den.",
    ),
    Flaw.broken: ("broken_formula", "har en formel som ikke virker. Rett den, eller skriv tallet."),
    Flaw.identity_number: (
        "identity_number",
        "ser ut som et fødselsnummer. Ta det bort, også fra eldre versjoner av filen, og last opp på nytt.",
    ),
}


@dataclass(frozen=True)
class Spot:
    """A cell with its address, as Excel says it."""

    cell: Cell
    address: str


def addressed(sheet: Sheet, number: int, row: Row) -> list[Spot]:
    """Give the cells of row `number`, which counts from 1."""
    return [
        Spot(cell, f"{sheet.name}!{get_column_letter(column)}{number}")
        for column, cell in enumerate(row, start=1)
    ]


def flaw(spot: Spot) -> Finding | None:
    """Return a cell's flaw: a formula that shows nothing, or an identity number."""
    found = _FLAWS.get(spot.cell.flaw) if spot.cell.flaw else None
    if found is None:
        return None
    code, what = found
    return (error if spot.cell.flaw is Flaw.identity_number else warning)(
        code, f"Celle {spot.address} {what}"
    )


def flaws(sheets: Sheets) -> list[Finding]:
    """Say it of every cell in the workbook."""
    spots = (
        spot
        for sheet in sheets.sheets
        for number, row in enumerate(sheet.rows, start=1)
        for spot in addressed(sheet, number, row)
    )
    return [found for spot in spots if (found := flaw(spot))]
