"""What the author of a workbook does not see, or has crossed out, is asked about before it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.enrolment.doubts.columns import without_hidden_columns
from app.enrolment.doubts.other_sheets import sheets_of_something_else
from app.enrolment.doubts.said_of_many import said_beside
from app.enrolment.doubts.withdrawn import (
    Said,
    answers_missing,
    is_example,
    is_heading_of_withdrawn,
    parts_withdrawn,
    says_withdrawn,
)
from app.enrolment.headings import Column, is_hidden, known_headings, tables
from app.enrolment.problems import Where
from app.enrolment.sheets import Row, Sheet, Sheets, Unseen
from app.enrolment.table.outside import is_outside
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.headings import Table

_UNSEEN = {
    Unseen.hidden_row: QuestionKind.hidden_row,
    Unseen.filtered_row: QuestionKind.filtered_row,
    Unseen.struck_through: QuestionKind.struck_row,
}
_TOGETHER = {
    QuestionKind.hidden_row: QuestionKind.hidden_rows,
    QuestionKind.filtered_row: QuestionKind.filtered_rows,
    QuestionKind.struck_row: QuestionKind.struck_rows,
    QuestionKind.withdrawn_row: QuestionKind.withdrawn_rows,
    QuestionKind.example_row: QuestionKind.example_rows,
}
MAX_ROWS_ASKED_APART = 5
"""Rows of a sheet that are asked about one by one; more, for the same reason, are one question."""
MIN_HEADINGS = 3
"""Headings in a row of headings said again; a person's row has fewer."""
_SHOWN_CELLS, _SHOWN_ROWS = 6, 3
_CHOICES = ("take", "leave")
_UNSAID = Said("")


@dataclass(frozen=True)
class _Doubt:
    """A row that may not count, and why; `said` are its own words for it."""

    number: int
    row: Row
    kind: QuestionKind
    said: Said = _UNSAID


def without_unseen(sheets: Sheets, doubts: Doubts) -> Sheets:
    """Return the workbook as it counts now: rows nobody sees are blank until a person has said yes to them."""
    found = {table.sheet.name: table for table in tables(sheets.sheets, doubts.known.needed)}
    others = sheets_of_something_else(found.values())
    kept = [
        _sheet(found[sheet.name], doubts, other=sheet.name in others) if sheet.name in found else sheet
        for sheet in sheets.sheets
    ]
    return replace(sheets, sheets=tuple(sheet for sheet in kept if sheet is not None))


def _sheet(table: Table, doubts: Doubts, *, other: bool) -> Sheet | None:
    """Return a sheet with what counts in it, all of it seen now; None when the whole of it does not count."""
    sheet = table.sheet
    if is_hidden(sheet):
        counts = _sheet_counts(QuestionKind.hidden_sheet, table, doubts)
        return replace(sheet, unseen={}) if counts else None
    if other and not _sheet_counts(QuestionKind.other_sheet, table, doubts):
        return None
    left_out = _left_out(table, doubts)
    rows = tuple(() if number in left_out else row for number, row in enumerate(sheet.rows, start=1))
    above = {number: why for number, why in sheet.unseen.items() if number < table.heading_row}
    return without_hidden_columns(table, replace(sheet, rows=rows, unseen=above), doubts)


def _sheet_counts(kind: QuestionKind, table: Table, doubts: Doubts) -> bool:
    sheet = table.sheet
    filled = [texts for texts in map(_texts, sheet.rows[table.heading_row :]) if texts]
    if not filled:
        return False
    asking = Asking(
        kind=kind,
        seen=(sheet.name, *filled),
        about=doubts.about,
        choices=_CHOICES,
        proposed="leave",
        details={"sheet": sheet.name, "rows": len(filled)},
    )
    return _counts(doubts, Where(sheet.name), asking, [text for texts in filled for text in texts])


def _left_out(table: Table, doubts: Doubts) -> set[int]:
    """Return the rows below the headings that do not count, or not yet; ask about them, together when they are many."""
    by_kind: dict[QuestionKind, list[_Doubt]] = {}
    for doubt in _doubtful(table):
        by_kind.setdefault(doubt.kind, []).append(doubt)
    headings = {number for number, row in table.below() if is_heading_of_withdrawn(row)}
    return headings.union(*(_uncounted(table, found, doubts) for found in by_kind.values()))


def _uncounted(table: Table, found: list[_Doubt], doubts: Doubts) -> set[int]:
    if len(found) <= MAX_ROWS_ASKED_APART:
        return {doubt.number for doubt in found if not _row_counts(table, doubt, doubts)}
    return set() if _rows_count(table, found, doubts) else {doubt.number for doubt in found}


def _doubtful(table: Table) -> Iterator[_Doubt]:
    told = said_beside(table) | answers_missing(table) | parts_withdrawn(table)
    for number, row in table.below():
        if not _texts(row) or _is_no_person(table, row):
            continue
        if why := table.sheet.unseen.get(number):
            yield _Doubt(number, row, _UNSEEN[why])
        elif said := says_withdrawn(table, number, row) or told.get(number):
            yield _Doubt(number, row, QuestionKind.withdrawn_row, said)
        elif is_example(table, row):
            yield _Doubt(number, row, QuestionKind.example_row)


def _is_no_person(table: Table, row: Row) -> bool:
    """Tell whether a row is a heading, a note or a total: it is not read, seen or not."""
    return is_heading_of_withdrawn(row) or known_headings(row) >= MIN_HEADINGS or is_outside(table, row)


def _row_counts(table: Table, doubt: _Doubt, doubts: Doubts) -> bool:
    texts = _texts(doubt.row)
    asking = Asking(
        kind=doubt.kind,
        seen=(table.sheet.name, *texts, *([doubt.said.words] if doubt.said.words else [])),
        about=doubts.about,
        choices=_CHOICES,
        proposed="take" if doubt.kind is QuestionKind.filtered_row else "leave",
        details={"row": _shown(table, doubt.row), "said": doubt.said.shown},
    )
    return _counts(doubts, Where(table.sheet.name, doubt.number), asking, texts)


def _rows_count(table: Table, found: list[_Doubt], doubts: Doubts) -> bool:
    sheet, kind = table.sheet.name, found[0].kind
    shown = "; ".join(_shown(table, doubt.row) for doubt in found[:_SHOWN_ROWS])
    asking = Asking(
        kind=_TOGETHER[kind],
        seen=(sheet, *(_texts(doubt.row) for doubt in found)),
        about=doubts.about,
        choices=_CHOICES,
        proposed="take" if kind is QuestionKind.filtered_row else "leave",
        details={"sheet": sheet, "count": len(found), "rows": shown},
    )
    answer = doubts.answer(Where(sheet, found[0].number), asking)
    if answer is None:
        for doubt in found:
            doubts.hold(_texts(doubt.row))
    return answer == "take"


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
