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

from app.enrolment.excel.comments import by_row
from app.enrolment.excel.package import opened_package
from app.enrolment.excel.strikes import strikes_of
from app.enrolment.excel.unseen import unseen_rows, without_struck
from app.enrolment.excel.view import address_in_link, view_of
from app.enrolment.excel.xml import damaged, without_escapes
from app.enrolment.problems import Unreadable
from app.enrolment.safety import safe_parts
from app.enrolment.sheets import EMPTY, MAX_COLUMNS, MAX_ROWS, Cell, Flaw, Row, Sheet, Typed, too_large
from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.enrolment.excel.package import Package
    from app.enrolment.excel.view import View

_MERGED = re.compile(
    rb'<(?:\w{1,20}:)?mergeCell\s[^>]{0,100}?\bref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'
)
_LINK = re.compile(r'HYPERLINK\(\s*"(mailto:[^"]{1,400})"', re.IGNORECASE)


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
    parts = safe_parts(data)
    package = opened_package(parts, data)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl speaks of styles and lists it drops
            return _sheets(package)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises almost anything over a damaged part
        raise _strict() if package.is_strict else damaged() from error


def _strict() -> Unreadable:
    return Unreadable(
        "strict_open_xml",
        "Arbeidsboken er lagret som «Strict Open XML-regneark», og den kan vi ikke lese. "
        "Åpne den i Excel, velg Lagre som, og velg Excel-arbeidsbok (.xlsx).",
    )


def _sheets(package: Package) -> tuple[Sheet, ...]:
    """Read twice: the value Excel last showed in each cell, and whether a formula stood behind it."""
    shown: Any = load_workbook(BytesIO(package.data), read_only=True, data_only=True)
    typed: Any = load_workbook(BytesIO(package.data), read_only=True, data_only=False)
    strikes = strikes_of(package)
    return tuple(
        _sheet(*pair, view_of(package, pair[0]._worksheet_path, strikes))  # noqa: SLF001 - it has no public name
        for pair in zip(shown.worksheets, typed.worksheets, strict=True)
    )


def _sheet(shown: Any, typed: Any, view: View) -> Sheet:  # noqa: ANN401 - read-only sheets have a type of their own
    rows = [
        tuple(_cell(*pair) for pair in zip_longest(values, formulas, fillvalue=EMPTY_CELL))
        for values, formulas in zip_longest(_rows(shown), _rows(typed), fillvalue=())
    ]
    if len(rows) > MAX_ROWS or any(cell.text for row in rows for cell in row[MAX_COLUMNS:]):
        raise too_large()
    merged = _merged_ranges(shown)
    unseen = unseen_rows(rows, view, sheet_is_hidden=shown.sheet_state != "visible")
    counting = _with_links(without_struck(rows, view, unseen), view)
    return Sheet(
        shown.title,
        _narrowed(_with_merged(counting, merged)),
        unseen,
        frozenset(view.hidden_columns),
        by_row(view.comments, merged),
    )


def _narrowed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Leave out the columns after the last that holds something; each empty cell costs as much as a filled one."""
    width = max((at for row in rows for at, cell in enumerate(row, start=1) if cell != EMPTY), default=0)
    return tuple(row[:width] for row in rows)


def _with_links(rows: list[Row], view: View) -> list[Row]:
    """Put the address behind a cell beside its text."""
    for (number, column), address in view.links.items():
        if number <= len(rows) and column < len(rows[number - 1]):
            row = rows[number - 1]
            linked = replace(row[column], link=address)
            rows[number - 1] = (*row[:column], linked, *row[column + 1 :])
    return rows


def _rows(sheet: Any) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401 - read-only sheets have a type of their own
    """Give every row to the last that holds a value; the workbook's own word for its size may be a lie."""
    sheet.reset_dimensions()
    rows = list(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1))
    while rows and not any(cell.value is not None or _says_nothing(cell) for cell in rows[-1]):
        rows.pop()
    return rows


def _cell(shown: Any, typed: Any) -> Cell:  # noqa: ANN401 - openpyxl's cells
    text = _text(shown.value)
    if shown.data_type == "e":
        return Cell(text, Flaw.broken)
    if typed.data_type == "f" and not _says_nothing(shown):
        unsure = Flaw.formula if text else Flaw.unsaved_formula
        return Cell(text, unsure, _linked_by_formula(typed.value), typed=_typed(shown))
    flaw = Flaw.date if isinstance(shown.value, date | time | timedelta) else None
    return Cell(text, flaw, typed=_typed(shown))


def _says_nothing(shown: Any) -> bool:  # noqa: ANN401 - openpyxl's cell
    """Tell whether a formula was reckoned and gave an empty text; one never reckoned has no kind of value."""
    return bool(shown.data_type == "str" and shown.value is None)


def _typed(shown: Any) -> Typed | None:  # noqa: ANN401 - openpyxl's cell
    if isinstance(shown.value, bool) or not isinstance(shown.value, int | float):
        return None
    return Typed.per_cent if "%" in str(shown.number_format) else Typed.number


def _linked_by_formula(formula: object) -> str:
    found = _LINK.search(formula) if isinstance(formula, str) else None
    return address_in_link(found[1]) if found else ""


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
            return tidy_text(without_escapes(str(value)))


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
