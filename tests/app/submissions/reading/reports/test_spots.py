from __future__ import annotations

import pytest

from app.enrolment.sheets import Cell, Flaw, Sheet, Sheets
from app.submissions.reading.findings import Finding, error, warning
from app.submissions.reading.reports.spots import Spot, addressed, flaw, flaws

UNSAVED = Cell("", flaw=Flaw.unsaved_formula)
BROKEN = Cell("#REF!", flaw=Flaw.broken)
NUMBERED = Cell("", flaw=Flaw.identity_number)


def test_a_cell_is_called_as_excel_calls_it() -> None:
    row = (Cell("a"),) * 28
    sheet = Sheet(name="Tall", rows=(row,))
    called = [spot.address for spot in addressed(sheet, 7, row)]
    assert [called[0], called[25], called[27]] == ["Tall!A7", "Tall!Z7", "Tall!AB7"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Cell("12"), None),
        (
            UNSAVED,
            warning(
                "unsaved_formula",
                "Celle Tall!C2 har en formel uten lagret svar. Åpne filen i Excel og lagre den.",
            ),
        ),
        (
            BROKEN,
            warning(
                "broken_formula",
                "Celle Tall!C2 har en formel som ikke virker. Rett den, eller skriv tallet.",
            ),
        ),
        (
            NUMBERED,
            error(
                "identity_number",
                "Celle Tall!C2 ser ut som et fødselsnummer. Ta det bort, også fra eldre versjoner av filen, og last "
                "opp på nytt.",
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_cell_is_said_with_its_address(cell: Cell, said: Finding | None) -> None:
    assert flaw(Spot(cell, "Tall!C2")) == said


def test_every_sheet_of_a_workbook_is_looked_through() -> None:
    plan = Sheet(name="Plan", rows=((Cell("Måling"),), (Cell("12"), UNSAVED)))
    numbers = Sheet(name="Tall", rows=((BROKEN,),))
    assert [one.text.split(" har")[0] for one in flaws(Sheets(sheets=(plan, numbers)))] == [
        "Celle Plan!B2",
        "Celle Tall!A1",
    ]
