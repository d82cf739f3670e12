"""What the author of a workbook does not see, or has crossed out, is asked about before it counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.enrolment.doubts.columns import without_hidden_columns
from app.enrolment.headings import Column, is_hidden, tables
from app.enrolment.problems import Where
from app.enrolment.sheets import Row, Sheet, Sheets, Unseen
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.headings import Table

_KINDS = {
    Unseen.hidden_row: (QuestionKind.hidden_row, "leave"),
    Unseen.filtered_row: (QuestionKind.filtered_row, "take"),
    Unseen.struck_through: (QuestionKind.struck_row, "leave"),
}
_SHOWN_CELLS = 6
_CHOICES = ("take", "leave")


def without_unseen(sheets: Sheets, doubts: Doubts) -> Sheets:
    """Return the workbook as it counts now: rows nobody sees are blank until a person has said yes to them."""
    found = {table.sheet.name: table for table in tables(sheets.sheets)}
    kept = [_sheet(found[sheet.name], doubts) if sheet.name in found else sheet for sheet in sheets.sheets]
    return replace(sheets, sheets=tuple(sheet for sheet in kept if sheet is not None))


def _sheet(table: Table, doubts: Doubts) -> Sheet | None:
    """Return a sheet with what counts in it, all of it seen now; None when the whole of it does not count."""
    sheet = table.sheet
    if is_hidden(sheet):
        return replace(sheet, unseen={}) if _sheet_counts(sheet, table.heading_row, doubts) else None
    rows = tuple(
        row if number <= table.heading_row or _row_counts(table, number, row, doubts) else ()
        for number, row in enumerate(sheet.rows, start=1)
    )
    above = {number: why for number, why in sheet.unseen.items() if number < table.heading_row}
    return without_hidden_columns(table, replace(sheet, rows=rows, unseen=above), doubts)


def _sheet_counts(sheet: Sheet, heading_row: int, doubts: Doubts) -> bool:
    filled = [texts for texts in map(_texts, sheet.rows[heading_row:]) if texts]
    if not filled:
        return False
    asking = Asking(
        kind=QuestionKind.hidden_sheet,
        seen=(sheet.name, *filled),
        about=doubts.about,
        choices=_CHOICES,
        proposed="leave",
        details={"sheet": sheet.name, "rows": len(filled)},
    )
    return _counts(doubts, Where(sheet.name), asking, [text for texts in filled for text in texts])


def _row_counts(table: Table, number: int, row: Row, doubts: Doubts) -> bool:
    why, texts = table.sheet.unseen.get(number), _texts(row)
    if why is None or not texts:
        return True
    kind, proposed = _KINDS[why]
    asking = Asking(
        kind=kind,
        seen=(table.sheet.name, *texts),
        about=doubts.about,
        choices=_CHOICES,
        proposed=proposed,
        details={"row": _shown(table, row)},
    )
    return _counts(doubts, Where(table.sheet.name, number), asking, texts)


def _counts(doubts: Doubts, where: Where, asking: Asking, texts: list[str]) -> bool:
    answer = doubts.answer(where, asking)
    if answer is None:
        doubts.hold(texts)
    return answer == "take"


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _shown(table: Table, row: Row) -> str:
    """Return enough of a row to know it by; a role is not told to all who read the page."""
    telling = [table.positions.get(column) for column in (Column.name, Column.email, Column.team)]
    shown = [row[at].text for at in telling if at is not None and at < len(row) and row[at].text]
    return ", ".join(shown or _texts(row)[:_SHOWN_CELLS])
