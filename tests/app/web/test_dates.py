"""Dates as people say them, in each language, on the clock on the wall in Norway."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.dates import ago, clock, day, local_day, moment, short_day, until, when
from app.web.language import speak

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 10, 19, 11, tzinfo=UTC)  # 13.00 in Norway
LATE = datetime(2026, 10, 19, 22, 30, tzinfo=UTC)  # past midnight in Norway
DAYS = st.dates(min_value=date(2000, 1, 3), max_value=date(2099, 12, 27))


@pytest.fixture(autouse=True)
def _in_bokmal() -> Iterator[None]:
    speak("nb")
    yield
    speak("nb")


def spoken(text: str) -> str:
    """Write a text with its spaces that are never broken as ordinary ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "long", "short", "time"),
    [
        ("nb", "mandag 19. oktober 2026 (uke 43)", "19. okt.", "13.00"),
        ("nn", "måndag 19. oktober 2026 (veke 43)", "19. okt.", "13.00"),
        ("en", "Monday 19 October 2026 (week 43)", "19 Oct", "13:00"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language: str, long: str, short: str, time: str) -> None:
    speak(language)
    assert (spoken(day(NOON)), short_day(NOON), clock(NOON)) == (long, short, time)


def test_a_time_late_in_the_evening_belongs_to_the_day_it_is_in_norway() -> None:
    assert (local_day(LATE), clock(LATE)) == (date(2026, 10, 20), "00.30")
    assert spoken(moment(LATE)) == "tirsdag 20. oktober 2026 (uke 43) kl. 00.30"


def test_a_week_and_a_time_are_never_broken_off_their_numbers() -> None:
    assert moment(NOON).endswith("(uke\N{NO-BREAK SPACE}43) kl.\N{NO-BREAK SPACE}13.00")


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "all_day", "said"),
    [
        ("2026-10-19T13:00", "2026-10-19T14:30", False, "mandag 19. oktober 2026 (uke 43) kl. 13.00–14.30"),
        ("2026-10-19T00:00", "2026-10-20T00:00", True, "mandag 19. oktober 2026 (uke 43)"),
        (
            "2026-10-19T00:00",
            "2026-10-21T00:00",
            True,
            "mandag 19. oktober 2026 til tirsdag 20. oktober 2026 (uke 43)",
        ),
        (
            "2026-10-25T00:00",
            "2026-10-27T00:00",
            True,
            "søndag 25. oktober 2026 (uke 43) til mandag 26. oktober 2026 (uke 44)",
        ),
    ],
)
def test_a_meeting_over_whole_days_ends_on_its_last_day(
    starts_at: str, ends_at: str, all_day: bool, said: str
) -> None:
    first, last = (_in_norway(at) for at in (starts_at, ends_at))
    assert spoken(when(first, last, all_day=all_day)) == said


def _in_norway(text: str) -> datetime:
    """Read a time on the wall in Norway: an hour before UTC from the last Sunday of October, else two."""
    winter = datetime.fromisoformat(text) >= datetime(2026, 10, 25, 3)  # noqa: DTZ001 - a clock on the wall
    return datetime.fromisoformat(f"{text}:00+0{1 if winter else 2}:00")


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (timedelta(seconds=59), "akkurat nå"),
        (timedelta(minutes=1), "for 1 minutt siden"),
        (timedelta(minutes=59, seconds=59), "for 59 minutter siden"),
        (timedelta(hours=1), "for 1 time siden"),
        (timedelta(hours=23, minutes=59), "for 23 timer siden"),
        (timedelta(days=1), "for 1 dag siden"),
        (timedelta(days=400), "for 400 dager siden"),
    ],
)
def test_how_long_it_is_since_is_told_in_the_largest_unit_that_has_passed(
    since: timedelta, said: str
) -> None:
    assert ago(NOON - since, NOON) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, ""), (0, "i dag"), (1, "i morgen"), (2, "om 2 dager"), (14, "om 14 dager"), (15, "")],
)
def test_a_day_is_near_for_a_fortnight(days: int, said: str) -> None:
    assert until(NOON + timedelta(days=days), NOON) == said


def test_tomorrow_begins_at_midnight_in_norway() -> None:
    assert until(LATE, NOON) == "i morgen"


@given(DAYS)
def test_the_week_of_a_day_is_the_one_its_thursday_is_counted_in(on: date) -> None:
    thursday = on + timedelta(days=3 - on.weekday())
    week = (thursday - date(thursday.year, 1, 1)).days // 7 + 1
    assert spoken(day(on)).endswith(f" {on.year} (uke {week})")


@given(DAYS, st.integers(min_value=0, max_value=21))
def test_until_ten_in_the_evening_of_utc_it_is_the_same_day_in_norway(on: date, hour: int) -> None:
    assert day(datetime(on.year, on.month, on.day, hour, tzinfo=UTC)) == day(on)
