"""A cohort that ran before months were months keeps its dates and titles, whatever is done to it, until it is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.small_cohort import at

from app.audit import Deed
from app.cohorts.models import Cohort, CohortDeviation
from app.meetings import service as meetings
from app.programmes.language.definition import Definition
from app.programmes.own.stored import keep
from app.provisioning.lifecycle.deviate import deviate
from app.provisioning.lifecycle.start import start_cohort, start_cohort_like
from app.provisioning.lifecycle.upgrade import preview_upgrade, upgrade_cohort
from app.provisioning.preview.picture_of import Surroundings

if TYPE_CHECKING:
    from sqlmodel import Session

TODAY = at("2026-04-01T08:00")
RHF = Deed(actor="rhf", at=TODAY)
AROUND = Surroundings(now=TODAY, owner_addresses=())
EVERY_FOUR_WEEKS = ["2027-01-12", "2027-02-09", "2027-03-09", "2027-04-06"]
EVERY_MONTH = ["2027-01-12", "2027-02-09", "2027-03-09", "2027-04-13"]
TITLES = ["Møte 1", "Møte 2", "Møte 3", "Møte 4"]
WITH_HOSTS = [
    "Møte 1 – vertskap NOR",
    "Møte 2 – vertskap PHRK",
    "Møte 3 – vertskap NOR",
    "Møte 4 – vertskap PHRK",
]
PROGRAMME = Definition.model_validate(
    {
        "key": "mnd",
        "name": "Månedlig",
        "owner": "Oss selv",
        "version": 1,
        "purpose": "Øve",
        "source": {"document": "Notat"},
        "additions": {"merke": {"title": "Merke", "document": "Oss selv"}},
        "recognition": [{"title": "Merke", "text": "Et merke", "addition": "merke"}],
        "meetings": [
            {
                "key": "mote",
                "kind": "network_meeting",
                "title": "Møte",
                "audience": "teams",
                "mode": "physical",
                "when": {"week": 2, "weekday": "tuesday"},
                "repeat": {"every": "month", "times": 4, "hosts": ["NOR", "PHRK"]},
            }
        ],
    }
)


@pytest.fixture
def running(session: Session) -> Cohort:
    """A cohort as the database had it before: a repeat without an interval, and rows of every fourth week."""
    cohort = start_cohort(session, definition=PROGRAMME, start_year=2027, name="Før", deed=RHF)
    kept = PROGRAMME.model_dump(mode="json")
    kept["meetings"][0]["repeat"] = {"every": "month", "times": 4, "hosts": ["NOR", "PHRK"]}
    cohort.definition = kept
    for row, title, day in zip(meetings.of_cohort(session, cohort.id), TITLES, EVERY_FOUR_WEEKS, strict=True):
        row.title, row.starts_at, row.ends_at = (
            title,
            at(f"{day}T00:00"),
            at(f"{day}T00:00") + timedelta(days=1),
        )
        row.details = {name: value for name, value in row.details.items() if name != "host"}
    session.flush()
    return cohort


def held(session: Session, cohort: Cohort) -> tuple[list[str], list[str]]:
    rows = meetings.of_cohort(session, cohort.id)
    days = [str(row.starts_at.astimezone(meetings.OSLO).date()) for row in rows if row.starts_at]
    return days, [row.title for row in rows]


def changed(session: Session, cohort: Cohort, **fields: Any) -> None:
    changes = {"meetings": {"mote": fields}}
    deviate(session, cohort.id, changes=changes, why="Erfaring", deed=RHF)


def test_a_new_cohort_meets_once_in_each_month_with_its_hosts_in_the_title(session: Session) -> None:
    cohort = start_cohort(session, definition=PROGRAMME, start_year=2027, name="Ny", deed=RHF)
    assert held(session, cohort) == (EVERY_MONTH, WITH_HOSTS)
    hosts = [row.details["host"] for row in meetings.of_cohort(session, cohort.id)]
    assert hosts == ["NOR", "PHRK", "NOR", "PHRK"]


def test_a_running_cohort_that_deviates_in_something_else_moves_and_renames_nothing(
    session: Session, running: Cohort
) -> None:
    changed(session, running, theme="Måling")
    assert held(session, running) == (EVERY_FOUR_WEEKS, TITLES)
    assert [(row.theme, "host" in row.details) for row in meetings.of_cohort(session, running.id)] == [
        ("Måling", False)
    ] * 4


def test_nothing_moves_when_additions_are_off(session: Session, running: Cohort) -> None:
    running.switched_off = ["merke"]
    changed(session, running, theme="Måling")
    assert held(session, running) == (EVERY_FOUR_WEEKS, TITLES)


def test_a_change_to_a_repeat_that_was_stored_before_means_what_it_did(
    session: Session, running: Cohort
) -> None:
    changes = {"meetings": {"mote": {"when": {"week": 3}, "repeat": {"every": "month", "times": 4}}}}
    session.add(CohortDeviation(cohort_id=running.id, changes=changes, why="Ferie", by="rhf", at=TODAY))
    back = {"when": {"week": 2, "weekday": "tuesday"}}
    changed(session, running, theme="Måling")
    changed(session, running, **back)
    assert held(session, running)[0] == EVERY_FOUR_WEEKS


def test_a_running_cohort_may_open_its_dates_to_months(session: Session, running: Cohort) -> None:
    changed(session, running, when={"month": 1})
    rows = meetings.of_cohort(session, running.id)
    assert [(row.starts_at, row.details["period"]) for row in rows] == [
        (None, "januar 2027"),
        (None, "februar 2027"),
        (None, "mars 2027"),
        (None, "april 2027"),
    ]


def test_whoever_says_every_month_today_gets_months(session: Session, running: Cohort) -> None:
    changed(session, running, repeat={"every": "month", "times": 4, "hosts": ["NOR", "PHRK"]})
    assert held(session, running)[0] == EVERY_MONTH


def test_next_years_cohort_is_held_as_this_years_was(session: Session, running: Cohort) -> None:
    cohort = start_cohort_like(session, like=running, start_year=2028, name="Etter", deed=RHF)
    assert held(session, cohort) == (["2028-01-11", "2028-02-08", "2028-03-07", "2028-04-04"], WITH_HOSTS)


def test_a_newer_version_brings_months_and_hosts_by_a_preview(session: Session, running: Cohort) -> None:
    keep(session, definition=PROGRAMME, deed=RHF)
    keep(session, definition=PROGRAMME.model_copy(update={"version": 2}), deed=RHF)
    checksum = preview_upgrade(session, running.id, AROUND).checksum
    assert held(session, running) == (EVERY_FOUR_WEEKS, TITLES)
    upgrade_cohort(session, running.id, checksum=checksum, deed=RHF, surroundings=AROUND)
    assert held(session, running) == (EVERY_MONTH, WITH_HOSTS)
    hosts = [row.details["host"] for row in meetings.of_cohort(session, running.id)]
    assert hosts == ["NOR", "PHRK", "NOR", "PHRK"]
