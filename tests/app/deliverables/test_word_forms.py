"""The forms in Word, opened with the library people's programs are like, not with our own reader."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn

from app.deliverables import word_forms
from app.deliverables.fields import ACTIONS, POSTER, PRESENTATION, SELF_EVALUATION, FormField

if TYPE_CHECKING:
    from app.deliverables.document import Saves


def _opened(made: Saves) -> Any:
    written = BytesIO()
    made.save(written)
    return Document(written)


def _controls(document: Any) -> list[tuple[str, str]]:
    """Each control's tag and what it shows."""
    return [
        (one.find(f".//{qn('w:tag')}").get(qn("w:val")), one.find(f".//{qn('w:t')}").text)
        for one in document.element.body.iter(qn("w:sdt"))
    ]


def test_a_form_has_a_row_for_each_field_with_a_control_beside_its_label() -> None:
    document = _opened(word_forms.form("Presentasjon", PRESENTATION))
    (grid,) = document.tables
    assert [row.cells[0].text for row in grid.rows] == [field.label for field in PRESENTATION]
    assert _controls(document) == [(f"kull:{field.key}", "Klikk her og skriv") for field in PRESENTATION]
    in_rows = [row.findall(f".//{qn('w:sdt')}") for row in document.element.body.iter(qn("w:tr"))]
    assert [len(found) for found in in_rows] == [1] * len(PRESENTATION)


def test_a_control_cannot_be_deleted_and_says_what_it_is_for_within_words_limit() -> None:
    document = _opened(word_forms.form("Skjema", (FormField(key="lang", label="L" * 80),)))
    (control,) = document.element.body.iter(qn("w:sdt"))
    assert control.find(f".//{qn('w:lock')}").get(qn("w:val")) == "sdtLocked"
    assert control.find(f".//{qn('w:alias')}").get(qn("w:val")) == "L" * 64


def test_the_scale_is_a_drop_down_and_each_step_is_explained_below() -> None:
    document = _opened(word_forms.form("Skjema", (SELF_EVALUATION,)))
    items = document.element.body.findall(f".//{qn('w:dropDownList')}/{qn('w:listItem')}")
    assert tuple(item.get(qn("w:displayText")) for item in items) == SELF_EVALUATION.choices
    assert [item.get(qn("w:value")) for item in items] == ["1", "2", "3", "4", "5"]
    explained = [one.text for one in document.paragraphs if one.text.startswith("Trinn ")]
    assert (len(explained), explained[0]) == (
        5,
        "Trinn 1: Teamet har ikke kommet i gang. Planer og ideer, men ingen aktivitet.",
    )


def test_only_the_poster_has_room_for_a_logo() -> None:
    texts = [
        [one.text for one in _opened(word_forms.form("Skjema", fields)).paragraphs]
        for fields in (POSTER, PRESENTATION)
    ]
    assert ["[Virksomhetens logo]" in found for found in texts] == [True, False]


def test_a_plan_has_ten_rows_under_its_headings_each_cell_with_its_own_control() -> None:
    document = _opened(word_forms.plan("Plan", ACTIONS))
    (grid,) = document.tables
    assert [cell.text for cell in grid.rows[0].cells] == ["Tiltak", "Ansvarlig", "Start", "Ferdig", "Status"]
    tags = [tag for tag, _ in _controls(document)]
    assert (len(grid.rows), len(set(tags)), tags[0], tags[-1]) == (11, 50, "kull:tiltak.1", "kull:status.10")


def test_the_language_of_a_form_is_bokmal() -> None:
    document = _opened(word_forms.form("Skjema", PRESENTATION))
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "nb-NO"
