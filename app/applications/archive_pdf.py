"""An application as a PDF/A for the archive: its letters and colours lie in the file, and nothing else does.

PDF/A-2u asks that every letter is drawn by a font inside the file; a letter the font lacks is written as «?».
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from fpdf import FPDF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

FAMILY = "Open Sans"
_WEIGHTS: dict[str, dict[str, float]] = {"": {"wght": 400, "wdth": 100}, "B": {"wght": 700, "wdth": 100}}
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
    pdf = FPDF(enforce_compliance="PDF/A-2U")
    pdf.add_font(FAMILY, fname=_font_file(), variations=_WEIGHTS)
    pdf.set_title(_drawable(paper.title))
    pdf.set_lang("nb")
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
    pdf.multi_cell(0, _LINE_MM * points / 11, _drawable(text), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(after_mm)


def _drawable(text: str) -> str:
    letters = _letters()
    return "".join(one if ord(one) in letters or one == "\n" else "?" for one in text)


@cache
def _letters() -> frozenset[int]:
    with TTFont(_font_file(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _font_file() -> str:
    return str(files("fontpkg_open_sans") / "files" / "OpenSans[wdth,wght].ttf")
