"""A PowerPoint poster: text boxes whose names carry the fields' tags, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.submissions.reading.reports.document import Cell, Control, Document, Line, Lines, Row, joined
from app.submissions.reading.reports.word import name

if TYPE_CHECKING:
    from lxml import etree

    from app.submissions.reading.reports.office import Office


def read(office: Office) -> Document:
    slides = list(office.parts(r"ppt/slides/slide\d+\.xml"))
    boxes = [box for slide in slides for box in slide.iter("{*}sp")]
    notes = list(office.parts(r"ppt/(notesSlides/notesSlide|comments/\w*?comment)\w*\.xml"))
    return Document(
        controls=tuple(control for box in boxes for control in _controls(box)),
        flows=tuple(_lines(box) for box in boxes),
        tables=tuple(
            tuple(_row(row) for row in table.iter("{*}tr"))
            for slide in slides
            for table in slide.iter("{*}tbl")
        ),
        whole="\n".join(joined(_lines(part)) for part in (*slides, *notes)),
    )


def _controls(box: etree._Element) -> tuple[Control, ...]:
    """Return the box by its name and by its alternative text; either may carry the tag."""
    called = box.find("{*}nvSpPr/{*}cNvPr")
    if called is None:
        return ()
    names = dict.fromkeys(str(called.get(key) or "") for key in ("name", "descr"))
    text = joined(_lines(box))
    return tuple(Control(tag=tag, name="", text=text) for tag in names if tag)


def _row(row: etree._Element) -> Row:
    return tuple(Cell(_lines(cell)) for cell in row.iter("{*}tc"))


def _lines(element: etree._Element) -> Lines:
    lines = (Line(_text(paragraph).strip()) for paragraph in element.iter("{*}p"))
    return tuple(line for line in lines if line.text)


def _text(paragraph: etree._Element) -> str:
    return "".join(
        "\n" if name(piece) == "br" else piece.text or "" for piece in paragraph.iter("{*}t", "{*}br")
    )
