"""The one page of a cohort as a PDF file that carries its own letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.meetings import OSLO
from app.pdf_font import FAMILY, new_pdf
from app.programmes import day_in_norwegian

if TYPE_CHECKING:
    from fpdf import FPDF

    from app.dashboard.homes.one_page import OnePage

MAX_ROWS = 40
ROOM_MM, MAX_ROW_MM = 190, 6
WIDTHS_MM = (80, 60, 25, 25)


def as_pdf(page: OnePage) -> bytes:
    """Draw the page: an answer first, then every team and the dates ahead."""
    pdf = _sheet(f"{page.cohort}: én side")
    _line(pdf, page.cohort, size=18, bold=True)
    _line(pdf, _answer(page), size=11)
    _teams(pdf, page)
    if page.dates:
        _line(pdf, "Samlinger fremover", size=11, bold=True)
    for starts_at, title in page.dates:
        _line(pdf, f"{day_in_norwegian(starts_at.astimezone(OSLO).date())}: {title}", size=10)
    made = day_in_norwegian(page.made_at.astimezone(OSLO).date())
    _line(pdf, f"Laget {made}. Siden viser ingen personer.", size=8)
    return bytes(pdf.output())


def _sheet(title: str) -> FPDF:
    pdf = new_pdf(title)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    return pdf


def _line(pdf: FPDF, text: str, *, size: int, bold: bool = False) -> None:
    pdf.set_font(FAMILY, "B" if bold else "", size)
    pdf.multi_cell(0, size * 0.55, text, new_x="LMARGIN", new_y="NEXT")


def _answer(page: OnePage) -> str:
    asked = sum(one.asked for one in page.teams)
    late = f"{page.late} mangler etter fristen." if page.late else "Ingen mangler etter fristen."
    return f"{len(page.teams)} team. {page.handed_in} av {asked} innleveringer er levert. {late}"


def _teams(pdf: FPDF, page: OnePage) -> None:
    shown = page.teams[:MAX_ROWS]
    height = min(MAX_ROW_MM, ROOM_MM / (len(shown) + 1))
    pdf.ln(3)
    _row(pdf, ("Team", "Foretak", "Levert", "Mangler"), height, bold=True)
    for one in shown:
        _row(pdf, (one.name, one.organisation, f"{one.handed_in} av {one.asked}", str(one.late)), height)
    if len(page.teams) > MAX_ROWS:
        _line(pdf, f"… og {len(page.teams) - MAX_ROWS} team til, uten noe som mangler mer.", size=9)
    pdf.ln(3)


def _row(pdf: FPDF, cells: tuple[str, ...], height: float, *, bold: bool = False) -> None:
    pdf.set_font(FAMILY, "B" if bold else "", 9)
    for text, width in zip(cells, WIDTHS_MM, strict=True):
        pdf.cell(width, height, _fitting(pdf, text, width), border="B")
    pdf.ln(height)


def _fitting(pdf: FPDF, text: str, width: float) -> str:
    while len(text) > 1 and pdf.get_string_width(text) > width - 3:
        text = text[:-2].rstrip() + "…"
    return text
