"""The forms in which people lay numbers out: a row for each, a column for each measure, or days across the top."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt, info
from app.submissions.reading.reports.labels import plain
from app.submissions.reading.series.days import is_a_day
from app.submissions.reading.series.numbers import number_of
from app.submissions.reading.series.tables import HEADING_WITHIN_ROWS, days_across, tables
from app.submissions.reading.series.words import (
    DAY,
    MEASURE,
    NO_MEASURE,
    OUR_VALUE,
    TARGET_OR_VALUE,
    TOTALS,
    VALUE,
    WEEK,
    YEAR,
    first,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.enrolment import Sheet
    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.tables import Row, Table

MIN_NUMBERS_TO_TELL_OF = 2

_OF_A_PLAN = {"type", "kilde", "ansvarlig", "hvor ofte"}
_BARE_NUMBER = re.compile(r"(?:(?:uke|veke|week|u|v)\.? ?)?(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A column, or a row, of values of one kind; it is known by its sheet and its heading."""

    sheet: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The cells of one number before it is understood; `days` and `values` are the lines they stand in.

    `place` is the title of its table, or else its sheet.
    """

    measure: Spot
    day: Spot
    value: Spot
    days: Line
    values: Line
    place: str = ""


def readings(sheet: Sheet, answered: Answered) -> tuple[list[Reading] | None, list[Finding]]:
    """Return the cells of every number, and what is asked; None where the sheet has none of the forms we know."""
    found: list[tuple[str, list[Reading]]] = []
    told: list[Finding] = []
    for table in tables(sheet):
        if across := days_across(table.headings):
            found.append((table.title, list(_across(table, across))))
        else:
            those, more = _down(table, answered)
            found.append((table.title, those))
            told += more
    if not found:
        return None, told
    with_numbers = [those for those in found if _has_numbers(those[1])] or found[:1]
    several = len(with_numbers) > 1
    return [
        replace(one, place=(several and title) or sheet.name)
        for title, those in with_numbers
        for one in those
    ], told


def has_numbers_of_another_form(sheet: Sheet) -> bool:
    """Tell whether a sheet holds numbers, though it is neither a plan nor laid out as we know."""
    rows = sheet.rows[:HEADING_WITHIN_ROWS]
    if any(len({plain(cell.text) for cell in row} & _OF_A_PLAN) > 1 for row in rows):
        return False
    numbers = sum(cell.typed is not None for row in sheet.rows for cell in row)
    return numbers >= MIN_NUMBERS_TO_TELL_OF


def _has_numbers(found: Sequence[Reading]) -> bool:
    """Tell a table from words above it that look like its headings."""
    return any(
        one.value.cell.typed is not None or number_of(one.value.cell.text) is not None for one in found
    )


def _across(table: Table, days: Sequence[int]) -> Iterator[Reading]:
    measure = first(table.plains, MEASURE) or 0
    top = Line(sheet=table.sheet, heading=table.headings[measure].cell.text)
    rows = [row for row in table.below if measure < len(row)]
    for row in [row for row in rows if plain(row[measure].cell.text) not in NO_MEASURE | TOTALS] or rows:
        values = Line(sheet=table.sheet, heading=row[measure].cell.text)
        for column in days:
            if column < len(row):
                yield Reading(
                    measure=row[measure],
                    day=table.headings[column],
                    value=row[column],
                    days=top,
                    values=values,
                )


def _down(table: Table, answered: Answered) -> tuple[list[Reading], list[Finding]]:
    """Give a row for each number, else a column for each measure."""
    day = _day_column(table)
    measure = first(table.plains, MEASURE)
    values = _value_columns(table) if measure is not None else []
    if measure is not None and values:
        value, told = _value_column(table, values, answered)
        return [] if value is None else list(_rows_of_numbers(table, day, measure, value)), told
    columns, told = _columns_of_measures(table)
    return [one for column in columns for one in _column_of_numbers(table, day, column)], told


def _value_columns(table: Table) -> list[int]:
    """Return the columns that may hold the value; a target is one where nothing else is."""
    for known in ({OUR_VALUE}, VALUE, {TARGET_OR_VALUE}):
        columns = [at for at, heading in enumerate(table.plains) if heading in known]
        if filled := [at for at in columns if table.column(at)]:
            return filled
    return [at for at, heading in enumerate(table.plains) if heading in VALUE][:1]


def _value_column(
    table: Table, columns: Sequence[int], answered: Answered
) -> tuple[int | None, list[Finding]]:
    """Return the column of the value, and ask where several may be it."""
    if len(columns) == 1:
        return columns[0], []
    names = {at: table.headings[at].cell.text for at in columns}
    doubt = Doubt(
        kind="which-value",
        seen=(table.sheet, *sorted(names.values())),
        choices=(*dict.fromkeys(names.values()), "left-out"),
        details={"sheet": table.sheet, "columns": "», «".join(names.values())},
    )
    answer, finding = doubted(doubt, answered)
    return next((at for at, name in names.items() if name == answer), None), [finding]


def _rows_of_numbers(table: Table, day: int, measure: int, value: int) -> Iterator[Reading]:
    """Give the rows; the signs in a measure's numbers tell nothing of another's."""
    days = Line(sheet=table.sheet, heading=table.headings[day].cell.text)
    spelt: dict[str, str] = {}
    for row, dated in _dated(table, day):
        if max(measure, value) < len(row):
            name = row[measure].cell.text
            values = Line(sheet=table.sheet, heading=spelt.setdefault(same_spelling(name), name))
            if name or not _is_total(dated):
                yield Reading(measure=row[measure], day=dated, value=row[value], days=days, values=values)


def _column_of_numbers(table: Table, day: int, column: int) -> Iterator[Reading]:
    heading = table.headings[column]
    days = Line(sheet=table.sheet, heading=table.headings[day].cell.text)
    values = Line(sheet=table.sheet, heading=heading.cell.text)
    for row, dated in _dated(table, day):
        if column < len(row) and not _is_total(dated):
            yield Reading(measure=heading, day=dated, value=row[column], days=days, values=values)


def _is_total(day: Spot) -> bool:
    return plain(day.cell.text) in TOTALS


def _columns_of_measures(table: Table) -> tuple[list[int], list[Finding]]:
    """Return the columns of measures: neither helpers, nor totals of the others, nor mere words."""
    named = [at for at, known in enumerate(table.plains) if known and known not in NO_MEASURE]
    columns = [at for at in named if table.plains[at] not in TOTALS] or named
    words = [at for at in columns if _are_words(table.column(at))]
    if len(words) == len(columns):
        return columns, []
    told = [
        info(
            "no_numbers", f"Kolonnen «{table.headings[at].cell.text}» i arket «{table.sheet}» har ingen tall."
        )
        for at in words
    ]
    return [at for at in columns if at not in words], told


def _are_words(spots: Sequence[Spot]) -> bool:
    """Tell a column of words or days; empty ones are neither."""
    texts = [spot.cell.text for spot in spots]
    return bool(texts) and all(is_a_day(text) or not any(map(str.isdigit, text)) for text in texts)


def _day_column(table: Table) -> int:
    """Return the column of days; of several, one with the most cells that are days."""
    columns = [at for at, known in enumerate(table.plains) if known in DAY]
    return max(columns, key=lambda at: sum(is_a_day(spot.cell.text) for spot in table.column(at)))


def _dated(table: Table, day: int) -> Iterator[tuple[Row, Spot]]:
    """Give each row with its day; a week or a month without its year has that from the column of years."""
    year = first(table.plains, YEAR)
    of_weeks = table.plains[day] in WEEK
    for row in table.below:
        if day < len(row):
            with_year = year is not None and year < len(row) and not is_a_day(row[day].cell.text)
            yield (
                row,
                _joined(row[day], row[year or 0].cell.text, of_weeks=of_weeks) if with_year else row[day],
            )


def _joined(day: Spot, year: str, *, of_weeks: bool) -> Spot:
    number = _BARE_NUMBER.fullmatch(day.cell.text)
    if number and of_weeks:
        text = f"uke {number[1]} {year}"
    else:
        text = f"{year}-{number[1]:0>2}" if number else f"{day.cell.text} {year}"
    return replace(day, cell=replace(day.cell, text=text)) if is_a_day(text) else day
