"""The forms are opened here with the libraries people's programs are like, not with our own reader."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from app.deliverables import forms
from app.deliverables.fields import POSTER
from app.errors import NotFound

EVERY_KIND = [
    ("statusrapport", "Statusrapport 1.docx"),
    ("fremdriftsplan-tiltak", "Fremdriftsplan tiltak.docx"),
    ("fremdriftsplan-malinger", "Fremdriftsplan målinger.xlsx"),
    ("poster", "Poster.pptx"),
]


@pytest.mark.parametrize("source", ["statusrapport", "sluttrapport", "poster"])
def test_every_report_is_the_guides_poster_in_word(source: str) -> None:
    document = Document(BytesIO(forms.render_form(source, "Rapport.docx")))
    assert [row.cells[0].text for row in document.tables[0].rows] == [field.label for field in POSTER]


def test_the_measurement_plan_has_a_sheet_for_the_numbers() -> None:
    book = load_workbook(
        BytesIO(forms.render_form("fremdriftsplan-malinger", "Fremdriftsplan målinger.xlsx"))
    )
    assert [[cell.value for cell in sheet[1]] for sheet in book] == [
        ["Måling", "Type", "Kilde", "Ansvarlig", "Hvor ofte"],
        ["Måling", "Dato", "Verdi", "Merknad"],
    ]


@pytest.mark.parametrize(("source", "name"), EVERY_KIND)
def test_a_form_does_not_tell_the_hour_it_was_made(source: str, name: str) -> None:
    """So the same form is the same bytes every time."""
    with ZipFile(BytesIO(forms.render_form(source, name))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", told)) == {"2026-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("source", "name"), [("ukjent", "A.docx"), ("statusrapport", "A.xlsx"), ("poster", "A")]
)
def test_a_form_we_do_not_have_is_said_to_be_missing(source: str, name: str) -> None:
    with pytest.raises(NotFound) as missing:
        forms.render_form(source, name)
    assert str(missing.value) == f"Det finnes ingen mal {source} som {name}."
