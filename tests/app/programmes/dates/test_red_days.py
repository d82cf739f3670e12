"""Weekends, public holidays, Easter week and Christmas Eve are known, and the working day after them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.programmes.dates import red_days

DAYS = some.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Første nyttårsdag"),
        (date(2026, 4, 3), "Langfredag"),
        (date(2026, 5, 14), "Kristi himmelfartsdag"),
        (date(2027, 5, 17), "Andre pinsedag; Grunnlovsdag"),
        (date(2026, 12, 24), None),
        (date(2026, 9, 16), None),
    ],
)
def test_a_public_holiday_has_a_name_and_christmas_eve_is_none(day: date, name: str | None) -> None:
    assert red_days.holiday_name(day) == name


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_sunday_is_where_the_almanac_puts_it(year: int, sunday: date) -> None:
    assert red_days.easter_sunday(year) == sunday


def test_easter_week_is_from_the_saturday_before_palm_sunday_to_the_second_day_of_easter() -> None:
    around = [date(2026, 3, 27) + timedelta(days=number) for number in range(12)]
    assert [day for day in around if red_days.in_easter_week(day)] == [
        date(2026, 3, 28) + timedelta(days=number) for number in range(10)
    ]


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 9, 16), date(2026, 9, 16)),
        (date(2026, 9, 19), date(2026, 9, 21)),
        (date(2026, 4, 2), date(2026, 4, 7)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 5, 1), date(2026, 5, 4)),
    ],
)
def test_the_next_working_day_is_after_weekends_holidays_and_christmas_eve(
    day: date, following: date
) -> None:
    assert red_days.next_working_day(day) == following


@given(DAYS)
def test_the_next_working_day_is_the_first_there_is(day: date) -> None:
    following = red_days.next_working_day(day)
    between = [day + timedelta(days=number) for number in range((following - day).days + 1)]
    assert [one for one in between if red_days.is_working_day(one)] == [following]


@given(DAYS)
def test_no_saturday_sunday_or_holiday_is_a_working_day(day: date) -> None:
    red = day.isoweekday() >= 6 or bool(red_days.holiday_name(day)) or (day.month, day.day) == (12, 24)
    assert red_days.is_working_day(day) is not red


MOVABLE = {
    2024: "28.3 29.3 31.3 1.4 9.5 19.5 20.5",
    2025: "17.4 18.4 20.4 21.4 29.5 8.6 9.6",
    2026: "2.4 3.4 5.4 6.4 14.5 24.5 25.5",
    2027: "25.3 26.3 28.3 29.3 6.5 16.5 17.5",
    2028: "13.4 14.4 16.4 17.4 25.5 4.6 5.6",
    2029: "29.3 30.3 1.4 2.4 10.5 20.5 21.5",
    2030: "18.4 19.4 21.4 22.4 30.5 9.6 10.6",
}
"""Maundy Thursday, Good Friday, Easter Day and the day after, Ascension Day, Whit Sunday and the day after."""
FIXED = "1.1 1.5 17.5 25.12 26.12"


@pytest.mark.parametrize("year", MOVABLE)
def test_the_public_holidays_of_each_year_are_those_of_the_calendar_on_the_wall(year: int) -> None:
    on_the_wall = {
        date(year, int(month), int(day))
        for day, _, month in (one.partition(".") for one in f"{FIXED} {MOVABLE[year]}".split())
    }
    assert sorted(red_days.public_holidays(year)) == sorted(on_the_wall)
