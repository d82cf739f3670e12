"""Meetings at one hour clash when a team may have both."""

from __future__ import annotations

from typing import Any

import pytest
from support.faults.smallest_cohort import PROGRAMME

from app.programmes.dates.compiler import compile_programme
from app.programmes.language.definition import Definition


def clashes(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    meetings = [
        {
            "key": key,
            "kind": "gathering",
            "title": key.upper(),
            "audience": "teams",
            "mode": "digital",
            "when": {"day": "11-10"},
            "start": "09:00",
            "end": "15:00",
            **more,
        }
        for key, more in (("a", one), ("b", other))
    ]
    tracks = {key: {"name": key} for key in ("akutt", "elektiv")}
    data = PROGRAMME.model_dump(mode="json") | {"meetings": meetings, "tracks": tracks, "tasks": {}}
    found = compile_programme(Definition.model_validate(data), 2026).warnings
    return [one.text for one in found if one.code == "clash"]


AKUTT, ELEKTIV, SOME = {"tracks": ["akutt"]}, {"tracks": ["elektiv"]}, {"audience": "some_teams"}
A, B = (f"«{name}» tirsdag 10.11.2026 kl. 09:00–15:00" for name in "AB")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (AKUTT, ELEKTIV, []),
        (AKUTT, AKUTT, [f"{A} kolliderer med {B} for de samme deltakerne."]),
        (AKUTT, {}, [f"{A} kolliderer med {B} for de samme deltakerne."]),
        (SOME, SOME, [f"{A} og {B} er samtidig: velg ulike team til dem."]),
        (AKUTT | SOME, ELEKTIV | SOME, []),
    ],
)
def test_the_meetings_of_two_tracks_do_not_clash(
    one: dict[str, Any], other: dict[str, Any], expected: list[str]
) -> None:
    assert clashes(one, other) == expected
