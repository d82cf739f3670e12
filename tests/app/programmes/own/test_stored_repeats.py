"""A repeat that was stored before intervals came means what it meant then; the expected weeks are counted here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.programmes.dates.compiler import compile_programme
from app.programmes.language.definition import Definition
from app.programmes.own.stored_repeats import as_meant_now, as_meant_then

if TYPE_CHECKING:
    from app.programmes.dates.calendar import DatedMeeting

OF_TODAY = ("interval", "nth", "except", "weeks")


def stored(when: dict[str, Any], repeat: dict[str, Any]) -> dict[str, Any]:
    """A programme as its cohorts kept it before: every field of then, and none of today's."""
    meeting: dict[str, Any] = {"key": "mote", "kind": "network_meeting", "title": "Møte", "audience": "teams"}
    meeting |= {"mode": "digital", "when": when, "repeat": {"every": "week", **repeat}}
    programme: dict[str, Any] = {"key": "p", "name": "P", "owner": "O", "version": 1, "purpose": "Øve"}
    programme |= {"source": {"document": "Notat"}, "meetings": [meeting]}
    kept: dict[str, Any] = Definition.model_validate(programme).model_dump(mode="json")
    kept["meetings"][0]["repeat"] = {"every": "week", "times": None, "hosts": []} | repeat
    return kept


def dated(kept: dict[str, Any], year: int) -> tuple[DatedMeeting, ...]:
    return compile_programme(Definition.model_validate(as_meant_then(kept)), year).meetings


def weeks_later(year: int, week: int, weeks: int) -> date:
    last = date(year, 12, 28).isocalendar().week
    return date.fromisocalendar(year, min(week, last), 1) + timedelta(weeks=weeks)


@settings(deadline=None)
@given(some.integers(2024, 2040), some.integers(1, 53), some.none() | some.integers(1, 60))
def test_a_month_begun_by_a_week_was_four_weeks_twelve_times_where_none_were_given(
    year: int, week: int, times: int | None
) -> None:
    kept = stored({"week": week, "weekday": "monday"}, {"every": "month", "times": times})
    assert [(one.id, one.title, one.days[0]) for one in dated(kept, year)] == [
        (f"mote-{turn + 1}", f"Møte {turn + 1}", weeks_later(year, week, 4 * turn))
        for turn in range(times or 12)
    ]


@settings(deadline=None)
@given(some.integers(2024, 2040), some.integers(1, 53), some.none() | some.integers(1, 60))
def test_an_open_week_was_every_week_until_the_iso_year_was_out(
    year: int, week: int, times: int | None
) -> None:
    last = date(year, 12, 28).isocalendar().week
    expected = [weeks_later(year, week, turn) for turn in range(times or max(last - week + 1, 1))]
    found = dated(stored({"week": week}, {"every": "week", "times": times}), year)
    assert [(one.precision, one.earliest) for one in found] == [("week", day) for day in expected]


@settings(deadline=None)
@given(some.integers(2024, 2040), some.integers(1, 12), some.none() | some.integers(1, 60))
def test_a_month_alone_was_every_month_until_december(year: int, month: int, times: int | None) -> None:
    found = dated(stored({"month": month}, {"every": "month", "times": times}), year)
    months = [year * 12 + month - 1 + turn for turn in range(times or 13 - month)]
    assert [(one.precision, one.earliest) for one in found] == [
        ("month", date(number // 12, number % 12 + 1, 1)) for number in months
    ]


def test_what_says_its_interval_is_of_today_and_is_left_alone() -> None:
    kept = stored({"week": 2, "weekday": "tuesday"}, {"every": "month", "times": 12, "interval": 1})
    assert as_meant_then(kept) == kept
    assert [one.days[0].month for one in dated(kept, 2027)] == list(range(1, 13))


def test_a_change_to_a_repeat_is_stored_with_todays_meaning() -> None:
    often = {"every": "month", "times": 10}
    assert as_meant_now({"meetings": {"mote": {"repeat": often, "theme": "A"}, "annet": None}}) == {
        "meetings": {"mote": {"repeat": {"interval": 1, **often}, "theme": "A"}, "annet": None}
    }
    assert as_meant_now({"meetings": [{"key": "mote", "repeat": often}]}) == {
        "meetings": [{"key": "mote", "repeat": {"interval": 1, **often}}]
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"meetings": None},
        {"meetings": "mote"},
        {"meetings": [None, 3, {"repeat": "ofte"}, {"repeat": None, "when": "snart"}]},
    ],
)
def test_what_is_no_programme_is_left_for_the_checker_to_refuse(wrong: dict[str, Any]) -> None:
    assert (as_meant_then(wrong), as_meant_now(wrong)) == (wrong, wrong)
