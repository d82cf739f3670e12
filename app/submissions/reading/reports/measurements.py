"""The numbers of a measurement workbook: the measure, the day and the value, each with its cell.

Two forms are read: our own sheet with a row for each number (måling, dato, verdi), and the one people draw, with days
down the first column and a column for each measure. What is neither a day nor a number is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app import enrolment
from app.enrolment import read_workbook
from app.submissions.reading.findings import Finding, Unreadable, error, info, warning
from app.submissions.reading.reports.labels import plain
from app.submissions.reading.reports.spots import Spot, addressed, flaw, flaws

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment import Sheet, Sheets

MAX_FINDINGS = 20
_OF_A_NUMBER = {"no_measure", "unclear_date", "unclear_number", "more"}
HEADING_WITHIN_ROWS = 20

_MEASURE = {"måling", "målinger", "indikator", "navn på måling", "hva måles"}
_DAY = {"dato", "dag", "uke", "tidspunkt", "måledato"}
_VALUE = {"verdi", "resultat", "tall", "antall", "andel", "måltall"}
_NO_MEASURE = {"merknad", "kommentar", "ansvarlig", "kilde", "type", "år", "mål"}
_NUMBER = re.compile(r"-?\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|-?\d+(?:[.,]\d+)?")
_NORWEGIAN_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_WEEK = re.compile(r"(?:uke )?(\d{1,2})[ ,/]+(\d{4})|(\d{4})-?[wu](\d{1,2})", re.IGNORECASE)


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


@dataclass(frozen=True)
class _Number:
    """The cells of one number before it is understood."""

    measure: Spot
    day: Spot
    value: Spot


def read_measurements(content: bytes, filename: str) -> Measured:
    """Read a workbook, in a process with limits; raises Unreadable when it cannot be opened."""
    try:
        return measured(read_workbook(content, filename))
    except enrolment.Unreadable as unreadable:
        raise Unreadable(unreadable.reason, str(unreadable)) from unreadable


def numbers_beside(content: bytes, filename: str) -> Measured:
    """Read the numbers of a plan's workbook. A plan without any is no error: they come later.

    What is wrong with a cell is left out, since the plan tells it of the whole workbook.
    """
    found = read_measurements(content, filename)
    asked = tuple(one for one in found.findings if one.code in _OF_A_NUMBER)
    return Measured(points=found.points, findings=asked)


def measured(sheets: Sheets) -> Measured:
    """Understand every number; a number not understood is a finding that names its cell."""
    numbers = [number for sheet in sheets.sheets for number in _numbers(sheet)]
    found = [_point(number) for number in numbers if number.value.cell.text and not _is_flawed(number)]
    findings = [*flaws(sheets), *(one for one in found if isinstance(one, Finding))]
    if not numbers:
        findings.append(
            error(
                "no_measurements",
                "Vi fant ingen tall. Skriv dem i arket med overskriftene Måling, Dato og Verdi.",
            )
        )
    points = tuple(one for one in found if isinstance(one, Point))
    return Measured(points=points, findings=_not_too_many(findings))


def _numbers(sheet: Sheet) -> Iterator[_Number]:
    for at, row in enumerate(sheet.rows[:HEADING_WITHIN_ROWS]):
        headings = [plain(cell.text) for cell in row]
        day = _first(headings, _DAY)
        if day is None:
            continue
        measure, value = _first(headings, _MEASURE), _first(headings, _VALUE)
        below = [
            addressed(sheet, number, cells) for number, cells in enumerate(sheet.rows[at + 1 :], start=at + 2)
        ]
        if measure is not None and value is not None:
            yield from (
                _Number(row[measure], row[day], row[value])
                for row in below
                if len(row) > max(measure, day, value)
            )
        else:
            yield from _by_column(addressed(sheet, at + 1, row), below, day)
        return


def _by_column(headings: list[Spot], below: list[list[Spot]], day: int) -> Iterator[_Number]:
    for column, heading in enumerate(headings):
        if column != day and plain(heading.cell.text) and plain(heading.cell.text) not in _NO_MEASURE:
            yield from (
                _Number(heading, row[day], row[column]) for row in below if len(row) > max(column, day)
            )


def _point(number: _Number) -> Point | Finding:
    measure, day, value = (
        number.measure.cell.text,
        day_of(number.day.cell.text),
        number_of(number.value.cell.text),
    )
    if not measure:
        return _ask("no_measure", number.measure, "mangler navnet på målingen.")
    if day is None:
        return _ask(
            "unclear_date",
            number.day,
            "er ingen dato vi forstår. Skriv den som 24.11.2026 eller uke 48 2026.",
        )
    if value is None:
        return _ask("unclear_number", number.value, "er ikke et tall. Skriv bare tallet, for eksempel 3,5.")
    return Point(measure=measure, day=day, value=value, cell=number.value.address)


def _is_flawed(number: _Number) -> bool:
    return any(flaw(spot) for spot in (number.measure, number.day, number.value))


def day_of(text: str) -> date | None:
    """Read a day as people write it; a week is its Monday. None for text that may be several days or none."""
    text = text.strip().lower()
    try:
        if match := _NORWEGIAN_DAY.fullmatch(text):
            day, month, year = map(int, match.groups())
            return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - two figures
        if match := _WEEK.fullmatch(text):
            week, in_year, year_first, week_last = match.groups()
            return date.fromisocalendar(int(in_year or year_first), int(week or week_last), 1)
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d(?: |$)", text) else None
    except ValueError:
        return None


def number_of(text: str) -> float | None:
    """Read a number with decimal comma or point, spaces between thousands, or a percent sign."""
    bare = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-").strip()
    share = bare.endswith("%")
    bare = bare.removesuffix("%").strip()
    if not _NUMBER.fullmatch(bare):
        return None
    bare = bare.replace(" ", "")
    if "," in bare or bare.count(".") > 1:  # then the points stand between thousands
        bare = bare.replace(".", "").replace(",", ".")
    value = float(bare)
    return round(value / 100, 12) if share else value


def _first(headings: list[str], known: set[str]) -> int | None:
    return next((column for column, heading in enumerate(headings) if heading in known), None)


def _ask(code: str, spot: Spot, what: str) -> Finding:
    said = f" («{spot.cell.text[:40]}»)" if spot.cell.text else ""
    return warning(code, f"Celle {spot.address}{said} {what}")


def _not_too_many(findings: list[Finding]) -> tuple[Finding, ...]:
    more = len(findings) - MAX_FINDINGS
    if more <= 0:
        return tuple(findings)
    return (*findings[:MAX_FINDINGS], info("more", f"{more} celler til må rettes på samme måte."))
