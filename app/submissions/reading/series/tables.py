"""Tables of numbers in a sheet. Several may stand below each other or side by side, each under headings of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from app.submissions.reading.reports.labels import plain
from app.submissions.reading.reports.spots import addressed
from app.submissions.reading.series.days import is_a_day
from app.submissions.reading.series.numbers import number_of
from app.submissions.reading.series.words import DAY, MEASURE, first, is_a_week_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.enrolment import Sheet
    from app.submissions.reading.reports.spots import Spot

HEADING_WITHIN_ROWS = 20

Row = list["Spot"]


@dataclass(frozen=True, kw_only=True)
class Table:
    """`title` is the one text right above the headings, or a row further up."""

    sheet: str
    title: str
    headings: Row
    below: list[Row]

    @cached_property
    def plains(self) -> list[str]:
        """Return the headings as they are compared."""
        return _plains(self.headings)

    def column(self, at: int) -> list[Spot]:
        """Return the filled cells under a heading."""
        return [row[at] for row in self.below if at < len(row) and row[at].cell.text]


def tables(sheet: Sheet) -> Iterator[Table]:
    """Give the tables from the top, and from the left."""
    rows = [addressed(sheet, number, cells) for number, cells in enumerate(sheet.rows, start=1)]
    for start, end in pairwise([*_starts(rows), len(rows)]):
        for left, right in pairwise([*_lefts(_plains(rows[start])), None]):
            below = [row[left:right] for row in rows[start + 1 : end]]
            title = _title([row[left:right] for row in rows[max(start - 2, 0) : start]])
            yield Table(sheet=sheet.name, title=title, headings=rows[start][left:right], below=below)


def days_across(headings: Row) -> list[int]:
    """Return the columns headed by a day, where the row is one of such headings."""
    texts = [spot.cell.text for spot in headings]
    days = [at for at, text in enumerate(texts) if at and (is_a_day(text) or is_a_week_alone(text))]
    least = 1 if first(_plains(headings), MEASURE) is not None else 2
    return days if len(days) >= least else []


def _title(above: Sequence[Row]) -> str:
    filled = [[spot for spot in row if spot.cell.text] for row in above]
    nearest = next((row for row in reversed(filled) if row), [])
    texts = [spot.cell.text for spot in nearest if not is_number(spot) and not is_a_day(spot.cell.text)]
    return texts[0] if len(nearest) == len(texts) == 1 else ""


def _starts(rows: Sequence[Row]) -> list[int]:
    """Return where the tables begin; the first within the rows that people leave for titles."""
    starts: list[int] = []
    for at, row in enumerate(rows):
        if starts:
            begins = _heads_a_further_table(row, after=rows[at - 1])
        else:
            begins = at < HEADING_WITHIN_ROWS and bool(days_across(row) or _heads_days(row))
        starts += [at] if begins else []
    return starts


def _heads_days(row: Row) -> bool:
    """Tell a row of headings from a date that stands above the table, beside the word for it."""
    plains = _plains(row)
    others = [spot for spot, known in zip(row, plains, strict=True) if known and known not in DAY]
    return first(plains, DAY) is not None and any(not is_a_day(spot.cell.text) for spot in others)


def _heads_a_further_table(row: Row, *, after: Row) -> bool:
    """Tell headings from a row of numbers, which holds a number, or a day below days."""
    if any(is_number(spot) for spot in row):
        return False
    if _heads_days(row):
        return not any(is_a_day(spot.cell.text) for spot in row)
    apart = not any(spot.cell.text for spot in after)
    return bool(days_across(row)) and (apart or first(_plains(row), MEASURE) is not None)


def is_number(spot: Spot) -> bool:
    """Tell a cell with a number, typed or written."""
    return spot.cell.typed is not None or number_of(spot.cell.text) is not None


def _lefts(plains: Sequence[str]) -> list[int]:
    """Return where the tables of a row begin: a word for days that comes again is of the next."""
    lefts, seen = [0], set[str]()
    for at, known in enumerate(plains):
        if known in DAY and known in seen:
            lefts.append(_left(plains, at, lefts[-1]))
            seen.clear()
        seen |= {known} & DAY
    return lefts


def _left(plains: Sequence[str], day: int, before: int) -> int:
    gaps = [at for at in range(before, day) if not plains[at]]
    if gaps:
        return gaps[-1] + 1
    return day - 1 if plains[day - 1] in MEASURE else day


def _plains(row: Row) -> list[str]:
    return [plain(spot.cell.text) for spot in row]
