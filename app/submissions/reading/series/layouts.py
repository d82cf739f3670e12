"""The forms in which people lay numbers out: a row for each, a column for each measure, or days across the top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.submissions.reading.reports.labels import plain
from app.submissions.reading.reports.spots import addressed
from app.submissions.reading.series.days import is_a_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.enrolment import Sheet
    from app.submissions.reading.reports.spots import Spot

HEADING_WITHIN_ROWS = 20
MIN_NUMBERS_TO_TELL_OF = 2

_MEASURE = {"måling", "målinger", "indikator", "indikatorer", "navn på måling", "hva måles", "measure"}
_DAY = {"dato", "dag", "uke", "veke", "måned", "månad", "tidspunkt", "måledato", "date", "week", "month"}
_VALUE = {"verdi", "resultat", "tall", "antall", "andel", "måltall", "value"}
_NO_MEASURE = {"merknad", "kommentar", "ansvarlig", "kilde", "type", "år", "mål"}
_OF_A_PLAN = {"type", "kilde", "ansvarlig", "hvor ofte"}
_WEEK_ALONE = re.compile(r"(?:uke|veke|week) ?\d{1,2}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A column, or a row, of values of one kind; it is known by its sheet and its heading."""

    sheet: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The cells of one number before it is understood; `days` and `values` are the lines they stand in."""

    measure: Spot
    day: Spot
    value: Spot
    days: Line
    values: Line


def readings(sheet: Sheet) -> list[Reading] | None:
    """Return the cells of every number; None where the sheet has none of the forms we know."""
    for at, row in enumerate(sheet.rows[:HEADING_WITHIN_ROWS]):
        headings = addressed(sheet, at + 1, row)
        below = [
            addressed(sheet, number, cells) for number, cells in enumerate(sheet.rows[at + 1 :], start=at + 2)
        ]
        plains = [plain(cell.text) for cell in row]
        if across := _days_across(headings, plains):
            return list(_across(sheet, headings, below, across, _first(plains, _MEASURE) or 0))
        if (day := _first(plains, _DAY)) is not None:
            return list(_down(sheet, headings, below, plains, day))
    return None


def has_numbers_of_another_form(sheet: Sheet) -> bool:
    """Tell whether a sheet holds numbers, though it is neither a plan nor laid out as we know."""
    rows = sheet.rows[:HEADING_WITHIN_ROWS]
    if any(len({plain(cell.text) for cell in row} & _OF_A_PLAN) > 1 for row in rows):
        return False
    numbers = sum(cell.typed is not None for row in sheet.rows for cell in row)
    return numbers >= MIN_NUMBERS_TO_TELL_OF


def _first(headings: Sequence[str], known: set[str]) -> int | None:
    return next((column for column, heading in enumerate(headings) if heading in known), None)


def _days_across(headings: Sequence[Spot], plains: Sequence[str]) -> list[int]:
    """Return the columns headed by a day, where the row is one of such headings."""
    days = [
        column
        for column, spot in enumerate(headings)
        if column and (is_a_day(spot.cell.text) or _WEEK_ALONE.fullmatch(spot.cell.text))
    ]
    least = 1 if _first(plains, _MEASURE) is not None else 2
    return days if len(days) >= least else []


def _across(
    sheet: Sheet, headings: Sequence[Spot], below: Sequence[Sequence[Spot]], days: Sequence[int], measure: int
) -> Iterator[Reading]:
    heading = headings[measure].cell.text if measure < len(headings) else ""
    top = Line(sheet=sheet.name, heading=heading)
    for row in below:
        for column in days:
            if max(column, measure) < len(row):
                values = Line(sheet=sheet.name, heading=row[measure].cell.text)
                yield Reading(
                    measure=row[measure], day=headings[column], value=row[column], days=top, values=values
                )


def _down(
    sheet: Sheet, headings: Sequence[Spot], below: Sequence[Sequence[Spot]], plains: Sequence[str], day: int
) -> Iterator[Reading]:
    """Give a row for each number, else a column for each measure."""
    measure, value = _first(plains, _MEASURE), _first(plains, _VALUE)
    lines = [Line(sheet=sheet.name, heading=spot.cell.text) for spot in headings]
    columns: list[tuple[int | None, int]]
    if measure is not None and value is not None:
        columns = [(measure, value)]
    else:
        columns = [
            (None, at) for at, known in enumerate(plains) if at != day and known and known not in _NO_MEASURE
        ]
    for named_in, column in columns:
        for row in below:
            if len(row) > max(named_in or 0, column, day):
                name = headings[column] if named_in is None else row[named_in]
                yield Reading(
                    measure=name, day=row[day], value=row[column], days=lines[day], values=lines[column]
                )
