"""A hidden column counts once a person has said so; the rows wait when they cannot be understood without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.headings import NEEDED, Column, meaning
from app.enrolment.problems import Where
from app.enrolment.sheets import EMPTY, Row
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.headings import Table

Rows = tuple[Row, ...]


def without_hidden_columns(table: Table, rows: Rows, doubts: Doubts) -> Rows:
    """Return the rows of a table as they count now."""
    for position in sorted(table.sheet.hidden_columns):
        column = _asked_about(table, rows, position)
        answer = _answer(table, rows, position, doubts) if column else "take"
        if answer is None and column in NEEDED:
            return _waiting(table, rows, doubts)
        if answer != "take":
            rows = tuple((*row[:position], EMPTY, *row[position + 1 :]) for row in rows)
    return rows


def _asked_about(table: Table, rows: Rows, position: int) -> Column | None:
    """Return what a hidden column means; None when it says nothing, or when a column that is seen means the same."""
    headings = table.sheet.rows[table.heading_row - 1]
    means = [meaning(cell.text) for cell in headings]
    column = means[position] if position < len(means) else None
    seen = {one for at, one in enumerate(means) if at not in table.sheet.hidden_columns}
    return column if column not in seen and _texts(table, rows, position) else None


def _answer(table: Table, rows: Rows, position: int, doubts: Doubts) -> str | None:
    sheet = table.sheet
    column = meaning(sheet.rows[table.heading_row - 1][position].text)
    where = table.heading(column) if column else ""
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
