"""The filled rows of every table are found, and what a cell itself suffers from is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.workbooks import HEADINGS, KARI, OLA, sheets

from app.enrolment.headings import Column
from app.enrolment.lines import read_lines
from app.enrolment.sheets import Cell, Flaw, Sheet, Sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM = [
    ("Foretak:", "UNN"),
    ("Prioritet", "høy"),
    ("Navn på team", "Sengepost A"),
    (),
    ("Navn", "E-post", "Rolle"),
    ("Kari Nes", "kari@example.no", "leder"),
    ("Ola Vik", "ola@example.no", "tillitsvalgt"),
]


def book(**rows: Sequence[tuple[object, ...]]) -> Sheets:
    return Sheets(
        tuple(
            Sheet(name, tuple(tuple(Cell("" if one is None else str(one)) for one in row) for row in table))
            for name, table in rows.items()
        )
    )


def codes(found: Sheets) -> list[tuple[str | None, int | None, str | None, str, str]]:
    return [(one.sheet, one.row, one.column, one.level, one.code) for one in read_lines(found)[1]]


def test_each_filled_row_is_a_line_that_knows_its_number() -> None:
    lines, problems = read_lines(sheets(KARI, (None,) * 6, OLA))
    assert [(line.number, line.text(Column.name)) for line in lines] == [(2, "Kari Nes"), (4, "Ola Vik")]
    assert str(lines[1].where(Column.email).error("x", "Sjekk.")) == (
        "Påmelding, rad 4, kolonne E (e-post): Sjekk."
    )
    assert problems == []


def test_headings_without_rows_are_an_error() -> None:
    assert codes(sheets()) == [("Påmelding", None, None, "error", "no_rows")]


def test_a_workbook_about_something_else_is_an_error() -> None:
    assert codes(book(Budsjett=[("Konto", "Beløp"), (5000, 12)])) == [
        ("Budsjett", None, None, "error", "no_table")
    ]


def test_an_empty_workbook_is_an_error() -> None:
    assert codes(book(Ark=[])) == [("Ark", None, None, "error", "no_table")]


def test_sheets_beside_the_table_are_left_alone() -> None:
    assert codes(book(Veiledning=[("Slik fyller du ut",)], Påmelding=[HEADINGS, KARI], Tomt=[])) == [
        ("Veiledning", None, None, "info", "sheet_not_read")
    ]


def test_headings_repeated_further_down_are_no_person() -> None:
    lines, _ = read_lines(sheets(KARI, HEADINGS, OLA))
    assert [line.text(Column.name) for line in lines] == ["Kari Nes", "Ola Vik"]


def test_a_fact_above_the_table_holds_for_every_row_and_is_pointed_at_where_it_stands() -> None:
    lines, _ = read_lines(book(A=FORM))
    assert [(line.text(Column.team), line.text(Column.priority)) for line in lines] == [
        ("Sengepost A", "høy"),
        ("Sengepost A", "høy"),
    ]
    assert {(line.where(Column.priority).row, line.where(Column.name).row) for line in lines} == {
        (2, 6),
        (2, 7),
    }


@pytest.mark.parametrize(
    ("flaw", "level", "code"),
    [
        (Flaw.broken, "error", "broken_cell"),
        (Flaw.unsaved_formula, "error", "formula"),
        (Flaw.date, "error", "date"),
        (Flaw.identity_number, "error", "identity_number"),
        (Flaw.formula, "warning", "formula"),
        (Flaw.merged, "warning", "merged_cells"),
    ],
)
def test_a_cell_that_may_not_be_what_its_author_sees_is_pointed_at(flaw: Flaw, level: str, code: str) -> None:
    row = (Cell("UNN"), Cell("1", flaw), *(Cell(str(one)) for one in KARI[2:]))
    found = Sheets((Sheet("Påmelding", (tuple(map(Cell, HEADINGS)), row)),))
    assert codes(found) == [("Påmelding", 2, "B (prioritet)", level, code)]


def test_a_flaw_in_a_fact_of_the_whole_form_is_said_once() -> None:
    rows = [tuple(Cell(str(one)) for one in row) for row in FORM]
    rows[1] = (Cell("Prioritet"), Cell("2026-03-01", Flaw.date))
    assert codes(Sheets((Sheet("A", tuple(rows)),))) == [("A", 2, "B (prioritet)", "error", "date")]
