"""For any start year: days of a year the source does not name wait, and warnings equal what is counted here by hand."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.programmes.dates.calendar import SchoolHoliday
from app.programmes.dates.compiler import compile_programme
from app.programmes.dates.red_days import day_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.dates.calendar import Calendar
    from app.programmes.language.definition import Definition

    Programme = Callable[..., Definition]

YEARS = st.integers(2024, 2040)
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map("{:%m-%d}".format)
WEEKS = st.builds(
    lambda week, weekday: {"week": week, "weekday": weekday},
    st.integers(1, 53),
    st.sampled_from(["monday", "wednesday", "saturday", "sunday"]),
)
WHEN = st.builds(
    lambda said, later: {**said, "years_after": later},
    st.one_of(DAYS.map(lambda day: {"day": day}), WEEKS),
    st.integers(0, 1),
)
SOURCES = st.one_of(st.none(), YEARS, st.lists(YEARS, min_size=1, max_size=3))
ANYTHING = settings(max_examples=200, deadline=None)


def of(programme: Programme, whens: list[dict[str, Any]], year: Any) -> Definition:
    meetings = [{"key": f"m-{number}", "when": when} for number, when in enumerate(whens)]
    due = [{"day": "08-28"}, {"before": "m-0", "days": 7}]
    deliverables = [
        {"key": f"d-{number}", "type": "status_report", "title": "Rapport", "due": rule}
        for number, rule in enumerate(due)
    ]
    source = {"document": "Et notat", "year": year}
    return programme(*meetings, source=source, deliverables=deliverables)


def bases(calendar: Calendar) -> set[str]:
    return {one.basis for one in (*calendar.meetings, *calendar.deliverables)}


@ANYTHING
@given(whens=st.lists(WHEN, min_size=1, max_size=4), year=SOURCES, start=YEARS)
def test_every_date_outside_the_sources_years_waits_and_within_them_none(
    programme: Programme, whens: list[dict[str, Any]], year: Any, start: int
) -> None:
    years = year if isinstance(year, list) else [year]
    expected = "source" if start in years else ("assumed" if year is None else "moved")
    assert bases(compile_programme(of(programme, whens, year), start)) == {expected}


@ANYTHING
@given(said=DAYS, source=YEARS, start=YEARS, later=st.integers(0, 1))
def test_a_moved_day_keeps_its_weekday_and_its_week(
    programme: Programme, said: str, source: int, start: int, later: int
) -> None:
    definition = of(programme, [{"day": said, "years_after": later}], source)
    (moved,) = compile_programme(definition, start).meetings
    month, day = map(int, said.split("-"))
    if (month, day) == (2, 29) and not isleap(source + later):
        day = 28
    was, became = date(source + later, month, day).isocalendar(), moved.days[0].isocalendar()
    has_53 = date(became.year, 12, 28).isocalendar().week == 53
    week = 52 if was.week == 53 and not has_53 else was.week
    assert (became.year - was.year, became.week, became.weekday) == (start - source, week, was.weekday)


@pytest.mark.parametrize(
    ("year", "start", "day", "basis"),
    [
        (2026, 2026, "2026-09-16", "source"),
        (2026, 2027, "2027-09-22", "moved"),
        (2026, 2025, "2025-09-17", "moved"),
        ([2025, 2026], 2025, "2025-09-16", "source"),
        ([2025, 2026], 2026, "2026-09-16", "source"),
        ([2025, 2026], 2027, "2027-09-22", "moved"),
        ([2024, 2026], 2025, "2025-09-15", "moved"),
        ([2030, 2024], 2029, "2029-09-17", "moved"),
        (None, 2027, "2027-09-16", "assumed"),
    ],
)
def test_a_day_is_moved_from_the_nearest_of_the_sources_years_and_from_the_earlier_of_two(
    programme: Programme, year: Any, start: int, day: str, basis: str
) -> None:
    (meeting,) = compile_programme(of(programme, [{"day": "09-16"}], year), start).meetings
    assert (str(meeting.first_day), meeting.basis) == (day, basis)


@pytest.mark.parametrize(
    ("source", "said", "start", "day"),
    [
        (2026, {"day": "12-31"}, 2027, "2027-12-30"),  # thursday of week 53, which 2027 has not
        (2026, {"day": "01-01", "years_after": 1}, 2027, "2027-12-31"),  # friday of 2026's week 53
        (2024, {"day": "12-30"}, 2026, "2027-01-04"),  # monday of 2025's week 1
        (2024, {"day": "02-29"}, 2025, "2025-02-27"),  # thursday of week 9
        (2025, {"day": "02-29"}, 2028, "2028-03-03"),  # the 28th of 2025, friday of week 9
        (2026, {"week": 53, "weekday": "monday"}, 2026, "2026-12-28"),
        (2026, {"week": 53, "weekday": "monday"}, 2027, "2027-12-27"),
    ],
)
def test_the_ends_of_years_and_leap_days(
    programme: Programme, source: int, said: dict[str, Any], start: int, day: str
) -> None:
    (meeting,) = compile_programme(of(programme, [said], source), start).meetings
    assert str(meeting.first_day) == day


@pytest.mark.parametrize(
    ("source", "start", "days"),
    [
        (2024, 2024, ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (2024, 2025, ["2025-02-26", "2025-02-27", "2025-02-28"]),
        (2025, 2025, ["2025-02-28", "2025-03-01"]),
        (2025, 2028, ["2028-03-03", "2028-03-04"]),
    ],
)
def test_a_meeting_over_the_leap_day_is_as_long_as_in_the_year_it_is_written_for(
    programme: Programme, source: int, start: int, days: list[str]
) -> None:
    (meeting,) = compile_programme(of(programme, [{"day": "02-28", "to": "03-01"}], source), start).meetings
    assert [str(day) for day in meeting.days] == days


def easter(year: int) -> date:
    """Count Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    sunday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * sunday) // 451
    month, day = divmod(h + sunday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def off_by_hand(day: date) -> set[str]:
    """Say what a day is: the fixed holidays, those that go by Easter, its week, the weekend, Christmas Eve."""
    after_easter = (day - easter(day.year)).days
    is_holiday = (day.month, day.day) in {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)} or after_easter in {
        *(-3, -2, 0, 1, 39, 49, 50),
    }
    found = {
        "public-holiday": is_holiday,
        "easter-week": -8 <= after_easter <= 1,
        "weekend-meeting": day.weekday() >= 5,
        "christmas-eve": (day.month, day.day) == (12, 24),
    }
    return {code for code, is_so in found.items() if is_so}


WARNED = {"public-holiday", "easter-week", "weekend-meeting", "christmas-eve", "school-holiday"}


@ANYTHING
@given(said=DAYS, start=YEARS, year=SOURCES, school=st.tuples(st.integers(-3, 3), st.integers(0, 5)))
def test_warnings_equal_those_counted_by_hand(
    programme: Programme, said: str, start: int, year: Any, school: tuple[int, int]
) -> None:
    definition = of(programme, [{"day": said}], year)
    (day,) = compile_programme(definition, start).meetings[0].days
    first = day + timedelta(days=school[0])
    holiday = SchoolHoliday(
        county="Nordland",
        name="Ferie",
        first_day=first,
        last_day=first + timedelta(days=school[1]),
        source="nfk.no",
    )
    in_school_holiday = school[0] <= 0 <= school[0] + school[1]
    warned = compile_programme(definition, start, school_holidays=[holiday]).warnings
    assert {one.code for one in warned} & WARNED == off_by_hand(day) | (
        {"school-holiday"} if in_school_holiday else set()
    )
    assert (day_off([day]) is not None) == bool(off_by_hand(day))
