"""The rows of a table with their days; one whose cells tell different times is not read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.submissions.reading.findings import warning
from app.submissions.reading.series.days import DayRules, day_of, is_a_day
from app.submissions.reading.series.words import (
    DAY,
    MONTH,
    QUARTER,
    ROUGH,
    THIRD_OF_A_YEAR,
    WEEK,
    YEAR,
    first,
)

if TYPE_CHECKING:
    from datetime import date

    from app.submissions.reading.findings import Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.tables import Row, Table

MAX_DAYS_BETWEEN = 31

_BARE_NUMBER = re.compile(r"(?:(?:uke|veke|week|u|v)\.? ?)?(\d{1,2})", re.IGNORECASE)
_LONG = ROUGH - MONTH


def rows_dated(table: Table, day: int) -> tuple[list[tuple[Row, Spot]], list[Finding]]:
    """Return each row with its day; a week or a month without its year has that from the column of years."""
    year = first(table.plains, YEAR)
    found: list[tuple[Row, Spot]] = []
    told: list[Finding] = []
    for row in [row for row in table.below if day < len(row)]:
        if other := _told_otherwise(table, row, day):
            told.append(_apart(row[day], other))
            continue
        with_year = year is not None and year < len(row) and not is_a_day(row[day].cell.text)
        when = _joined(row[day], row[year or 0].cell.text, table.plains[day]) if with_year else row[day]
        found.append((row, when))
    return found, told


def _joined(day: Spot, year: str, heading: str) -> Spot:
    number = _BARE_NUMBER.fullmatch(day.cell.text)
    text = _with_year(number[1], year, heading) if number else f"{day.cell.text} {year}"
    return replace(day, cell=replace(day.cell, text=text)) if is_a_day(text) else day


def _with_year(number: str, year: str, heading: str) -> str:
    """Return a number and its year as the heading says: a week, a month, or a part of the year."""
    if heading in WEEK:
        return f"uke {number} {year}"
    if heading in {QUARTER, THIRD_OF_A_YEAR}:
        return f"{number}. {heading} {year}"
    return f"{year}-{number:0>2}" if heading not in _LONG else ""


def _told_otherwise(table: Table, row: Row, day: int) -> Spot | None:
    """Return the cell that tells a wholly other time than the row's day, but for long times."""
    when = _sure_day(row[day].cell.text)
    if when is None or table.plains[day] in _LONG:
        return None
    for at, known in enumerate(table.plains[: len(row)]):
        other = _sure_day(row[at].cell.text) if at != day and known in DAY - _LONG else None
        if other and abs((other - when).days) > MAX_DAYS_BETWEEN:
            return row[at]
    return None


def _sure_day(text: str) -> date | None:
    """Read a day that is the same in either order of day and month."""
    if not any(map(str.isdigit, text)):
        return None
    day = day_of(text)
    return day if day == day_of(text, DayRules(order="month-first")) else None


def _apart(day: Spot, other: Spot) -> Finding:
    at = other.address.rpartition("!")[2]
    return warning(
        "days_differ",
        f"Celle {day.address} («{day.cell.text[:40]}») og {at} («{other.cell.text[:40]}») sier hver sin tid, så raden "
        "er ikke lest. Rett den som er feil.",
    )
