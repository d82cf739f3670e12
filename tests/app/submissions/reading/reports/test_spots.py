from __future__ import annotations

from typing import Any

import pytest

from app.enrolment.sheets import Cell, Flaw, Sheet, Sheets, Unseen
from app.submissions.reading.findings import Finding, error, info, warning
from app.submissions.reading.reports.spots import Spot, addressed, flaw, flaws, unseen, visible

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


def a_sheet(**hidden: Any) -> Sheet:
    rows = tuple((Cell(f"a{number}"), Cell(), Cell(f"c{number}")) for number in (1, 2, 3))
    return Sheet("Tall", rows, **hidden)


def test_what_a_person_does_not_see_is_taken_out_and_told_of() -> None:
    sheet = a_sheet(unseen={2: Unseen.hidden_row}, hidden_columns=frozenset({1, 2}))
    assert [[cell.text for cell in row] for row in visible(sheet).rows] == [
        ["a1", "", ""],
        [],
        ["a3", "", ""],
    ]
    assert unseen(sheet) == warning(
        "unseen",
        "I arket «Tall» er rad 2 og kolonne C skjult eller strøket ut, så det er ikke lest. "
        "Vis det fram igjen hvis det skal telle.",
    )


def test_a_hidden_sheet_is_told_of_by_its_name_and_a_seen_one_is_not() -> None:
    hidden = a_sheet(unseen=dict.fromkeys((1, 2, 3), Unseen.hidden_sheet))
    assert (unseen(hidden), unseen(a_sheet())) == (
        info("unseen", "Arket «Tall» er skjult, så det er ikke lest."),
        None,
    )


def test_struck_through_cells_and_many_rows_are_told_of() -> None:
    struck = Sheet("Tall", ((Cell("Fall"), Cell("", Flaw.struck_through)),))
    many = Sheet("Tall", ((Cell("a"),),) * 12, unseen=dict.fromkeys(range(1, 13), Unseen.filtered_row))
    said = [found.text.split(" skjult")[0] for found in (unseen(struck), unseen(many)) if found]
    rows = ", ".join(f"rad {number}" for number in range(1, 11))
    assert said == ["I arket «Tall» er celle B1", f"I arket «Tall» er {rows} og 2 til"]
