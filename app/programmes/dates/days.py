"""Turn a source's day, week, month or season into days of a year."""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from app.programmes.language.when import Weekday

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.programmes.dates.calendar import Basis
    from app.programmes.language.definition import Definition
    from app.programmes.language.when import DueRule, MonthDay, When

WEEKDAYS = get_args(Weekday)
WEEKS_IN_A_LONG_YEAR = 53
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
SEASONS = {"winter": "vinteren", "spring": "våren", "summer": "sommeren", "autumn": "høsten"}


@dataclass(frozen=True)
class Year:
    """The year a programme starts, and the year its source's days are for (None: it names no year)."""

    start: int
    source: int | None

    @property
    def moved_by(self) -> int:
        return self.start - (self.source or self.start)

    @property
    def basis(self) -> Basis:
        """Tell how a day the source gives stands in this year; which year it meant is assumed when it names none."""
        if self.source is None:
            return "assumed"
        return "moved" if self.moved_by else "source"


ANY_ORDINARY_YEAR = Year(1999, None)


def year_of(definition: Definition, start_year: int) -> Year:
    return Year(start_year, definition.source.year_for(start_year))


def weeks_in(year: int) -> int:
    """Return 52 or 53: the 28th of December is always in the last ISO week."""
    return date(year, 12, 28).isocalendar().week


def same_weekday_and_week(day: date, *, years: int) -> date:
    """Move a day to another year; week 53 becomes 52 where there is none."""
    year, week, weekday = day.isocalendar()
    return date.fromisocalendar(year + years, min(week, weeks_in(year + years)), weekday)


def day_in(year: int, month_day: MonthDay) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    if (month, day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return date(year, month, day)


def calendar_day(month_day: MonthDay, year: Year, *, years_after: int = 0) -> date:
    """Give a day its year; a day from another year's source keeps its ISO week and weekday."""
    if not year.moved_by:
        return day_in(year.start + years_after, month_day)
    return same_weekday_and_week(day_in((year.source or 0) + years_after, month_day), years=year.moved_by)


def week_day(when: When, year: Year, default: Weekday | None) -> date | None:
    weekday = when.weekday or default
    if not when.week or not weekday:
        return None
    iso_year = year.start + when.years_after
    return date.fromisocalendar(iso_year, min(when.week, weeks_in(iso_year)), WEEKDAYS.index(weekday) + 1)


def first_day(when: When, year: Year, default: Weekday | None = None) -> date | None:
    """Find the day, where the source knows it. `default` is the weekday of a week that names none."""
    if when.day:
        return calendar_day(when.day, year, years_after=when.years_after)
    return week_day(when, year, default)


def earliest_day(when: When, year: Year) -> date | None:
    """Find the first day of a week or month; a season begins when people say so."""
    that_year = year.start + when.years_after
    if when.week:
        return date.fromisocalendar(that_year, min(when.week, weeks_in(that_year)), 1)
    return date(that_year, when.month, 1) if when.month else None


def window(when: When, year: Year, days: int) -> tuple[date, date] | None:
    """Return the first and the last day a meeting can be: its own days, its week or its month."""
    if when.day:
        first = calendar_day(when.day, year, years_after=when.years_after)
        return first, first + timedelta(days=length_in_days(when, days, year) - 1)
    earliest = earliest_day(when, year)
    if earliest is None:
        return None
    last = (
        timedelta(days=6) if when.week else timedelta(days=monthrange(earliest.year, earliest.month)[1] - 1)
    )
    return earliest, earliest + last


def length_in_days(when: When, otherwise: int, year: Year = ANY_ORDINARY_YEAR) -> int:
    """Count the days from `day` to `to` in the year they are written for: it may have a 29th of February."""
    if not when.day or not when.to:
        return otherwise
    written_for = (year.source or year.start) + when.years_after
    return (day_in(written_for, when.to) - day_in(written_for, when.day)).days + 1


def in_words(when: When, year: Year) -> str | None:
    """Describe an open date in Norwegian: "april 2026", "uke 35 2026", "høsten 2026"."""
    that_year = year.start + when.years_after
    if when.week:
        return f"uke {min(when.week, weeks_in(that_year))} {that_year}"
    if when.month:
        return f"{MONTHS[when.month - 1]} {that_year}"
    return f"{SEASONS[when.season]} {that_year}" if when.season else None


def due_on(rule: DueRule, days: Mapping[str, date | None]) -> date | None:
    """Find a deadline's day. `days` holds each meeting's first day by key, None while it is not known."""
    if rule.on:
        return rule.on
    meeting_day = days.get(rule.meeting or "")
    return meeting_day and meeting_day + timedelta(days=rule.days if rule.after else -rule.days)
