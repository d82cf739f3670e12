"""Whatever is repeated: once in each month, so many weeks apart, never where it is excepted, and every key once.

The expected days are counted here by walking the calendar day by day, without the rules the programme uses.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as some

from app.programmes.dates.compiler import compile_programme
from app.programmes.language.check import accepted, problems_in
from app.programmes.language.times import ANY_YEAR

if TYPE_CHECKING:
    from app.programmes.dates.calendar import DatedMeeting

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
IN_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
years = some.integers(2024, 2040)
weeks = some.integers(1, 53)
weekdays = some.sampled_from(NAMES)
times = some.integers(1, 60)
intervals = some.integers(1, 6)
summers = some.sets(some.sampled_from(IN_ENGLISH), max_size=3)


def dated(when: dict[str, Any], repeat: dict[str, Any], year: int) -> tuple[DatedMeeting, ...]:
    return compile_programme(accepted(programme_with(when, repeat)), year).meetings


def programme_with(when: dict[str, Any], repeat: dict[str, Any]) -> dict[str, Any]:
    meeting: dict[str, Any] = {"key": "mote", "kind": "network_meeting", "title": "Møte", "audience": "teams"}
    meeting |= {"mode": "digital", "when": when, "repeat": repeat}
    programme: dict[str, Any] = {"key": "p", "name": "P", "owner": "O", "version": 1, "purpose": "Øve"}
    return programme | {"source": {"document": "Notat"}, "meetings": [meeting]}


def days(when: dict[str, Any], repeat: dict[str, Any], year: int) -> list[date]:
    return [one.days[0] for one in dated(when, repeat, year)]


def month_of(day: date) -> int:
    return day.year * 12 + day.month


def nth_in_its_month(day: date) -> int:
    earlier = [day - timedelta(weeks=back) for back in range(1, 5)]
    return 1 + sum(month_of(one) == month_of(day) for one in earlier)


def is_last_in_its_month(day: date) -> bool:
    return day.day + 7 > monthrange(day.year, day.month)[1]


def walked(first: date, number: int | str, count: int, step: int, without: set[str]) -> list[date]:
    """Walk every day from the first and keep the weekdays that are its month's nth."""
    found: list[date] = []
    day = first
    while len(found) < count:
        fits = is_last_in_its_month(day) if number == "last" else nth_in_its_month(day) == number
        in_turn = (month_of(day) - month_of(first)) % step == 0
        if fits and in_turn and IN_ENGLISH[day.month - 1] not in without:
            found.append(day)
        day += timedelta(weeks=1)
    return found


@settings(deadline=None)
@given(years, weeks, weekdays, times)
def test_a_monthly_meeting_begun_by_a_week_is_once_in_each_month(
    year: int, week: int, weekday: str, count: int
) -> None:
    found = days({"week": week, "weekday": weekday}, {"every": "month", "times": count}, year)
    first = month_of(found[0])
    assert [month_of(day) for day in found] == list(range(first, first + count))
    assert {day.weekday() for day in found} == {NAMES.index(weekday)}
    number = nth_in_its_month(found[0])
    assert found == walked(found[0], "last" if number == 5 else number, count, 1, set())


@settings(deadline=None)
@given(
    years,
    some.integers(1, 12),
    weekdays,
    some.sampled_from([1, 2, 3, 4, "last"]),
    some.sampled_from([1, 2, 3, 5]),
    some.integers(1, 12),
    summers,
)
def test_the_nth_weekday_is_the_one_a_walk_through_the_calendar_finds(
    year: int, month: int, weekday: str, number: int | str, step: int, count: int, without: set[str]
) -> None:
    without -= {IN_ENGLISH[month - 1]}
    often = {"every": "month", "nth": number, "interval": step, "times": count, "except": sorted(without)}
    first = date(year, month, 1)
    while first.weekday() != NAMES.index(weekday):
        first += timedelta(days=1)
    assert days({"month": month, "weekday": weekday}, often, year) == walked(
        first, number, count, step, without
    )


@settings(deadline=None)
@given(years, some.integers(1, 52), weekdays, intervals, times)
def test_every_n_weeks_is_exactly_so_many_days_apart(
    year: int, week: int, weekday: str, interval: int, count: int
) -> None:
    often = {"every": "week", "interval": interval, "times": count}
    first = date.fromisocalendar(year, week, NAMES.index(weekday) + 1)
    assert days({"week": week, "weekday": weekday}, often, year) == [
        first + timedelta(days=7 * interval * turn) for turn in range(count)
    ]


@settings(deadline=None)
@given(years, some.integers(1, 52), weekdays, some.sampled_from([1, 2, 3]), times, summers)
def test_excepted_months_hold_none_and_the_rhythm_goes_on_through_them(
    year: int, week: int, weekday: str, interval: int, count: int, without: set[str]
) -> None:
    often = {"every": "week", "interval": interval, "times": count, "except": sorted(without)}
    found = days({"week": week, "weekday": weekday}, often, year)
    begun = date.fromisocalendar(year, week, NAMES.index(weekday) + 1)
    every = (begun + timedelta(days=7 * interval * turn) for turn in range(2000))
    kept = [day for day in every if IN_ENGLISH[day.month - 1] not in without]
    assert found == kept[:count]


@settings(deadline=None)
@given(
    years,
    weeks,
    weekdays,
    some.sampled_from(["week", "month"]),
    intervals,
    some.lists(some.text("AB", min_size=1), max_size=3),
)
def test_every_key_is_there_once_and_without_times_the_year_is_its_own(
    year: int, week: int, weekday: str, every: str, interval: int, hosts: list[str]
) -> None:
    often = {"every": every, "interval": interval, "hosts": hosts}
    found = dated({"week": week, "weekday": weekday}, often, year)
    assert [one.id for one in found] == [f"mote-{number}" for number in range(1, len(found) + 1)]
    assert [one.host for one in found] == [
        hosts[turn % len(hosts)] if hosts else None for turn in range(len(found))
    ]
    later = found[-1].days[0] + (timedelta(weeks=interval) if every == "week" else timedelta())
    after = later.isocalendar().year if every == "week" else _months_on(later, interval)
    assert after > year
    assert all(one.days[0].isocalendar().year == year for one in found[1:-1])


def _months_on(day: date, months: int) -> int:
    return (month_of(day) - 1 + months) // 12


@settings(deadline=None)
@given(
    some.integers(2024, 2040),
    some.fixed_dictionaries(
        {},
        optional={
            "week": weeks,
            "month": some.integers(1, 12),
            "weekday": weekdays,
            "years_after": some.just(1),
        },
    ),
    some.fixed_dictionaries(
        {},
        optional={
            "every": some.sampled_from(["week", "month"]),
            "interval": intervals,
            "nth": some.sampled_from([1, 4, "last"]),
            "except": some.lists(some.sampled_from(IN_ENGLISH), max_size=12),
            "weeks": some.lists(weeks, max_size=3),
            "times": times,
            "hosts": some.just(["A", "B"]),
        },
    ),
)
def test_whatever_is_repeated_is_refused_in_a_sentence_or_held_in_order(
    year: int, when: dict[str, Any], repeat: dict[str, Any]
) -> None:
    problems = problems_in(programme_with(when, repeat))
    assert [one for one in problems if one.text[-1] != "."] == []
    if not problems:
        known = [one.earliest for one in dated(when, repeat, year) if one.earliest]
        assert known == sorted(set(known))
        assert len(dated(when, repeat, ANY_YEAR)) > 0
