from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from support.papers.reports import filled_plan_in_word, table, without_controls, word
from support.workbooks import saved

from app.deliverables import forms
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports import guarded
from app.submissions.reading.reports.plans import Plan, read_plan

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE, NAME = "fremdriftsplan-tiltak", "Fremdriftsplan tiltak.xlsx"


def handed_in(*rows: tuple[str, ...], above: int = 0, headings: tuple[str, ...] = ()) -> Plan:
    """Fill in our plan, under a few rows of somebody's own and with other headings if told so."""
    book = load_workbook(BytesIO(forms.render_form(SOURCE, NAME)))
    sheet = book.worksheets[0]
    for column, heading in enumerate(headings, start=1):
        sheet.cell(1, column, heading)
    if above:
        sheet.insert_rows(1, above)
    for row in rows:
        sheet.append(row)
    return read_plan(saved(book), NAME, source=SOURCE)


def test_the_rows_of_a_plan_are_read_with_their_cells() -> None:
    plan = handed_in(("Ny innkomstrutine", "Kari", "uke 45", "uke 50", "Testes"), above=3)
    assert [(row.at, row.cells) for row in plan.rows] == [
        (
            "Fremdriftsplan tiltak!A5",
            {
                "tiltak": "Ny innkomstrutine",
                "ansvarlig": "Kari",
                "start": "uke 45",
                "ferdig": "uke 50",
                "status": "Testes",
            },
        )
    ]
    assert plan.findings == ()


def test_the_form_as_it_was_given_is_an_empty_plan() -> None:
    assert [(finding.code, finding.level) for finding in handed_in().findings] == [("empty_report", "error")]


def test_a_plan_under_other_headings_is_not_guessed_at() -> None:
    plan = handed_in(("a", "b"), headings=("Hva", "Hvem", "Fra", "Til", "Hvordan går det"))
    assert (plan.rows, [finding.code for finding in plan.findings]) == ((), ["no_fields"])


def test_an_identity_number_in_a_plan_is_an_error_and_is_not_read() -> None:
    plan = handed_in(("Ring 01818012337", "Kari", "", "", ""))
    assert [finding.code for finding in plan.findings] == ["identity_number"]
    assert "01818012337" not in str(plan)


def test_a_plan_that_cannot_be_opened_is_refused_with_words() -> None:
    with pytest.raises(Unreadable) as refused:
        read_plan(b"PK\x03\x04", NAME, source=SOURCE)
    assert refused.value.finding.code == "damaged"


ROUTINE = {"tiltak": "Ny innkomstrutine", "ansvarlig": "Kari", "start": "uke 45"}


@pytest.mark.parametrize("left", [lambda plan: plan, without_controls])
def test_a_plan_in_word_is_read_row_by_row_with_or_without_its_controls(
    left: Callable[[bytes], bytes],
) -> None:
    plan = guarded.read_plan(
        left(filled_plan_in_word(SOURCE, ROUTINE, {"tiltak": "Tavlemøte"})), "Plan.docx", source=SOURCE
    )
    written = [{key: text for key, text in row.cells.items() if text} for row in plan.rows]
    assert (written, [row.at for row in plan.rows]) == (
        [ROUTINE, {"tiltak": "Tavlemøte"}],
        ["Tabell 1, rad 2", "Tabell 1, rad 3"],
    )
    assert plan.findings == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (forms.render_form(SOURCE, "Plan.docx"), "empty_report"),
        (word(table(("Hva", "Hvem"), ("Tavlemøte", "Kari"))), "no_fields"),
        (filled_plan_in_word(SOURCE, {"tiltak": "Ring 01818012337"}), "identity_number"),
    ],
)
def test_a_plan_in_word_that_says_nothing_or_too_much_is_not_guessed_at(content: bytes, code: str) -> None:
    plan = guarded.read_plan(content, "Plan.docx", source=SOURCE)
    assert (plan.rows, [finding.code for finding in plan.findings]) == ((), [code])
