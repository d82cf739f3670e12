"""What a document says in total is held against its own list of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.programmes.dates.compiler import compile_programme
from app.programmes.language import totals

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.language.definition import Definition

    Programme = Callable[..., Definition]

GATHERINGS: list[dict[str, Any]] = [
    {"key": "en", "title": "En", "when": {"day": "09-16", "to": "09-17"}},
    {"key": "to", "title": "To", "when": {"day": "11-04"}, "mode": "digital"},
    {"key": "tre", "title": "Tre", "when": {"day": "01-28", "years_after": 1}},
]


def counted(definition: Definition) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in totals.counts(definition, compile_programme(definition, 2026))]


@pytest.mark.parametrize(
    "stated",
    [
        {"gatherings": (3, 3)},
        {"gatherings": (2, 4)},
        {"physical_gatherings": (2, 2), "digital_gatherings": (1, 1)},
        {"gathering_days": (4, 4)},
        {},
    ],
)
def test_totals_that_agree_with_the_list_are_not_mentioned(
    programme: Programme, stated: dict[str, tuple[int, int]]
) -> None:
    assert counted(programme(*GATHERINGS, stated=stated)) == []


def test_totals_that_disagree_say_both_numbers(programme: Programme) -> None:
    stated = {"gatherings": (4, 5), "gathering_days": (6, 6)}
    assert counted(programme(*GATHERINGS, stated=stated)) == [
        ("totals-disagree", "Teksten sier 4–5 samlinger; programmet viser 3."),
        ("totals-disagree", "Teksten sier 6 samlingsdager; programmet viser 4."),
    ]


def test_a_meeting_that_may_not_be_held_is_counted_apart(programme: Programme) -> None:
    fourth = {"key": "fire", "title": "Fire", "optional": True}
    assert counted(programme(*GATHERINGS, fourth, stated={"gatherings": (4, 4)})) == [
        ("totals-disagree", "Teksten sier 4 samlinger; programmet viser 3, eller 4 når «Fire» regnes med.")
    ]
    assert counted(programme(*GATHERINGS, fourth, stated={"gatherings": (3, 4)})) == []


def test_a_repeated_network_meeting_counts_each_time(programme: Programme) -> None:
    network = {"kind": "network_meeting", "repeat": {"every": "month", "times": 3}, "when": {"month": 9}}
    assert counted(programme(network, stated={"network_meetings": (3, 3)})) == []


def test_months_are_counted_from_the_first_meeting_to_the_last(programme: Programme) -> None:
    definition = programme(*GATHERINGS, stated={"months": (8, 9)})
    found = totals.months(definition, compile_programme(definition, 2026))
    assert [one.text for one in found] == [
        "Teksten sier 8–9 måneder; fra første til siste møte i listen er det 4."
    ]


def test_meetings_before_the_first_gathering_or_after_the_stated_months_are_outside(
    programme: Programme,
) -> None:
    early = {"key": "for", "kind": "start_meeting", "title": "Oppstart", "when": {"month": 4}}
    definition = programme(early, *GATHERINGS, stated={"months": (2, 2)})
    found = totals.outside_the_months(definition, compile_programme(definition, 2026))
    assert [(one.code, one.text) for one in found] == [
        (
            "outside-stated-months",
            (
                "«Oppstart» april 2026 og «Tre» torsdag 28.01.2027 er utenfor de 2 månedene "
                "fra onsdag 16.09.2026."
            ),
        )
    ]
