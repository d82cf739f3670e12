"""The forms are opened here with the libraries people's programs are like, not with our own reader."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pptx import Presentation

from app.deliverables import forms
from app.errors import NotFound

POSTER = [
    "Navn på prosjekt",
    "Enhet og dato",
    "Om avdelingen",
    "Hva er utfordringen eller problemet?",
    "1. Mål",
    "2. Målinger",
    "3. Hvilke tiltak skal føre til at målet nås?",
    "Resultater",
    "Nye læringspunkter: erfaringer så langt",
    "Neste steg: hva skal testes?",
    "Forbedringsteamet: navn, profesjon og rolle",
    "Nærmeste leder",
    "Selvevalueringstall (1–5)",
]
STEPS = [
    "1: Teamet har ikke kommet i gang",
    "2: Aktivitet uten forbedring",
    "3: Enkelte forbedringer har kommet frem",
    "4: Påtagelige forbedringer er målt",
    "5: Påtagelige forbedringer er målt, og forbedringene har fått gjennomslag i systemet",
]
EVERY_KIND = [
    ("statusrapport", "Statusrapport 1.docx"),
    ("fremdriftsplan-tiltak", "Fremdriftsplan tiltak.docx"),
    ("fremdriftsplan-malinger", "Fremdriftsplan målinger.xlsx"),
    ("poster", "Poster.pptx"),
]


@pytest.mark.parametrize("source", ["statusrapport", "sluttrapport", "poster"])
def test_a_word_form_asks_for_the_fields_of_the_poster_each_with_a_control(source: str) -> None:
    document = Document(BytesIO(forms.render_form(source, "Rapport.docx")))
    assert [row.cells[0].text for row in document.tables[0].rows] == POSTER
    controls = [row.findall(f".//{qn('w:sdt')}") for row in document.element.body.iter(qn("w:tr"))]
    assert [len(found) for found in controls] == [1] * 13
    tags = [found[0].find(f".//{qn('w:tag')}").get(qn("w:val")) for found in controls]
    assert (tags[0], tags[-1], len(set(tags))) == ("kull:prosjekt", "kull:selvevaluering", 13)


def test_the_scale_is_a_drop_down_in_the_guides_own_words() -> None:
    document = Document(BytesIO(forms.render_form("statusrapport", "Statusrapport 1.docx")))
    items = document.element.body.findall(f".//{qn('w:dropDownList')}/{qn('w:listItem')}")
    assert [item.get(qn("w:displayText")) for item in items] == STEPS
    assert [item.get(qn("w:value")) for item in items] == ["1", "2", "3", "4", "5"]


def test_the_poster_is_one_slide_with_a_box_for_each_field() -> None:
    (slide,) = Presentation(BytesIO(forms.render_form("poster", "Poster.pptx"))).slides
    boxes = [shape for shape in slide.shapes if shape.name.startswith("kull:")]
    assert [box.text_frame.paragraphs[0].text for box in boxes] == POSTER


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
