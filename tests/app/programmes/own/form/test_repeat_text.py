"""How a meeting comes again, as people say it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.programmes.own.form.misread import Misread
from app.programmes.own.form.repeat_text import (
    held_in_words,
    months_in_words,
    months_read,
    repeat_in_words,
    repeat_read,
    weeks_read,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@given(some.sampled_from(["week", "month"]), some.integers(1, 26))
def test_every_interval_is_read_back(every: str, interval: int) -> None:
    repeat = {"every": every, **({"interval": interval} if interval > 1 else {})}
    assert repeat_read(repeat_in_words(repeat)) == (repeat, None)


@given(some.sampled_from([1, 2, 3, 4, "last"]), some.sampled_from(WEEKDAYS), some.integers(1, 12))
def test_every_nth_weekday_of_the_month_is_read_back(nth: int | str, weekday: str, interval: int) -> None:
    repeat = {"every": "month", **({"interval": interval} if interval > 1 else {}), "nth": nth}
    assert repeat_read(repeat_in_words(repeat, weekday)) == (repeat, weekday)


@pytest.mark.parametrize(
    ("typed", "repeat", "weekday"),
    [
        ("hver uke", {"every": "week"}, None),
        ("Annenhver uke", {"every": "week", "interval": 2}, None),
        ("hver 3. måned", {"every": "month", "interval": 3}, None),
        ("andre tirsdag i måneden", {"every": "month", "nth": 2}, "tuesday"),
        ("siste gang i måneden", {"every": "month", "nth": "last"}, None),
        ("siste mandag hver måned", {"every": "month", "nth": "last"}, "monday"),
        (
            "første fredag annenhver måned",
            {"every": "month", "interval": 2, "nth": 1},
            "friday",
        ),
    ],
)
def test_it_is_read_as_people_say_it(typed: str, repeat: dict[str, Any], weekday: str | None) -> None:
    assert repeat_read(typed) == (repeat, weekday)


def test_months_are_named_in_norwegian() -> None:
    assert months_read("juli, desember") == months_read("juli og desember") == ["july", "december"]
    assert months_in_words(["july", "december"]) == "juli og desember"


@pytest.mark.parametrize("typed", ["3, 5 og 9", "3 5 9", "uke 3, 5 og 9", "ukene 3, 5, 9"])
def test_weeks_are_read_with_or_without_their_name(typed: str) -> None:
    assert weeks_read(typed) == [3, 5, 9]


@pytest.mark.parametrize(
    ("when", "repeat", "said"),
    [
        ({"week": 43, "weekday": "monday"}, None, "mandag i uke 43"),
        ({"week": 1}, {"every": "week"}, "uke 1, hver uke"),
        ({"weekday": "tuesday"}, {"weeks": [3, 5, 9]}, "tirsdag i uke 3, 5 og 9"),
        ({"week": 3, "years_after": 1}, {"weeks": [3, 5]}, "uke 3 og 5 året etter"),
        (
            {"month": 1, "weekday": "tuesday"},
            {"every": "month", "nth": 2, "except": ["july", "december"], "times": 10},
            "januar, andre tirsdag i måneden, ikke i juli og desember, 10 ganger",
        ),
        ({}, {"every": "month", "times": 4}, "hver måned, 4 ganger"),
        ({"month": 1}, {"every": "month", "nth": "last"}, "januar, siste gang i måneden"),
    ],
)
def test_a_meeting_says_when_it_is_held_and_how_it_comes_again(
    when: dict[str, Any], repeat: dict[str, Any] | None, said: str
) -> None:
    assert held_in_words(when, repeat) == said


def test_what_is_no_rhythm_is_refused_with_how_to_write_it() -> None:
    with pytest.raises(Misread) as refused:
        repeat_read("av og til")
    assert str(refused.value) == (
        "«av og til» forsto vi ikke. Skriv for eksempel «hver uke», «annenhver uke», «hver måned», "
        "«hver tredje måned» eller «andre tirsdag i måneden»."
    )
