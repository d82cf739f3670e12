"""The letters our PDF files carry: Open Sans, with those of the Sámi languages.

The libraries take a second to load and few files are drawn, so they are loaded when the first is.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "Open Sans"
_WEIGHTS: dict[str, dict[str, float]] = {"": {"wght": 400, "wdth": 100}, "B": {"wght": 700, "wdth": 100}}


def new_pdf(title: str, *, archive: bool = False) -> FPDF:
    """Return an empty A4 file in Norwegian with the font in it; for an archive it is held to PDF/A-2u."""
    from fpdf import FPDF  # noqa: PLC0415 - loaded when a file is drawn

    pdf = FPDF(enforce_compliance="PDF/A-2U" if archive else None)
    pdf.add_font(FAMILY, fname=_font_file(), variations=_WEIGHTS)
    pdf.set_title(drawable(title))
    pdf.set_lang("nb")
    return pdf


def drawable(text: str) -> str:
    """Write a letter that the font lacks as «?»: a PDF/A may hold none that it cannot draw."""
    letters = _letters()
    return "".join(one if ord(one) in letters or one == "\n" else "?" for one in text)


@cache
def _letters() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    with TTFont(_font_file(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _font_file() -> str:
    return str(files("fontpkg_open_sans") / "files" / "OpenSans[wdth,wght].ttf")
