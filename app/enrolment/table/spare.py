"""Rows laid out for people who did not come: a trust and a team, or a role, and nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.sheets import EMPTY
from app.enrolment.table.columns import Column
from app.people import same_spelling

if TYPE_CHECKING:
    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

_BY_PERSON = (Column.name, Column.email)
_OF_PLACE = (Column.organisation, Column.team)
_CHOOSE = ("velg", "vel ", "choose", "select")


def spare_rows(table: Table) -> tuple[int, ...]:
    """Return the rows of nobody, each in a team whose people stand in other rows."""
    filled = [(number, row) for number, row in table.below() if any(cell.text or cell.flaw for cell in row)]
    with_people = [row for _, row in filled if _texts(table, row, *_BY_PERSON)]
    known = {
        column: {text for row in with_people for text in _texts(table, row, column)} for column in _OF_PLACE
    }
    return tuple(number for number, row in filled if _is_spare(table, row, known))


def _is_spare(table: Table, row: Row, known: dict[Column, set[str]]) -> bool:
    if _texts(table, row, *_BY_PERSON) or any(cell.flaw for cell in row):
        return False
    places = [_texts(table, row, column) for column in _OF_PLACE]
    roles = {text for text in _texts(table, row, Column.roles) if not text.startswith(_CHOOSE)}
    is_known = all(texts <= known[column] for column, texts in zip(_OF_PLACE, places, strict=True))
    if roles:
        return table.is_form and not any(places)
    return is_known and (any(places) or bool(_texts(table, row, Column.roles)))


def _texts(table: Table, row: Row, *columns: Column) -> set[str]:
    places = {place for column in columns for place in table.candidates.get(column, ())}
    places |= set(table.name_parts) if Column.name in columns else set()
    cells = (row[place] if place < len(row) else EMPTY for place in places)
    return {same_spelling(cell.text) for cell in cells if cell.text}
