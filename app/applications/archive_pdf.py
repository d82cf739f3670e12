"""An application as a PDF/A for the archive: its letters and colours lie in the file, and nothing else does.

PDF/A-2u asks that every letter is drawn by a font inside the file; a letter the font lacks is written as «?».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.pdf_font import FAMILY, drawable, new_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fpdf import FPDF

_MARGIN_MM, _LINE_MM = 22, 6
Fact = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The content of the file: a title, facts, people and paragraphs beneath."""

    title: str
    facts: Sequence[Fact]
    people: Sequence[Sequence[str]]
    text: Sequence[str]
    made_at: datetime


def as_pdf_a(paper: Paper) -> bytes:
    """Return the paper as PDF/A-2u."""
    pdf = new_pdf(paper.title, archive=True)
    pdf.set_creation_date(paper.made_at)
    pdf.set_margin(_MARGIN_MM)
    pdf.add_page()
    _write(pdf, paper.title, style="B", points=16)
    for label, value in paper.facts:
        _write(pdf, label, style="B")
        _write(pdf, value or "–", after_mm=2)
    _write(pdf, "Deltakere", style="B", points=13)
    for person in paper.people:
        _write(pdf, ", ".join(filter(None, person)))
    _write(pdf, "Dette bekrefter foretaket", style="B", points=13)
    for paragraph in paper.text:
        _write(pdf, paragraph, after_mm=1)
    return bytes(pdf.output())


def _write(pdf: FPDF, text: str, *, style: str = "", points: int = 11, after_mm: int = 0) -> None:
    pdf.set_font(FAMILY, style, points)
    pdf.multi_cell(0, _LINE_MM * points / 11, drawable(text), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(after_mm)
