"""School holidays per county, entered by the unit itself and never guessed."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from app.errors import Code, Invalid
from app.programmes.dates.calendar import SchoolHoliday

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

AUGUST = 8
SHIPPED = "school_holidays.csv"
COLUMNS = ["county", "name", "first_day", "last_day", "source", "year"]


def school_holidays(file: Path | None = None) -> tuple[SchoolHoliday, ...]:
    """Read the unit's own file, or the shipped file, which is empty. Raises Invalid naming the line."""
    path = file or files("app.programmes") / SHIPPED
    try:
        rows = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError):
        raise Invalid(
            Code.school_holidays_unreadable, f"{path.name}: Filen finnes ikke eller er ikke lagret som UTF-8."
        ) from None
    if rows.fieldnames != COLUMNS:
        raise Invalid(
            Code.school_holidays_unreadable, f"{path.name}: Første linje skal være {','.join(COLUMNS)}."
        )
    return tuple(_school_holiday(row, f"{path.name} linje {rows.line_num}") for row in rows)


def school_years_missing(days: Iterable[date], holidays: Iterable[SchoolHoliday]) -> list[str]:
    """Name the school years that the days are in and no holiday is known of, as «2027–28»."""
    known = {_school_year(holiday.first_day) for holiday in holidays}
    missing = {_school_year(day) for day in days} - known
    return [f"{year}–{(year + 1) % 100:02}" for year in sorted(missing)]


def _school_year(day: date) -> int:
    """Return the year in which the school year of a day begins."""
    return day.year if day.month >= AUGUST else day.year - 1


def holidays_on(day: date, holidays: Iterable[SchoolHoliday]) -> list[str]:
    """Describe the school holidays a day is in: «vinterferie i Nordland (kilde: …)»."""
    there = (holiday for holiday in holidays if holiday.first_day <= day <= holiday.last_day)
    return [f"{one.name.lower()} i {one.county} (kilde: {one.source})" for one in there]


def _school_holiday(row: dict[str, str], where: str) -> SchoolHoliday:
    if not all(row.values()):
        raise Invalid(
            Code.school_holidays_unreadable, f"{where}: Alle feltene må fylles ut, også kilde og år."
        )
    try:
        first_day, last_day = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
    except ValueError:
        raise Invalid(Code.school_holidays_unreadable, f"{where}: Datoer skrives slik: 2028-02-28.") from None
    return SchoolHoliday(
        county=row["county"],
        name=row["name"],
        first_day=first_day,
        last_day=last_day,
        source=f"{row['source']} {row['year']}",
    )
