"""Reading an Excel workbook that `safety` has let through."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import range_boundaries

from app.enrolment.problems import Unreadable
from app.enrolment.safety import check_workbook
from app.enrolment.sheets import EMPTY, MAX_COLUMNS, MAX_ROWS, Cell, Flaw, Row, Sheet, Typed, too_large
from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.workbook.workbook import Workbook

_MERGED = re.compile(
    rb'<(?:\w{1,20}:)?mergeCell\s[^>]{0,100}?\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'
)


@dataclass(frozen=True)
class Attempt:
    """The answer of the process that opens workbooks: the sheets, or the reason there are none."""

    sheets: tuple[Sheet, ...] = ()
    code: str = ""
    text: str = ""


def try_workbook(data: bytes) -> Attempt:
    """Read a workbook, or say why not; runs in a process of its own."""
    try:
        return Attempt(sheets=_read(data))
    except Unreadable as error:
        return Attempt(code=error.reason, text=str(error))


def _read(data: bytes) -> tuple[Sheet, ...]:
    check_workbook(data)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl speaks of styles and lists it drops
            return _sheets(data)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises almost anything over a damaged part
        raise Unreadable(
            "damaged", "Arbeidsboken er skadet og kan ikke leses. Åpne den i Excel og lagre den på nytt."
        ) from error


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    """Read twice: the value Excel last showed in each cell, and whether a formula stood behind it."""
    shown = load_workbook(BytesIO(data), read_only=True, data_only=True)
    typed = load_workbook(BytesIO(data), read_only=True, data_only=False)
    return tuple(_sheet(shown, typed, name) for name in (sheet.title for sheet in shown.worksheets))


def _sheet(shown: Workbook, typed: Workbook, name: str) -> Sheet:
    rows = [
        tuple(_cell(*pair) for pair in zip_longest(values, formulas, fillvalue=EMPTY_CELL))
        for values, formulas in zip_longest(_rows(shown[name]), _rows(typed[name]), fillvalue=())
    ]
    if len(rows) > MAX_ROWS or any(cell.text for row in rows for cell in row[MAX_COLUMNS:]):
        raise too_large()
    return Sheet(name, _with_merged(rows, _merged_ranges(shown[name])))


def _rows(sheet: Any) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401 - read-only sheets have a type of their own
    """Give every row to the last that holds a value; the workbook's own word for its size may be a lie."""
    sheet.reset_dimensions()
    rows = list(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1))
    while rows and not any(cell.value is not None for cell in rows[-1]):
        rows.pop()
    return rows


def _cell(shown: Any, typed: Any) -> Cell:  # noqa: ANN401 - openpyxl's cells
    text = _text(shown.value)
    if shown.data_type == "e":
        return Cell(text, Flaw.broken)
    if typed.data_type == "f":
        return Cell(text, Flaw.formula if text else Flaw.unsaved_formula, typed=_typed(shown))
    flaw = Flaw.date if isinstance(shown.value, date | time | timedelta) else None
    return Cell(text, flaw, typed=_typed(shown))


def _typed(shown: Any) -> Typed | None:  # noqa: ANN401 - openpyxl's cell
    if isinstance(shown.value, bool) or not isinstance(shown.value, int | float):
        return None
    return Typed.per_cent if "%" in str(shown.number_format) else Typed.number


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nei"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return tidy_text(str(value))


def _merged_ranges(sheet: Any) -> list[tuple[int, int, int, int]]:  # noqa: ANN401
    """Say which cells are merged; openpyxl does not when it reads row by row."""
    with sheet.parent._archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 - it has no public name
        return [_corners(found.decode()) for found in _MERGED.findall(part.read())]


def _corners(written: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(written)
    return left or 1, top or 1, right or MAX_COLUMNS, bottom or MAX_ROWS


def _with_merged(rows: list[Row], ranges: list[tuple[int, int, int, int]]) -> tuple[Row, ...]:
    """Copy a merged cell's text into every row it covers."""
    filled = [list(row) for row in rows]
    spots = 0
    for left, top, right, bottom in ranges:
        bottom_row = min(bottom, len(filled))
        spots += max(bottom_row - top + 1, 0) * (right - left + 1)
        if spots > MAX_ROWS * MAX_COLUMNS:
            raise too_large()
        _fill(filled[top - 1 : bottom_row], left - 1, right)
    return tuple(tuple(row) for row in filled)


def _fill(rows: list[list[Cell]], left: int, right: int) -> None:
    origin = rows[0][left] if rows and left < len(rows[0]) else EMPTY
    if not origin.text:
        return
    for row in rows:
        for column in range(left, min(right, len(row))):
            row[column] = replace(origin, flaw=Flaw.merged)
    rows[0][left] = origin
