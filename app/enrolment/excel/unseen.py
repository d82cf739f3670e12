"""The rows of a sheet that do not count as said, and the cells whose text is struck through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.headings import people_columns
from app.enrolment.sheets import Cell, Flaw, Row, Unseen
from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.enrolment.excel.view import Spot, View


def unseen_rows(rows: Sequence[Row], view: View, *, sheet_is_hidden: bool) -> dict[int, Unseen]:
    """Return the reason for each filled row that is hidden or struck through."""
    filled = {number: row for number, row in enumerate(rows, start=1) if any(cell.text for cell in row)}
    if sheet_is_hidden:
        return dict.fromkeys(filled, Unseen.hidden_sheet)
    struck = _struck_rows(filled, rows, view) if view.struck else set()
    reasons = ((number, _reason(number, view, struck)) for number in filled)
    return {number: reason for number, reason in reasons if reason}


def _reason(number: int, view: View, struck: set[int]) -> Unseen | None:
    if view.is_filtered(number):
        return Unseen.filtered_row
    if number in view.hidden_rows:
        return Unseen.hidden_row
    return Unseen.struck_through if number in struck else None


def _struck_rows(filled: dict[int, Row], rows: Sequence[Row], view: View) -> set[int]:
    """Return the rows whose person is struck through: the name, the address, or all that stands there."""
    gone = {spot for spot, left in view.struck.items() if not left.strip()}
    columns = people_columns(rows)
    whole = [column for column in columns if _is_struck_whole(filled, column, gone)]
    people = [column for column in columns if column not in whole]
    return {
        number
        for number, row in filled.items()
        if any((number, column) in gone and _has_text(row, column) for column in people)
        or all((number, column) in gone for column, cell in enumerate(row) if cell.text)
    }


def _is_struck_whole(filled: dict[int, Row], column: int, gone: set[Spot]) -> bool:
    """Tell whether a column is struck from its heading down: then the column is withdrawn, and no row for it."""
    texts = [number for number, row in filled.items() if _has_text(row, column)]
    return all((number, column) in gone for number in texts)


def _has_text(row: Row, column: int) -> bool:
    return column < len(row) and bool(row[column].text)


def without_struck(rows: Sequence[Row], view: View, unseen: dict[int, Unseen]) -> list[Row]:
    """Take struck-through text out of the rows that otherwise count; a row that waits keeps its own."""
    changed = [list(row) for row in rows]
    for (number, column), left in view.struck.items():
        if number <= len(rows) and number not in unseen and _has_text(rows[number - 1], column):
            changed[number - 1][column] = Cell(tidy_text(left), Flaw.struck_through)
    return [tuple(row) for row in changed]
