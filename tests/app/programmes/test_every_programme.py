"""What holds for every programme that is shipped, in every year it may start."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.people.models import Role
from app.programmes import service, shelf
from app.programmes.audiences import ALL_ROLES, ROLES_OF
from app.programmes.dates.compiler import compile_programme
from app.programmes.language.definition import Definition

if TYPE_CHECKING:
    from app.programmes.dates.calendar import Calendar

YEARS = range(2024, 2036)
UNUSED = "Brukes ikke av Kull ennå."
"""No fault of a programme; `language/test_uses.py` holds which fields these are."""
SHIPPED = [f"{one.key}@{one.version}" for one in shelf.shipped()]


def shipped(name: str) -> Definition:
    key, _, version = name.partition("@")
    return shelf.shipped_one(key, int(version))


WITHOUT_A_FORM = {
    "pasientsikkerhet.v1.yaml": ["deliverables[6]"],
    "pasientsikkerhet.yaml": ["deliverables[6]"],
    "vestre-viken.v1.yaml": [f"deliverables[{number}]" for number in (0, 1, 2, 3, 4)],
    "vestre-viken.v2.yaml": ["deliverables[0]", "deliverables[1]", "deliverables[2]", "deliverables[3]"],
    "vestre-viken.yaml": ["deliverables[0]", "deliverables[1]", "deliverables[2]", "deliverables[3]"],
}
"""Evaluations: their forms are each hospital's own, and so in no programme that is shipped."""


def test_each_is_without_problems_in_its_own_file() -> None:
    entries = sorted(Path(str(files("app.programmes") / "catalogue")).rglob("*.yaml"))
    assert len(entries) == len(SHIPPED)
    found = {entry.name: service.check(entry) for entry in entries}
    assert [one for problems in found.values() for one in problems if one.level == "error"] == []
    without_a_form = {
        name: [one.path for one in problems if "har ikke noe skjema" in one.text]
        for name, problems in found.items()
    }
    assert {name: paths for name, paths in without_a_form.items() if paths} == WITHOUT_A_FORM


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("year", YEARS)
def test_each_compiles_for_every_start_year(name: str, year: int) -> None:
    calendar = compile_programme(shipped(name), year)
    assert (calendar.programme, calendar.start_year) == (shipped(name).key, year)
    assert [
        one.id for one in calendar.meetings if (one.starts_at is None) == (one.precision == "exact")
    ] == []
    assert [one.id for one in calendar.meetings if one.starts_at and one.starts_at.utcoffset() is None] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_same_in_gives_the_same_out(name: str) -> None:
    before = shipped(name).model_copy(deep=True)
    calendars: list[Calendar] = [compile_programme(shipped(name), 2026) for _ in range(2)]
    assert calendars[0] == calendars[1]
    assert shipped(name) == before


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_cohort_keeps_as_json_is_the_same_programme_again(name: str) -> None:
    kept = json.dumps(shipped(name).model_dump(mode="json"))
    assert Definition.model_validate(json.loads(kept)) == shipped(name)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_names_its_document_and_what_it_leaves_open(name: str) -> None:
    source = shipped(name).source
    assert (bool(source.document), bool(source.open)) == (True, True)


def test_a_date_is_the_sources_only_in_the_year_it_speaks_of() -> None:
    definition = shelf.shipped_one("ahus-2025")
    bases = {year: compile_programme(definition, year).meetings[1].basis for year in (2024, 2025, 2026)}
    assert bases == {2024: "moved", 2025: "source", 2026: "moved"}


def test_the_roles_of_the_language_are_the_roles_people_have() -> None:
    assert {role.value for role in Role} == ALL_ROLES


def test_every_audience_has_its_roles() -> None:
    assert {
        audience: sorted(roles) for audience, roles in ROLES_OF.items() if audience != "organisation"
    } == {
        "everyone": sorted(ROLES_OF["teams"] | {"mentor"}),
        "teams": [
            "improvement_agent",
            "leader",
            "measurement_lead",
            "meeting_lead",
            "project_leader",
            "safety_rep",
            "staff",
            "team_leader",
            "union_rep",
            "user_rep",
        ],
        "some_teams": sorted(ROLES_OF["teams"]),
        "leaders": ["leader", "nearest_leader", "project_leader", "team_leader"],
        "mentors": ["mentor"],
        "leaders_and_mentors": ["leader", "mentor", "project_leader", "team_leader"],
        "sponsors": ["steering_group", "top_leader"],
        "faculty": ["faculty"],
    }
