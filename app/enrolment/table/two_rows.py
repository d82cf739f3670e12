"""Headings on two rows: those of the team above, and those of its people below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.sheets import EMPTY, Row
from app.enrolment.table.columns import meaning, name_part

if TYPE_CHECKING:
    from collections.abc import Sequence

_MIN_ABOVE, _MIN_BELOW = 2, 2
"""Headings we know in each of the rows: one alone is a team's fact, or a title."""
_MAX_ROWS_BEFORE = 30


def with_one_row_of_headings(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Move headings down into the empty cells of the row below where their columns are filled; the upper row is empty.

    Over the headings of people stands at most what they are about («Deltaker»), which is dropped.
    """
    for at in range(min(len(rows) - 1, _MAX_ROWS_BEFORE)):
        joined = _joined(rows[at], rows[at + 1], rows[at + 2 :])
        if joined:
            return (*rows[:at], (), joined, *rows[at + 2 :])
    return tuple(rows)


def _joined(upper: Row, lower: Row, below: Sequence[Row]) -> Row | None:
    if sum(_is_heading(cell.text) for cell in lower) < _MIN_BELOW:
        return None
    moved = {
        place
        for place, cell in enumerate(upper)
        if cell.text and not _at(lower, place) and _is_filled(below, place)
    }
    if sum(_is_heading(upper[place].text) for place in moved) < _MIN_ABOVE:
        return None
    width = max(len(upper), len(lower))
    return tuple(
        upper[place] if place in moved else lower[place] if place < len(lower) else EMPTY
        for place in range(width)
    )


def _is_heading(text: str) -> bool:
    return bool(text) and (meaning(text) is not None or name_part(text) is not None)


def _is_filled(rows: Sequence[Row], place: int) -> bool:
    """Tell whether most rows hold something in a column; what a form has beside its people are a few words."""
    filled = [row for row in rows if any(cell.text for cell in row)]
    return sum(bool(_at(row, place)) for row in filled) * 2 > len(filled)


def _at(row: Row, place: int) -> str:
    return row[place].text if place < len(row) else ""
