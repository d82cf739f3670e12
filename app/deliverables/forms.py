"""The files teams fill in, made as they are put in place: Word, Excel and PowerPoint with labelled fields.

The fields are those of the national guide's poster template and self-evaluation ("Til deg som skal arrangere
læringsnettverk"), which the status report must do without a form of its own for (its field list is lost there).
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol, cast

from app.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

SELF_EVALUATION = "Selvevalueringstall (1–5)"
POSTER_FIELDS = (
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
    SELF_EVALUATION,
)
STEPS = (
    "1: Teamet har ikke kommet i gang",
    "2: Aktivitet uten forbedring",
    "3: Enkelte forbedringer har kommet frem",
    "4: Påtagelige forbedringer er målt",
    "5: Påtagelige forbedringer er målt, og de har fått gjennomslag i systemet",
)
PLAN_COLUMNS = {
    "fremdriftsplan-tiltak": ("Tiltak", "Ansvarlig", "Start", "Ferdig", "Status"),
    "fremdriftsplan-malinger": ("Måling", "Type", "Kilde", "Ansvarlig", "Hvor ofte"),
}
FIELDS: dict[str, Sequence[str]] = {
    "statusrapport": POSTER_FIELDS,
    "sluttrapport": POSTER_FIELDS,
    "poster": POSTER_FIELDS,
    "teampresentasjon": (
        "Hvem er dere? Navn på teamet og arbeidssted",
        "Hvilket tema skal dere jobbe med? Hva er problemet, og hva ønsker dere å oppnå?",
        "Hvorfor er dette viktig for dere?",
        "Eventuelt: hvem er med i teamet",
        "Alle som er med på filmen, har samtykket (navn)",
    ),
}


_FORMULA = re.compile(r"^[=+\-@\t\r]")  # what a spreadsheet would take for a formula


@cache
def render(source: str, name: str) -> bytes:
    """Make the form `source` as the kind of file its name ends in. Raises NotFound for one we do not have."""
    title, _, ending = name.rpartition(".")
    write = {"docx": _word, "xlsx": _excel, "pptx": _slide}.get(ending)
    fields = PLAN_COLUMNS.get(source) or FIELDS.get(source)
    if write is None or fields is None:
        raise NotFound(f"Det finnes ingen mal {source} som {name}.")
    written = BytesIO()
    write(title, fields).save(written)
    return written.getvalue()


def sheet(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Make a workbook of one sheet out of rows of text."""
    written = BytesIO()
    _table(title, columns, rows).save(written)
    return written.getvalue()


class _Saves(Protocol):
    def save(self, stream: Any, /) -> None: ...  # noqa: ANN401 - three libraries, three types


def _word(title: str, fields: Sequence[str]) -> _Saves:
    from docx import Document  # noqa: PLC0415 - slow import, needed by the jobs only

    document = Document()
    document.add_heading(title, level=1)
    table = document.add_table(rows=len(fields), cols=2, style="Table Grid")
    for row, label in zip(table.rows, fields, strict=True):
        row.cells[0].text = label
    if SELF_EVALUATION in fields:
        document.add_heading("Selvevaluering", level=2)
        for step in STEPS:
            document.add_paragraph(step)
    return cast("_Saves", document)


def _excel(title: str, columns: Sequence[str]) -> _Saves:
    return _table(title, columns, ())


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> _Saves:
    from openpyxl import Workbook  # noqa: PLC0415 - slow import, needed by the jobs only

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title[:31]  # Excel's own limit
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_FORMULA.sub(r"'\g<0>", text) for text in row])
    for column in "ABCDEF"[: len(columns)]:
        sheet.column_dimensions[column].width = 24
    return cast("_Saves", workbook)


def _slide(title: str, fields: Sequence[str]) -> _Saves:
    from pptx import Presentation  # noqa: PLC0415 - slow import, needed by the jobs only

    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(fields)
    return cast("_Saves", presentation)
