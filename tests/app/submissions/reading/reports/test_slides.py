"""A poster's boxes, each by its name and its alternative text, and its tables."""

from __future__ import annotations

from io import BytesIO

from pptx import Presentation
from support.papers.reports import saved, slide_table
from support.papers.reports import slides as poster

from app.deliverables.fields import POSTER
from app.submissions.reading.reports import slides
from app.submissions.reading.reports.document import Control, Line
from app.submissions.reading.reports.fields import read
from app.submissions.reading.reports.office import Office


def test_a_box_is_a_control_by_its_name_and_a_flow_of_its_lines() -> None:
    document = slides.read(Office(poster(("kull:mal", "Mål\n\nHalvere"), ("TextBox 2", "Hei"))))
    assert document.controls == (
        Control(tag="kull:mal", name="", text="Mål\nHalvere"),
        Control(tag="TextBox 2", name="", text="Hei"),
    )
    assert document.flows == ((Line("Mål"), Line("Halvere")), (Line("Hei"),))
    assert document.whole == "Mål\nHalvere\nHei"


def test_a_box_is_known_by_its_alternative_text_too() -> None:
    deck = Presentation(BytesIO(poster(("TextBox 1", "Halvere"))))
    deck.slides[0].shapes[0]._element.nvSpPr.cNvPr.set("descr", "kull:mal")  # noqa: SLF001 - no other way in
    assert [one.tag for one in slides.read(Office(saved(deck))).controls] == ["TextBox 1", "kull:mal"]


def test_the_cells_of_a_table_are_read_row_by_row() -> None:
    (found,) = slides.read(Office(slide_table(("Mål", "Halvere"), ("Resultater", "12")))).tables
    assert [[one.text for one in row] for row in found] == [["Mål", "Halvere"], ["Resultater", "12"]]


def test_the_speakers_notes_are_looked_through_and_are_no_answers() -> None:
    deck = Presentation(BytesIO(poster(("kull:mal", "Halvere"))))
    deck.slides[0].notes_slide.notes_text_frame.text = "husk navnet"
    document = slides.read(Office(saved(deck)))
    assert document.whole.splitlines()[:2] == ["Halvere", "husk navnet"]
    assert [one.text for one in document.controls] == ["Halvere"]


def test_a_box_whose_label_stands_in_another_is_shown_as_the_teams_own() -> None:
    made = poster(("TextBox 3", "Mål"), ("TextBox 4", "Halvere"), ("TextBox 5", "Resultater\n12 dager"))
    report = read(made, fields=POSTER)
    assert {one.key: (one.text, one.source) for one in report.answers} == {
        "resultater": ("12 dager", "label"),
        "egen-tekst": ("Mål\n\nHalvere", "box"),
    }
    assert [one.code for one in report.findings] == ["own_text", "label_apart", "missing_fields"]
