"""Meetings that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes.dates.days import Year, first_day, in_words
from app.programmes.dates.repeats import written_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.language.definition import Definition

    Programme = Callable[..., Definition]


def held(definition: Definition, year: int) -> list[tuple[str, str, str | None, str | None]]:
    start = Year(year, None)
    return [
        (one.key, one.title, str(first_day(one.when, start) or in_words(one.when, start)), host)
        for one, host in written_out(definition, start)
    ]


def test_every_month_goes_on_into_the_next_year(programme: Programme) -> None:
    assert held(programme({"when": {"month": 11}, "repeat": {"every": "month", "times": 3}}), 2026) == [
        ("samling-1", "Samling 1", "november 2026", None),
        ("samling-2", "Samling 2", "desember 2026", None),
        ("samling-3", "Samling 3", "januar 2027", None),
    ]


def test_every_week_goes_through_week_53(programme: Programme) -> None:
    when = {"week": 52, "weekday": "tuesday"}
    assert held(programme({"when": when, "repeat": {"every": "week", "times": 3}}), 2026) == [
        ("samling-1", "Samling 1", "2026-12-22", None),
        ("samling-2", "Samling 2", "2026-12-29", None),
        ("samling-3", "Samling 3", "2027-01-05", None),
    ]


def test_every_month_from_a_week_is_every_fourth_week(programme: Programme) -> None:
    when = {"week": 2, "weekday": "tuesday"}
    assert held(programme({"when": when, "repeat": {"every": "month", "times": 3}}), 2027) == [
        ("samling-1", "Samling 1", "2027-01-12", None),
        ("samling-2", "Samling 2", "2027-02-09", None),
        ("samling-3", "Samling 3", "2027-03-09", None),
    ]


def test_without_times_it_goes_on_until_the_year_is_out(programme: Programme) -> None:
    assert [
        one[2] for one in held(programme({"when": {"month": 10}, "repeat": {"every": "month"}}), 2026)
    ] == [
        "oktober 2026",
        "november 2026",
        "desember 2026",
    ]
    assert [one[2] for one in held(programme({"when": {"week": 51}, "repeat": {"every": "week"}}), 2026)] == [
        "uke 51 2026",
        "uke 52 2026",
        "uke 53 2026",
    ]


def test_the_hosts_take_turns(programme: Programme) -> None:
    repeat = {"every": "week", "times": 4, "hosts": ["Bodø", "Tromsø"]}
    assert [one[3] for one in held(programme({"when": {"week": 2}, "repeat": repeat}), 2026)] == [
        "Bodø",
        "Tromsø",
        "Bodø",
        "Tromsø",
    ]
