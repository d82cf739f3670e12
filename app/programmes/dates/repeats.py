"""Expand repeated meetings into single ones, by the rules calendars repeat by (RFC 5545, in python-dateutil)."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, get_args

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from app.programmes.dates.days import WEEKDAYS, week_day, weeks_in
from app.programmes.language.when import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.programmes.dates.days import Year
    from app.programmes.language.definition import Definition, Meeting
    from app.programmes.language.when import Repeat, Weekday, When

MONTHS = get_args(Month)
STAND_IN: Weekday = "thursday"
"""Where the weekday is not known: an ISO week belongs to the month its Thursday is in."""
MAX_YEARS = 100
FIFTH, LAST = 5, -1


def written_out(definition: Definition, year: Year) -> Iterator[tuple[Meeting, str | None]]:
    """Yield every single meeting with its host."""
    for meeting in definition.meetings:
        if meeting.repeat:
            usual = definition.defaults.get(meeting.kind)
            turns = turns_of(meeting.when, meeting.repeat, year, usual.weekday if usual else None)
            yield from _again_and_again(meeting, meeting.repeat, turns)
        else:
            yield meeting, None


def with_host(title: str, host: str | None) -> str:
    """Return a meeting's title with its host."""
    return f"{title} – vertskap {host}" if host else title


def turns_of(when: When, repeat: Repeat, year: Year, usual: Weekday | None) -> list[When]:
    """Return when a meeting is held, each time. `usual` is the weekday of a week that names none."""
    if repeat.weeks:
        last = weeks_in(year.start + when.years_after)
        return [when.model_copy(update={"week": week}) for week in _once_each(repeat.weeks, last)]
    if not (when.week or when.month):
        return [when] * (repeat.times or 1)
    by_month = when.month and not repeat.nth
    turn_on = _in_the_month_of if by_month else _in_the_week_of
    return [turn_on(when, day, year) for day in _days(when, repeat, year, usual or STAND_IN)]


def _again_and_again(
    meeting: Meeting, repeat: Repeat, turns: Sequence[When]
) -> Iterator[tuple[Meeting, str | None]]:
    for number, when in enumerate(turns):
        host = repeat.hosts[number % len(repeat.hosts)] if repeat.hosts else None
        this_time = {
            "key": f"{meeting.key}-{number + 1}",
            "title": with_host(f"{meeting.title} {number + 1}", host),
            "when": when,
            "repeat": None,
        }
        yield meeting.model_copy(update=this_time), host


def _once_each(weeks: Sequence[int], last: int) -> Iterator[int]:
    """Leave out week 53 where the year has none and week 52 is given, too."""
    yield from dict.fromkeys(min(week, last) for week in weeks)


def _days(when: When, repeat: Repeat, year: Year, usual: Weekday) -> Iterator[date]:
    """Yield the days it is held: in its week, on the nth weekday, or the first of the month where no more is known."""
    months = [number for number, name in enumerate(MONTHS, 1) if name not in repeat.except_]
    first = _first(when, year, usual)
    if months:
        rule = rrule(
            MONTHLY if repeat.every == "month" else WEEKLY,
            dtstart=datetime.combine(first, time()),
            interval=repeat.interval,
            bymonth=months if repeat.except_ else None,
            byweekday=_nth(when, repeat, first, usual) if repeat.every == "month" else None,
            until=datetime.combine(_end(first, when, repeat, year), time()),
        )
        yield from (at.date() for at in islice(rule, repeat.times))


def _first(when: When, year: Year, usual: Weekday) -> date:
    return week_day(when, year, usual) or date(year.start + when.years_after, when.month or 1, 1)


def _nth(when: When, repeat: Repeat, first: date, usual: Weekday) -> weekday | None:
    """Return the weekday a month repeats by: as it is said, or the first meeting's; a fifth one is the last."""
    if when.month and not repeat.nth:
        return None
    number = repeat.nth if when.month else (first.day - 1) // 7 + 1
    return weekday(WEEKDAYS.index(when.weekday or usual), LAST if number in {"last", FIFTH} else number)


def _end(first: date, when: When, repeat: Repeat, year: Year) -> date:
    """Return the last day it may be on: where times are given far off, else the end of the year or its last week."""
    that_year = year.start + when.years_after
    if repeat.times:
        return date(that_year + MAX_YEARS, 12, 31)
    if repeat.every == "week":
        return date.fromisocalendar(that_year, weeks_in(that_year), 7)
    return max(first, date(that_year, 12, 31))


def _in_the_month_of(when: When, day: date, year: Year) -> When:
    return when.model_copy(update={"month": day.month, "years_after": day.year - year.start})


def _in_the_week_of(when: When, day: date, year: Year) -> When:
    iso = day.isocalendar()
    here = {"month": None, "week": iso.week, "years_after": iso.year - year.start}
    return when.model_copy(update=here)
