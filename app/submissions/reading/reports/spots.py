"""Cells with their addresses, and the flaws of some."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from app.enrolment import Cell, Flaw, Unseen
from app.programmes import listed
from app.submissions.reading.findings import Finding, error, info, warning

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


def visible(sheet: Sheet) -> Sheet:
    """Return a sheet with the cells a person sees: hidden rows and columns are empty."""
    hidden = sheet.hidden_columns
    rows = (
        ()
        if number in sheet.unseen
        else tuple(Cell() if at in hidden else cell for at, cell in enumerate(row))
        for number, row in enumerate(sheet.rows, start=1)
    )
    return replace(sheet, rows=tuple(rows))


def unseen(sheet: Sheet) -> Finding | None:
    """Say what of a sheet is not read because a person does not see it."""
    rows = [
        number for number, row in enumerate(sheet.rows, start=1) if number in sheet.unseen and _holds(row)
    ]
    if rows and all(sheet.unseen[number] is Unseen.hidden_sheet for number in rows):
        return info("unseen", f"Arket «{sheet.name}» er skjult, så det er ikke lest.")
    places = [*(f"rad {number}" for number in rows), *_columns(sheet), *_cells(sheet)]
    if not places:
        return None
    return warning(
        "unseen",
        f"I arket «{sheet.name}» er {listed(places)} skjult eller strøket ut, så det er ikke lest. "
        "Vis det fram igjen hvis det skal telle.",
    )


def _holds(row: Row) -> bool:
    return any(cell.text for cell in row)


def _columns(sheet: Sheet) -> list[str]:
    filled = [
        at for at in sorted(sheet.hidden_columns) if any(_holds(row[at : at + 1]) for row in sheet.rows)
    ]
    return [f"kolonne {get_column_letter(at + 1)}" for at in filled]


def _cells(sheet: Sheet) -> list[str]:
    return [
        f"celle {get_column_letter(column)}{number}"
        for number, row in enumerate(sheet.rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell.flaw is Flaw.struck_through and number not in sheet.unseen
    ]
