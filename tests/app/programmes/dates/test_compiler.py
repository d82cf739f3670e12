"""What holds for any date a programme may have."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from app.programmes.dates.compiler import compile_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.language.definition import Definition

    Programme = Callable[..., Definition]

YEARS = some.integers(2024, 2035)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
LONG_YEARS = {2026, 2032, 2037}


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=day.isoweekday() % 7)


@given(YEARS, some.integers(1, 53), some.integers(1, 7), some.integers(0, 2))
def test_a_week_dated_meeting_is_on_its_weekday_at_its_wall_clock_time(
    programme: Programme, year: int, week: int, weekday: int, years_after: int
) -> None:
    when = {"week": week, "weekday": WEEKDAYS[weekday - 1], "years_after": years_after}
    definition = programme({"key": "innsjekk", "when": when, "start": "13:00", "end": "14:00"})
    starts_at = compile_programme(definition, year).meetings[0].starts_at
    assert starts_at is not None
    last_week = 53 if year + years_after in LONG_YEARS else 52
    assert starts_at.isocalendar() == (year + years_after, min(week, last_week), weekday)
    assert (starts_at.hour, starts_at.minute) == (13, 0)


@given(YEARS, some.integers(1, 52))
def test_the_offset_changes_on_the_last_sundays_of_march_and_october(
    programme: Programme, year: int, week: int
) -> None:
    when = {"week": week, "weekday": "monday"}
    definition = programme({"key": "innsjekk", "when": when, "start": "13:00", "end": "14:00"})
    starts_at = compile_programme(definition, year).meetings[0].starts_at
    assert starts_at is not None
    day = starts_at.date()
    summer = last_sunday(day.year, 3) <= day < last_sunday(day.year, 10)
    assert starts_at.utcoffset() == timedelta(hours=2 if summer else 1)


@given(YEARS, some.integers(1, 40), some.integers(1, 12), some.integers(0, 60))
def test_deadlines_keep_the_order_of_their_meetings(
    programme: Programme, year: int, week: int, apart: int, days: int
) -> None:
    weeks = {"first": week, "second": week + apart}
    definition = programme(
        *({"key": key, "when": {"week": number, "weekday": "monday"}} for key, number in weeks.items()),
        deliverables=[
            {
                "key": f"before-{key}",
                "type": "status_report",
                "title": key,
                "due": {"before": key, "days": days},
            }
            for key in weeks
        ],
    )
    first, second = (one.due for one in compile_programme(definition, year).deliverables)
    assert first is not None
    assert second is not None
    assert second.date() - first.date() == timedelta(weeks=apart)


@given(YEARS, some.dates(date(2024, 1, 1), date(2024, 12, 31)), some.integers(1, 3))
def test_a_gathering_without_hours_ends_at_the_midnight_after_its_last_day(
    programme: Programme, year: int, day: date, length: int
) -> None:
    definition = programme(
        {"key": "samling", "kind": "gathering", "when": {"day": f"{day:%m-%d}"}, "length": {"days": length}}
    )
    meeting = compile_programme(definition, year).meetings[0]
    leap = (day.month, day.day) == (2, 29) and year not in {2024, 2028, 2032}
    first = date(year, day.month, 28 if leap else day.day)
    midnights = [
        datetime(one.year, one.month, one.day, tzinfo=ZoneInfo("Europe/Oslo"))
        for one in (first, first + timedelta(days=length))
    ]
    assert [meeting.starts_at, meeting.ends_at] == midnights
    assert meeting.all_day is True
