"""Versions that have been released mean what they meant: cohorts may have begun from them, and still can.

`earlier_versions.json` was written when each of them was the newest, and read against its source then: its words
(a digest of the file as `kull programmes show` writes it) and its dates, in the source's year and in 2027. The basis
of a meeting is left out where the source names no year.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme
from app.programmes.own.yaml_text import as_yaml

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

RELEASED: dict[str, Any] = json.loads(Path(__file__).with_name("earlier_versions.json").read_text("utf-8"))
NEWEST = {
    "ahus-2019": 2,
    "ahus-2025": 2,
    "ks-fhi": 2,
    "pasientsikkerhet": 2,
    "torn-kull-3": 2,
    "unn-2021": 2,
    "unn-forbedringsnettverk": 1,
    "unn-nor-2022": 2,
    "unn-phrk": 2,
    "unn-tavlemoter": 1,
    "vestre-viken": 3,
}


def released(name: str) -> Definition:
    key, _, version = name.partition("@")
    return shelf.shipped_one(key, int(version))


def test_every_version_there_has_been_is_there_and_the_newest_lies_in_front() -> None:
    assert {one.key: one.version for one in shelf.shipped()} == NEWEST
    assert sorted(RELEASED) == sorted(
        f"{one.key}@{one.version}" for one in shelf.shipped() if one.version < NEWEST[one.key]
    )


def test_each_file_is_named_by_what_it_holds() -> None:
    named = {
        entry.name
        for folder in (shelf.CATALOGUE, shelf.EARLIER)
        for entry in folder.iterdir()
        if entry.is_file()
    }
    assert named == {f"{key}.yaml" for key in NEWEST} | {
        f"{name.replace('@', '.v')}.yaml" for name in RELEASED
    }


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_version_keeps_its_words(name: str) -> None:
    words = hashlib.sha256(as_yaml(released(name)).encode()).hexdigest()[:16]
    assert words == RELEASED[name]["words"]


@pytest.mark.parametrize(
    ("name", "year"), [(name, year) for name, one in RELEASED.items() for year in one["years"]]
)
def test_a_released_version_keeps_its_dates(name: str, year: str) -> None:
    definition = released(name)
    calendar = compile_programme(definition, int(year))
    assert {
        "meetings": [
            [
                one.id,
                one.audience,
                one.per,
                one.starts_at.isoformat() if one.starts_at else one.period,
                one.ends_at.isoformat() if one.ends_at else None,
                one.basis if definition.source.year else None,
            ]
            for one in calendar.meetings
        ],
        "deliverables": [
            [one.id, str(one.due) if one.due else None, one.basis] for one in calendar.deliverables
        ],
        "tasks": [[one.id, str(one.due) if one.due else None] for one in calendar.tasks],
    } == RELEASED[name]["years"][year]
