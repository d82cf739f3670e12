"""A day, a week, a month or a season of a source becomes a day in a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.programmes.dates import days
from app.programmes.dates.days import Year, due_on, same_weekday_and_week, weeks_in
from app.programmes.language.when import DueRule, When

ANY = Year(2026, None)


def when(**said: Any) -> When:
    return When.model_validate(said)


@pytest.mark.parametrize(("year", "weeks"), [(2020, 53), (2025, 52), (2026, 53), (2027, 52), (2032, 53)])
def test_some_years_have_a_week_53(year: int, weeks: int) -> None:
    assert weeks_in(year) == weeks


@given(some.dates(date(2024, 1, 1), date(2035, 12, 31)), some.integers(-5, 5))
def test_a_moved_day_keeps_its_weekday_and_its_week(day: date, years: int) -> None:
    year, week, weekday = day.isocalendar()
    moved = same_weekday_and_week(day, years=years)
    assert moved.isocalendar() == (year + years, min(week, weeks_in(year + years)), weekday)


@given(some.dates(date(2024, 1, 1), date(2035, 12, 31)), some.integers(0, 365))
def test_a_deadline_follows_the_meeting_wherever_it_goes(day: date, days: int) -> None:
    before, after = DueRule(before="samling", days=days), DueRule(after="samling", days=days)
    assert due_on(before, {"samling": day}) == day - timedelta(days=days)
    assert due_on(after, {"samling": day}) == day + timedelta(days=days)
    assert due_on(before, {"samling": None}) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({"day": "09-16"}, date(2026, 9, 16)),
        ({"day": "01-28", "years_after": 1}, date(2027, 1, 28)),
        ({"week": 43, "weekday": "tuesday"}, date(2026, 10, 20)),
        ({"week": 43}, date(2026, 10, 19)),
        ({"month": 4}, None),
        ({"season": "autumn"}, None),
        ({}, None),
    ],
)
def test_the_first_day_is_known_of_a_day_and_of_a_week_with_a_weekday(
    said: dict[str, Any], day: date | None
) -> None:
    assert days.first_day(when(**said), ANY, "monday") == day


def test_a_week_without_a_weekday_has_no_day_of_its_own() -> None:
    assert days.first_day(when(week=43), ANY) is None


def test_a_day_of_another_years_source_keeps_weekday_and_week_and_not_its_number() -> None:
    source = Year(2027, 2025)
    assert days.calendar_day("09-02", source) == date(2027, 9, 7)  # tuesday of week 36
    assert days.calendar_day("01-13", source, years_after=1) == date(2028, 1, 18)  # tuesday of week 3


@pytest.mark.parametrize(
    ("said", "earliest", "words"),
    [
        ({"week": 35}, date(2026, 8, 24), "uke 35 2026"),
        ({"week": 53, "years_after": 1}, date(2027, 12, 27), "uke 52 2027"),
        ({"month": 4}, date(2026, 4, 1), "april 2026"),
        ({"season": "autumn"}, None, "høsten 2026"),
        ({}, None, None),
    ],
)
def test_what_is_known_of_an_open_date_is_said_with_its_earliest_day(
    said: dict[str, Any], earliest: date | None, words: str | None
) -> None:
    assert (days.earliest_day(when(**said), ANY), days.in_words(when(**said), ANY)) == (earliest, words)


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ({"day": "09-16", "to": "09-17"}, 2),
        ({"day": "02-28", "to": "03-01"}, 2),
        ({"day": "09-16"}, 3),
        ({}, 3),
    ],
)
def test_a_meeting_from_a_day_to_another_is_as_long_as_they_are_apart(
    said: dict[str, Any], length: int
) -> None:
    assert days.length_in_days(when(**said), 3) == length


def test_the_leap_day_is_the_28th_where_there_is_none() -> None:
    assert [days.day_in(year, "02-29") for year in (2027, 2028)] == [date(2027, 2, 28), date(2028, 2, 29)]


def test_a_deadline_that_has_its_date_needs_no_meeting() -> None:
    assert due_on(DueRule(on=date(2026, 9, 11)), {}) == date(2026, 9, 11)
