"""A hidden column counts once a person has said so; the rows wait when they cannot be understood without it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.enrolment.problems import Where
from app.enrolment.sheets import EMPTY, Row
from app.enrolment.table.columns import NEEDED, Column, meaning
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.headings import Table
    from app.enrolment.sheets import Sheet

Rows = tuple[Row, ...]


def without_hidden_columns(table: Table, sheet: Sheet, doubts: Doubts) -> Sheet:
    """Return the sheet of a table as it counts now; a column that was asked about is hidden no more."""
    rows = sheet.rows
    asked = {
        position: column
        for position in sorted(sheet.hidden_columns)
        if (column := _asked_about(table, rows, position)) is not None
    }
    for position, column in asked.items():
        answer = _answer(table, rows, position, column, doubts)
        if answer is None and column in NEEDED:
            return replace(sheet, rows=_waiting(table, rows, doubts))
        if answer != "take":
            rows = _blank(rows, position, from_row=table.heading_row)
    return replace(sheet, rows=rows, hidden_columns=sheet.hidden_columns - asked.keys())


def _blank(rows: Rows, position: int, *, from_row: int) -> Rows:
    """Empty a column from its heading down; the facts above the table stay."""
    below = tuple((*row[:position], EMPTY, *row[position + 1 :]) for row in rows[from_row - 1 :])
    return rows[: from_row - 1] + below


def _asked_about(table: Table, rows: Rows, position: int) -> Column | None:
    """Return what a hidden column means; None when it says nothing, or when a column that is seen means the same."""
    headings = table.sheet.rows[table.heading_row - 1]
    means = [meaning(cell.text) for cell in headings]
    column = means[position] if position < len(means) else None
    seen = {one for at, one in enumerate(means) if at not in table.sheet.hidden_columns}
    return column if column not in seen and _texts(table, rows, position) else None


def _answer(table: Table, rows: Rows, position: int, column: Column, doubts: Doubts) -> str | None:
    sheet, where = table.sheet, table.heading_at(position)
    asking = Asking(
        kind=QuestionKind.hidden_column,
        seen=(sheet.name, column, *_texts(table, rows, position)),
        about=doubts.about,
        choices=("take", "leave"),
        proposed="take",
        details={"sheet": sheet.name, "column": where},
    )
    return doubts.answer(Where(sheet.name, table.heading_row, where), asking)


def _texts(table: Table, rows: Rows, position: int) -> list[str]:
    below = rows[table.heading_row :]
    return [row[position].text for row in below if position < len(row) and row[position].text]


def _waiting(table: Table, rows: Rows, doubts: Doubts) -> Rows:
    for row in rows[table.heading_row :]:
        doubts.hold(cell.text for cell in row)
    return rows[: table.heading_row]
