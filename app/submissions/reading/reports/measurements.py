"""The numbers of a measurement workbook: the measure, the day and the value, each with its cell.

Three forms are read: our own sheet with a row for each number (måling, dato, verdi), and the two people draw, with
days down a column and a column for each measure, or with weeks across the top. What is neither a day nor a
number is told by its cell; what may be read in two ways is asked about, and is no number meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from app import enrolment
from app.enrolment import Typed, read_workbook
from app.submissions.reading.findings import Finding, Unreadable, error, info, unanswered, warning
from app.submissions.reading.reports.spots import Spot, flaw, flaws, unseen, visible
from app.submissions.reading.series.commas import split_at_decimals
from app.submissions.reading.series.days import FIRST_YEAR, LAST_YEAR, read_day, rules_of_days
from app.submissions.reading.series.doubles import one_number_a_day
from app.submissions.reading.series.layouts import has_numbers_of_another_form, readings
from app.submissions.reading.series.names import one_name_a_measure
from app.submissions.reading.series.numbers import is_per_cent, read_number, rules_of_numbers
from app.submissions.reading.series.places import one_measure_over_places
from app.submissions.reading.series.read import Read, spelt
from app.submissions.reading.series.shares import one_kind_a_series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.enrolment import Sheet, Sheets
    from app.submissions.reading.findings import Answered
    from app.submissions.reading.series.days import DayRules
    from app.submissions.reading.series.held import Held
    from app.submissions.reading.series.layouts import Line, Reading
    from app.submissions.reading.series.numbers import NumberRules

    T = TypeVar("T", DayRules, NumberRules)
    OfRules = tuple[T, list[Finding]]
    OfLine = Callable[[Line, Sequence[Spot], Answered], OfRules[T]]
    OfSeries = Callable[[str, Sequence[Read], Answered], tuple[list[Read], list[Finding]]]

MAX_FINDINGS = 20
MAX_DAYS_AHEAD = 31
_DASHES = " -\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_OF_A_NUMBER = {
    *(
        "no_measure",
        "unclear_date",
        "unclear_number",
        "unlikely_year",
        "unknown_layout",
        "same_name",
        "no_numbers",
        "unnamed_column",
        "unread_column",
        "days_differ",
        "day_ahead",
        "split_at_decimals",
        "more",
    )
}


@dataclass(frozen=True, kw_only=True)
class Point:
    """A measured number; `cell` is its place, as Excel says it. A percentage is kept as a fraction."""

    measure: str
    day: date
    value: float
    cell: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    points: tuple[Point, ...]
    findings: tuple[Finding, ...]


def read_measurements(
    content: bytes, filename: str, *, answered: Answered = unanswered, today: date = date.max
) -> Measured:
    """Read a workbook, in a process with limits; raises Unreadable when it cannot be opened."""
    try:
        sheets = read_workbook(content, filename)
    except enrolment.Unreadable as unreadable:
        raise Unreadable(unreadable.reason, str(unreadable)) from unreadable
    if split := split_at_decimals(sheets, filename):
        return Measured(points=(), findings=(split,))
    return measured(sheets, answered, today=today)


def numbers_beside(
    content: bytes, filename: str, *, answered: Answered = unanswered, today: date = date.max
) -> Measured:
    """Read the numbers of a plan's workbook. A plan without any is no error: they come later.

    What is wrong with a cell is left out, since the plan tells it of the whole workbook.
    """
    found = read_measurements(content, filename, answered=answered, today=today)
    asked = tuple(one for one in found.findings if one.doubt or one.code in _OF_A_NUMBER)
    return Measured(points=found.points, findings=asked)


def measured(sheets: Sheets, answered: Answered = unanswered, *, today: date = date.max) -> Measured:
    """Understand every number that a person sees; one not understood is a finding that names its cell."""
    read, told = _read(sheets, answered)
    read, ahead = _until(today, read)
    told += ahead
    read, asked = one_measure_over_places(read, answered)
    read, more = one_name_a_measure(read, answered)
    asked += more
    for rule in (one_kind_a_series, one_number_a_day):
        read, more = _of_each_series(rule, read, answered)
        asked += more
    return Measured(points=tuple(map(_point, read)), findings=(*_not_too_many(told), *asked))


def _until(today: date, read: Sequence[Read]) -> tuple[list[Read], list[Finding]]:
    """Leave out numbers of days that have not come, and say of which; a month's day may be its last."""
    last = today.toordinal() + MAX_DAYS_AHEAD
    ahead = [one for one in read if one.day.toordinal() > last]
    told = dict.fromkeys(
        warning(
            "day_ahead",
            f"Tallet i celle {one.cell} er for {one.day:%d.%m.%Y}, som ikke har vært. Rett datoen.",
        )
        for one in ahead
    )
    return [one for one in read if one.day.toordinal() <= last], list(told)


def _point(read: Read) -> Point:
    return Point(measure=read.measure, day=read.day, value=read.value, cell=read.cell)


def _read(sheets: Sheets, answered: Answered) -> tuple[list[Read], list[Finding]]:
    told = [*(hidden for sheet in sheets.sheets if (hidden := unseen(sheet))), *flaws(sheets)]
    seen = [visible(sheet) for sheet in sheets.sheets]
    found = {}
    for sheet in seen:
        found[sheet.name], asked = readings(sheet, answered)
        told += asked
    told += [
        _unknown(sheet) for sheet in seen if found[sheet.name] is None and has_numbers_of_another_form(sheet)
    ]
    numbers = [one for those in found.values() for one in those or () if one.value.cell.text.strip(_DASHES)]
    if not numbers and not any(one.doubt for one in told):
        told.append(
            error(
                "no_measurements",
                "Vi fant ingen tall. Skriv dem i arket med overskriftene Måling, Dato og Verdi.",
            )
        )
    return _understood([one for one in numbers if not _is_flawed(one)], told, answered)


def _unknown(sheet: Sheet) -> Finding:
    return warning(
        "unknown_layout",
        f"Tallene i arket «{sheet.name}» er ikke lest, for vi kjenner ikke oppsettet. "
        "Skriv dem med overskriftene Måling, Dato og Verdi.",
    )


def _understood(
    numbers: Sequence[Reading], told: list[Finding], answered: Answered
) -> tuple[list[Read], list[Finding]]:
    """Read each number by the rules of its column or row."""
    days = _rules(rules_of_days, [(one.days, one.day) for one in numbers], answered)
    values = _rules(rules_of_numbers, [(one.values, one.value) for one in numbers], answered)
    outcomes = [_outcome(one, days[one.days][0], values[one.values][0]) for one in numbers]
    told += dict.fromkeys(one for one in outcomes if isinstance(one, Finding))
    told += (finding for rules in (days, values) for _, asked in rules.values() for finding in asked)
    return [one for one in outcomes if isinstance(one, Read)], told


def _rules(
    decide: OfLine[T], spots: Iterable[tuple[Line, Spot]], answered: Answered
) -> dict[Line, OfRules[T]]:
    """Decide for each line, from all that stands in it."""
    lines: dict[Line, list[Spot]] = {}
    for line, spot in spots:
        lines.setdefault(line, []).append(spot)
    return {line: decide(line, those, answered) for line, those in lines.items()}


def _outcome(number: Reading, days: DayRules, values: NumberRules) -> Read | Finding | None:
    """Return a number that is understood, a finding about it, or None while it waits for a person."""
    day, value = read_day(number.day, days), read_number(number.value, values)
    if wrong := _wrong(number, day, value):
        return wrong
    if not isinstance(day, date) or not isinstance(value, float):
        return None
    return Read(
        measure=number.measure.cell.text,
        day=day,
        value=value,
        cell=number.value.address,
        place=number.place,
        in_per_cent=number.value.cell.typed is Typed.per_cent or is_per_cent(number.value.cell.text),
    )


def _wrong(number: Reading, day: date | Held | None, value: float | Held | None) -> Finding | None:
    if not number.measure.cell.text:
        return _ask("no_measure", number.measure, "mangler navnet på målingen.")
    if day is None:
        return _ask(
            "unclear_date",
            number.day,
            "er ingen dato vi forstår. Skriv den som 24.11.2026 eller uke 48 2026.",
        )
    if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return error("unlikely_year", f"{_cell(number.day)} er i år {day.year}. Rett året.")
    if value is None:
        return _ask("unclear_number", number.value, "er ikke et tall. Skriv bare tallet, for eksempel 3,5.")
    return None


def _of_each_series(
    rule: OfSeries, read: Sequence[Read], answered: Answered
) -> tuple[list[Read], list[Finding]]:
    """Let a rule see each measure's numbers by themselves."""
    series: dict[str, list[Read]] = {}
    for one in read:
        series.setdefault(spelt(one.measure), []).append(one)
    outcomes = [rule(those[0].measure, those, answered) for those in series.values()]
    at = {one.cell: number for number, one in enumerate(read)}
    kept = sorted((one for those, _ in outcomes for one in those), key=lambda one: at[one.cell])
    return kept, [one for _, asked in outcomes for one in asked]


def _is_flawed(number: Reading) -> bool:
    return any(flaw(spot) for spot in (number.measure, number.day, number.value))


def _ask(code: str, spot: Spot, what: str) -> Finding:
    return warning(code, f"{_cell(spot)} {what}")


def _cell(spot: Spot) -> str:
    said = f" («{spot.cell.text[:40]}»)" if spot.cell.text else ""
    return f"Celle {spot.address}{said}"


def _not_too_many(findings: list[Finding]) -> tuple[Finding, ...]:
    """Leave out the many cells of a kind; errors, and what a person is asked, are always told."""
    of_cells = [one for one in findings if one.level != "error" and one.doubt is None]
    more = len(of_cells) - MAX_FINDINGS
    if more <= 0:
        return tuple(findings)
    left_out = set(map(id, of_cells[MAX_FINDINGS:]))
    return (
        *(one for one in findings if id(one) not in left_out),
        info("more", f"{more} celler til må rettes på samme måte."),
    )
