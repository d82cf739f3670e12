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


def days(definition: Definition, year: int) -> list[str]:
    return [day for _, _, day, _ in held(definition, year) if day]


def test_every_month_begun_by_a_week_is_the_same_weekday_of_each_month(programme: Programme) -> None:
    when = {"week": 2, "weekday": "tuesday"}
    assert days(programme({"when": when, "repeat": {"every": "month", "times": 12}}), 2027) == [
        *("2027-01-12", "2027-02-09", "2027-03-09", "2027-04-13", "2027-05-11", "2027-06-08"),
        *("2027-07-13", "2027-08-10", "2027-09-14", "2027-10-12", "2027-11-09", "2027-12-14"),
    ]


def test_a_month_begun_by_its_fifth_weekday_goes_on_by_its_last(programme: Programme) -> None:
    when = {"week": 4, "weekday": "friday"}
    assert days(programme({"when": when, "repeat": {"every": "month", "times": 4}}), 2027) == [
        *("2027-01-29", "2027-02-26", "2027-03-26", "2027-04-30"),
    ]


def test_the_nth_weekday_of_the_month_may_be_in_the_last_week_of_the_year_before(
    programme: Programme,
) -> None:
    when = {"month": 1, "weekday": "friday"}
    assert days(programme({"when": when, "repeat": {"every": "month", "nth": 1, "times": 3}}), 2027) == [
        *("2027-01-01", "2027-02-05", "2027-03-05"),
    ]


def test_the_last_weekday_of_every_other_month_but_not_in_july(programme: Programme) -> None:
    often = {"every": "month", "nth": "last", "interval": 2, "except": ["july"]}
    assert days(programme({"when": {"month": 3, "weekday": "monday"}, "repeat": often}), 2027) == [
        *("2027-03-29", "2027-05-31", "2027-09-27", "2027-11-29"),
    ]


def test_every_other_week_keeps_its_rhythm_through_the_months_it_leaves_out(programme: Programme) -> None:
    often = {"every": "week", "interval": 2, "times": 5, "except": ["july"]}
    assert days(programme({"when": {"week": 23, "weekday": "wednesday"}, "repeat": often}), 2027) == [
        *("2027-06-09", "2027-06-23", "2027-08-04", "2027-08-18", "2027-09-01"),
    ]


def test_given_weeks_are_of_the_year_of_when_each_once(programme: Programme) -> None:
    often = {"weeks": [3, 5, 52, 53], "hosts": ["NOR", "PHRK"]}
    when = {"weekday": "thursday", "years_after": 1}
    assert held(programme({"when": when, "repeat": often}), 2026) == [
        ("samling-1", "Samling 1 – vertskap NOR", "2027-01-21", "NOR"),
        ("samling-2", "Samling 2 – vertskap PHRK", "2027-02-04", "PHRK"),
        ("samling-3", "Samling 3 – vertskap NOR", "2027-12-30", "NOR"),
    ]


def test_without_a_weekday_a_monthly_meeting_is_open_in_a_week_of_each_month(programme: Programme) -> None:
    assert days(programme({"when": {"week": 2}, "repeat": {"every": "month", "times": 4}}), 2027) == [
        *("uke 2 2027", "uke 6 2027", "uke 10 2027", "uke 14 2027"),
    ]


def test_a_month_alone_stays_open_and_leaves_out_what_is_excepted(programme: Programme) -> None:
    often = {"every": "month", "except": ["july", "december"]}
    assert days(programme({"when": {"month": 6}, "repeat": often}), 2027) == [
        *("juni 2027", "august 2027", "september 2027", "oktober 2027", "november 2027"),
    ]


def test_a_month_begun_in_the_week_that_reaches_into_january_has_its_first_meeting(
    programme: Programme,
) -> None:
    when = {"week": 53, "weekday": "saturday"}
    assert days(programme({"when": when, "repeat": {"every": "month"}}), 2026) == ["2027-01-02"]


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
    taken = held(programme({"when": {"week": 2}, "repeat": repeat}), 2026)
    assert [(title, host) for _, title, _, host in taken] == [
        ("Samling 1 – vertskap Bodø", "Bodø"),
        ("Samling 2 – vertskap Tromsø", "Tromsø"),
        ("Samling 3 – vertskap Bodø", "Bodø"),
        ("Samling 4 – vertskap Tromsø", "Tromsø"),
    ]
