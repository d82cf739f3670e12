"""The forms in which people lay numbers out: a row for each, a column for each measure, or days across the top."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt, warning
from app.submissions.reading.reports.labels import plain
from app.submissions.reading.series.columns import (
    column_of_names,
    columns_of_measures,
    day_column,
    named_apart,
    place_column,
    place_of,
)
from app.submissions.reading.series.dated import rows_dated
from app.submissions.reading.series.numbers import number_of
from app.submissions.reading.series.overlooked import (
    beside_days,
    has_headings_in_two_rows,
    without_heading,
)
from app.submissions.reading.series.read import spelt
from app.submissions.reading.series.tables import HEADING_WITHIN_ROWS, days_across, tables
from app.submissions.reading.series.titles import named_by_title
from app.submissions.reading.series.uncounted import without_uncounted
from app.submissions.reading.series.words import (
    MEASURE,
    NO_MEASURE,
    OUR_VALUE,
    TARGET_OR_VALUE,
    TOTALS,
    VALUE,
    first,
    is_a_plan,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.enrolment import Sheet
    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.tables import Row, Table

MIN_NUMBERS_TO_TELL_OF = 2

_OF_A_PLAN = {"type", "kilde", "ansvarlig", "hvor ofte"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A column, or a row, of values of one kind; it is known by its sheet and its heading."""

    sheet: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The cells of one number before it is understood; `days` and `values` are the lines they stand in.

    `place` is whose it is by its row, or else the title of its table, or its sheet.
    """

    measure: Spot
    day: Spot
    value: Spot
    days: Line
    values: Line
    place: str = ""


def readings(sheet: Sheet, answered: Answered) -> tuple[list[Reading] | None, list[Finding]]:
    """Return the cells of every number, and what is asked; None where the sheet has none of the forms we know."""
    found: list[tuple[Table, list[Reading]]] = []
    told: list[Finding] = []
    is_known = False
    for table in tables(sheet):
        is_known = True
        if not is_a_plan(table.plains):
            those, more = _of_table(table, answered)
            found += [] if those is None else [(table, those)]
            told += more
    with_numbers = [one for one in found if _has_numbers(one[1])] or found[:1]
    return [one for those in _placed(with_numbers, sheet) for one in those] if is_known else None, told


def _of_table(table: Table, answered: Answered) -> tuple[list[Reading] | None, list[Finding]]:
    """Return the cells of a table's numbers; None where its headings are not understood."""
    if has_headings_in_two_rows(table):
        return None, [
            warning(
                "unknown_layout",
                f"Tallene i arket «{table.sheet}» er ikke lest, for overskriftene står i to rader. "
                "Skriv dem med overskriftene Måling, Dato og Verdi.",
            )
        ]
    table, told = without_uncounted(table, answered)
    read = _across if days_across(table.headings) else _down
    those, more = read(table, answered)
    return those, [*told, *more, *without_heading(table)]


def _placed(found: Sequence[tuple[Table, list[Reading]]], sheet: Sheet) -> Iterator[list[Reading]]:
    """Give each number its place: that of its row, or else its table's title or its sheet."""
    if len(found) == 1:
        table, those = found[0]
        yield [replace(one, place=one.place or sheet.name) for one in named_by_title(table.title, those)]
        return
    for table, those in found:
        yield [replace(one, place=one.place or table.title or sheet.name) for one in those]


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


def _across(table: Table, answered: Answered) -> tuple[list[Reading], list[Finding]]:
    days = days_across(table.headings)
    names, told = column_of_names(table, days, answered)
    if names is None:
        return [], told
    told += beside_days(table, names, days)
    return list(_rows_across(table, days, names)), told


def _rows_across(table: Table, days: Sequence[int], names: int) -> Iterator[Reading]:
    top = Line(sheet=table.sheet, heading=table.headings[names].cell.text)
    place = place_column(table, but=names)
    rows = [row for row in table.below if names < len(row)]
    for row in [row for row in rows if plain(row[names].cell.text) not in NO_MEASURE | TOTALS] or rows:
        values = Line(sheet=table.sheet, heading=row[names].cell.text)
        for column in [column for column in days if column < len(row)]:
            yield Reading(
                measure=row[names],
                day=table.headings[column],
                value=row[column],
                days=top,
                values=values,
                place=place_of(table, row, place),
            )


def _down(table: Table, answered: Answered) -> tuple[list[Reading], list[Finding]]:
    """Give a row for each number, else a column for each measure."""
    day = day_column(table)
    measure = first(table.plains, MEASURE)
    values = _value_columns(table) if measure is not None else []
    dated, apart = rows_dated(table, day)
    if measure is not None and values:
        value, told = _value_column(table, values, answered)
        those = [] if value is None else list(_rows_of_numbers(table, day, measure, value, dated))
        return those, told + apart
    columns, told = columns_of_measures(table, day)
    return [one for at in columns for one in _column_of_numbers(table, day, at, dated)], told + apart


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
    names = {at: named_apart(table, at, columns) for at in columns}
    doubt = Doubt(
        kind="which-value",
        seen=(table.sheet, *sorted(names.values())),
        choices=(*dict.fromkeys(names.values()), "left-out"),
        details={"sheet": table.sheet, "columns": "», «".join(names.values())},
    )
    answer, finding = doubted(doubt, answered)
    return next((at for at, name in names.items() if name == answer), None), [finding]


def _rows_of_numbers(
    table: Table, day: int, measure: int, value: int, dated: Sequence[tuple[Row, Spot]]
) -> Iterator[Reading]:
    """Give the rows; the signs in a measure's numbers tell nothing of another's."""
    days = Line(sheet=table.sheet, heading=table.headings[day].cell.text)
    place = place_column(table, but=measure)
    lines: dict[str, Line] = {}
    for row, when in dated:
        if max(measure, value) < len(row):
            name = row[measure].cell.text
            values = lines.setdefault(spelt(name), Line(sheet=table.sheet, heading=name))
            whose = place_of(table, row, place)
            if name or not _is_total(when):
                yield Reading(
                    measure=row[measure], day=when, value=row[value], days=days, values=values, place=whose
                )


def _column_of_numbers(
    table: Table, day: int, column: int, dated: Sequence[tuple[Row, Spot]]
) -> Iterator[Reading]:
    heading = table.headings[column]
    days = Line(sheet=table.sheet, heading=table.headings[day].cell.text)
    values = Line(sheet=table.sheet, heading=heading.cell.text)
    place = place_column(table, but=column)
    for row, when in dated:
        if column < len(row) and not _is_total(when):
            whose = place_of(table, row, place)
            yield Reading(measure=heading, day=when, value=row[column], days=days, values=values, place=whose)


def _is_total(day: Spot) -> bool:
    return plain(day.cell.text) in TOTALS
