"""The workbook taken back: the same file, with a comment in each cell that has a problem.

The file is foreign, so it is opened and written where it can do no harm; macros and links to other files are left out.
"""

from __future__ import annotations

import base64
import json
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from app.enrolment.safety import check_workbook
from app.safe import run_limited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "Kull"
COMMENT_PIXELS = (360, 120)  # width, height
MAX_COMMENTS = 2_000
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Marked:
    """The answer of the process that marks: the workbook, in base64."""

    data: str


def can_be_marked(data: bytes) -> bool:
    """Tell whether a file is a workbook; a CSV has no room for comments."""
    return data.startswith(_ZIP)


def marked_workbook(data: bytes, problems: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the workbook with the problems as comments. Raises TooHeavy when it cannot be done safely."""
    told = [json.dumps(dict(problem)) for problem in problems if problem["sheet"]][:MAX_COMMENTS]
    return base64.b64decode(run_limited(mark, data, answer=Marked, problems=told).data)


def mark(data: bytes, problems: list[str]) -> Marked:
    """Write the comments; runs in a process of its own."""
    check_workbook(data)
    with warnings.catch_warnings(action="ignore"):
        book = load_workbook(BytesIO(data), keep_links=False)
    for problem in map(json.loads, problems):
        if problem["sheet"] in book.sheetnames:
            _comment(*_seen(book, problem), problem["text"])
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _InMemory(book, archive).save()
    return Marked(base64.b64encode(out.getvalue()).decode())


def _seen(book: Workbook, problem: Mapping[str, Any]) -> tuple[Worksheet, str]:
    """Return where a problem is seen: in its cell, else in the first row that is seen, of a sheet that is seen."""
    sheet, row = book[problem["sheet"]], problem["row"] or 1
    column = (problem["column"] or "").split(" ")[0]
    column = column if column.isascii() and column.isupper() else "A"
    if sheet.sheet_state != "visible":
        seen = next((one for one in book.worksheets if one.sheet_state == "visible"), sheet)
        return seen, "A1"
    if sheet.row_dimensions[row].hidden:
        row = next((one for one in range(1, row) if not sheet.row_dimensions[one].hidden), row)
    return sheet, f"{column}{row}"


def _comment(sheet: Worksheet, spot: str, text: str) -> None:
    cell = sheet[spot]
    if isinstance(cell, MergedCell):
        within = next(one for one in sheet.merged_cells.ranges if spot in one)
        cell = sheet.cell(within.min_row, within.min_col)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    width, height = COMMENT_PIXELS
    cell.comment = Comment(before + text, AUTHOR, width=width, height=height)


class _InMemory(ExcelWriter):
    """Write sheets to memory: a reader of foreign files may open no file for writing."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - openpyxl's own
        ws._drawing, ws._charts, ws._images = None, [], []  # noqa: SLF001 - pictures and charts stay behind
        out = BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)
