"""Days people are away: weekends, public holidays, Easter week, Christmas Eve and school holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import holidays

from app.programmes.dates.calendar import Caution
from app.programmes.dates.days import day_in
from app.programmes.dates.norwegian import day_in_norwegian, listed, named
from app.programmes.dates.school_holidays import holidays_on, school_years_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.programmes.dates.calendar import Calendar, SchoolHoliday
    from app.programmes.language.definition import Definition

SATURDAY = 5


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("NO", years=year, language="no").items())


def holiday_name(day: date) -> str | None:
    return public_holidays(day.year).get(day)


def is_christmas_eve(day: date) -> bool:
    return (day.month, day.day) == (12, 24)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and not holiday_name(day) and not is_christmas_eve(day)


def next_working_day(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def easter_sunday(year: int) -> date:
    return next(day for day, name in public_holidays(year).items() if name == "Første påskedag")


def in_easter_week(day: date) -> bool:
    """Tell whether a day is between the Saturday before Palm Sunday and Easter Monday, both included."""
    return timedelta(days=-8) <= day - easter_sunday(day.year) <= timedelta(days=1)


def day_off(days: Iterable[date]) -> str | None:
    """Tell why the first of these days that most people have off is one; None when they work on all of them.

    School holidays are not among them: they are of a county, and a person weighs them.
    """
    return next(filter(None, map(_why_off, days)), None)


def _why_off(day: date) -> str | None:
    if not is_working_day(day):
        return holiday_name(day) or ("helg" if day.weekday() >= SATURDAY else "julaften")
    return "påskeuken" if in_easter_week(day) else None


def _deadlines(definition: Definition, calendar: Calendar) -> Iterator[tuple[str, date]]:
    if definition.application:
        yield "Påmeldingsfristen", day_in(calendar.start_year, definition.application.deadline)
        if definition.application.reply_by:
            yield "Svarfristen", day_in(calendar.start_year, definition.application.reply_by)
    for deliverable in calendar.deliverables:
        if deliverable.due:
            yield f"Fristen for «{deliverable.title}»", deliverable.due.date()


def weekend_deadlines(definition: Definition, calendar: Calendar) -> Iterator[Caution]:
    for name, day in _deadlines(definition, calendar):
        if not is_working_day(day):
            why = f" ({holiday_name(day)})" if holiday_name(day) else ""
            proposed = day_in_norwegian(next_working_day(day))
            text = f"{name} er {day_in_norwegian(day)}{why}; neste virkedag er {proposed}."
            yield Caution(
                code="weekend-deadline" if day.weekday() >= SATURDAY else "holiday-deadline", text=text
            )


def weekend_meetings(_: Definition, calendar: Calendar) -> Iterator[Caution]:
    for meeting in calendar.meetings:
        if any(day.weekday() >= SATURDAY for day in meeting.days):
            yield Caution(code="weekend-meeting", text=f"{named(meeting)} er i en helg.")


def public_holiday_meetings(_: Definition, calendar: Calendar) -> Iterator[Caution]:
    for meeting in calendar.meetings:
        for day in filter(holiday_name, meeting.days):
            proposed = day_in_norwegian(next_working_day(day))
            text = f"{named(meeting)} er på en helligdag ({holiday_name(day)}); neste virkedag er {proposed}."
            yield Caution(code="public-holiday", text=text)


def easter_and_christmas(_: Definition, calendar: Calendar) -> Iterator[Caution]:
    for meeting in calendar.meetings:
        if any(in_easter_week(day) for day in meeting.days):
            yield Caution(code="easter-week", text=f"{named(meeting)} er i påskeuken.")
        if any(is_christmas_eve(day) for day in meeting.days):
            yield Caution(code="christmas-eve", text=f"{named(meeting)} er på julaften.")


def in_school_holidays(calendar: Calendar, school_holidays: Sequence[SchoolHoliday]) -> Iterator[Caution]:
    every_day = [day for meeting in calendar.meetings for day in meeting.days]
    if missing := school_years_missing(every_day, school_holidays):
        where = f" i skoleåret {listed(missing)}" if school_holidays else ""
        text = f"Skoleferiene{where} er ukjent: ingen er lagt inn, så datoene er ikke holdt opp mot dem."
        yield Caution(code="school-holidays-unknown", text=text)
    for meeting in calendar.meetings:
        for which in dict.fromkeys(
            name for day in meeting.days for name in holidays_on(day, school_holidays)
        ):
            yield Caution(code="school-holiday", text=f"{named(meeting)} er i {which}.")
