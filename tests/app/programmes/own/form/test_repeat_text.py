"""How a meeting comes again, as people say it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.programmes.own.form.misread import Misread
from app.programmes.own.form.repeat_text import months_in_words, months_read, repeat_in_words, repeat_read

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
    assert months_read("juli, desember") == ["july", "december"]
    assert months_in_words(["july", "december"]) == "juli, desember"


def test_what_is_no_rhythm_is_refused_with_how_to_write_it() -> None:
    with pytest.raises(Misread) as refused:
        repeat_read("av og til")
    assert str(refused.value) == (
        "«av og til» forsto vi ikke. Skriv for eksempel «hver uke», «annenhver uke», «hver måned», "
        "«hver tredje måned» eller «andre tirsdag i måneden»."
    )
