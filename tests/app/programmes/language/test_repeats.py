"""What cannot be repeated as it is written, is named by place and with what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.programmes.language.repeats import repeats

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.language.definition import Definition

    Programme = Callable[..., Definition]

REFUSED: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "a repeated meeting with a date": (
        {"when": {"day": "10-19"}, "repeat": {"every": "week"}},
        ("meetings[0].when", "Et møte som gjentas, trenger week eller month, eller ingen dato."),
    ),
    "a weekly meeting in a month": (
        {"when": {"month": 10}, "repeat": {"every": "week", "times": 4}},
        ("meetings[0].when", "Et møte hver uke trenger week, ikke month."),
    ),
    "a repeated meeting without a date or a number of times": (
        {"repeat": {"every": "week"}},
        (
            "meetings[0].repeat",
            "Skriv times: hvor mange ganger møtet holdes, når det ikke har noen dato.",
        ),
    ),
    "neither every nor weeks": (
        {"when": {"week": 2}, "repeat": {"times": 3}},
        (
            "meetings[0].repeat",
            "Skriv every: week eller every: month, eller ukene møtet holdes: weeks: [3, 5, 9].",
        ),
    ),
    "every other week from nowhere": (
        {"repeat": {"every": "week", "interval": 2, "times": 3}},
        ("meetings[0].when", "Skriv week eller month: interval og except regnes fra når møtet begynner."),
    ),
    "a weekday in a month that is not repeated": (
        {"when": {"month": 1, "weekday": "tuesday"}},
        (
            "meetings[0].when.weekday",
            "Skriv hvilken i måneden: repeat: {every: month, nth: 2}, eller nth: last. Ellers skriv week.",
        ),
    ),
    "a weekday in a month that is repeated without telling which": (
        {"when": {"month": 1, "weekday": "tuesday"}, "repeat": {"every": "month"}},
        (
            "meetings[0].when.weekday",
            "Skriv hvilken i måneden: repeat: {every: month, nth: 2}, eller nth: last. Ellers skriv week.",
        ),
    ),
    "a weekday alone": (
        {"when": {"weekday": "tuesday"}},
        (
            "meetings[0].when.weekday",
            "Ukedagen hører sammen med en uke (week) eller med repeat.weeks.",
        ),
    ),
    "an nth weekday every week": (
        {"when": {"week": 2, "weekday": "tuesday"}, "repeat": {"every": "week", "nth": 2}},
        ("meetings[0].repeat.nth", "nth er en ukedag i måneden. Skriv every: month, eller ta bort nth."),
    ),
    "an nth weekday from a week": (
        {"when": {"week": 2, "weekday": "tuesday"}, "repeat": {"every": "month", "nth": 2}},
        (
            "meetings[0].repeat.nth",
            "Velg week eller nth. Med nth skrives måneden møtet begynner i: when: {month: 1, weekday: tuesday}.",
        ),
    ),
    "an nth weekday from nowhere": (
        {"repeat": {"every": "month", "nth": 2, "times": 3}},
        (
            "meetings[0].when",
            "nth trenger måneden møtet begynner i: when: {month: 1, weekday: tuesday}.",
        ),
    ),
    "an nth day that is no weekday": (
        {"when": {"month": 1}, "repeat": {"every": "month", "nth": 2}},
        (
            "meetings[0].when",
            "nth trenger en ukedag: when: {month: 1, weekday: tuesday}, eller weekday under defaults.",
        ),
    ),
    "a month that is both the first and excepted": (
        {"when": {"month": 7}, "repeat": {"every": "month", "except": ["july"]}},
        (
            "meetings[0].repeat.except",
            "Møtet begynner i juli, og juli er unntatt. Begynn i en annen måned, eller ta bort unntaket.",
        ),
    ),
    "a meeting whose months are all excepted": (
        {
            "when": {"week": 2, "weekday": "monday"},
            "repeat": {"every": "month", "interval": 6, "times": 4, "except": ["january", "july"]},
        },
        (
            "meetings[0].repeat.except",
            "Med disse unntakene holdes møtet aldri. La flere måneder stå.",
        ),
    ),
    "weeks that go back": (
        {"repeat": {"weeks": [45, 49, 3]}},
        (
            "meetings[0].repeat.weeks",
            (
                "Ukene må stå i stigende rekkefølge, hver uke én gang. "
                "Uker etter nyttår er et eget møte med years_after."
            ),
        ),
    ),
    "weeks and a number of times": (
        {"repeat": {"every": "week", "weeks": [3, 5], "times": 2}},
        (
            "meetings[0].repeat.weeks",
            "weeks sier alt om når møtet holdes. Ta bort every: month, interval, nth, except og times.",
        ),
    ),
    "weeks and another week": (
        {"when": {"week": 4}, "repeat": {"weeks": [3, 5]}},
        ("meetings[0].when", "Ukene står under weeks. I when skrives bare weekday og years_after."),
    ),
}


def said(definition: Definition) -> list[tuple[str, str, str]]:
    return [(one.path, one.level, one.text) for one in repeats(definition)]


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_repeated_is_named_by_place_with_what_to_write(
    case: str, programme: Programme
) -> None:
    meeting, (path, text) = REFUSED[case]
    assert said(programme(meeting)) == [(path, "error", text)]


@pytest.mark.parametrize(
    "meeting",
    [
        {"when": {"month": 1, "weekday": "tuesday"}, "repeat": {"every": "month", "nth": "last"}},
        {"when": {"week": 2}, "repeat": {"every": "week", "interval": 2, "except": ["july"]}},
        {"when": {"weekday": "tuesday", "years_after": 1}, "repeat": {"weeks": [3, 5, 9]}},
        {"when": {"week": 3, "weekday": "tuesday"}, "repeat": {"every": "week", "weeks": [3, 5, 9]}},
        {"repeat": {"weeks": [3, 5, 9], "hosts": ["NOR", "PHRK"]}},
        {"repeat": {"every": "month", "times": 8}},
    ],
)
def test_what_can_be_repeated_is_no_problem(meeting: dict[str, Any], programme: Programme) -> None:
    assert said(programme(meeting)) == []


def test_the_usual_weekday_of_a_kind_is_enough_for_an_nth_one(programme: Programme) -> None:
    meeting = {"when": {"month": 1}, "repeat": {"every": "month", "nth": 2}}
    assert said(programme(meeting, defaults={"gathering": {"weekday": "monday"}})) == []


def test_a_key_that_a_repeated_meeting_gets_cannot_be_anothers(programme: Programme) -> None:
    often = {"when": {"week": 2}, "repeat": {"every": "week", "times": 3}}
    text = "Et møte som gjentas, får nøkkelen «samling-2», og den er brukt. Velg en annen nøkkel her."
    assert said(programme(often, {"key": "samling-2"})) == [("meetings[0].key", "error", text)]
    assert said(programme(often, {"key": "samling-4"})) == []
