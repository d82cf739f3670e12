"""A date that was open is set later: one invitation each, and what counts from the meeting follows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.small_cohort import INVITED, at, begin, mail_in, now, seen_in, work
from typer.testing import CliRunner

from app import programmes
from app.audit import Deed
from app.cli import kull
from app.cohorts.models import Cohort
from app.db import unit_of_work
from app.errors import Conflict, Invalid
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.programmes.dates.compiler import compile_programme

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session
    from support.sandbox_on_a_socket import SandboxOnASocket

FIRST_OF_APRIL = at("2026-04-01T08:00")


def set_time(cohort_id: int, key: str, starts: str, ends: str | None = None) -> None:
    with unit_of_work() as session:
        meetings.reschedule(
            session,
            meetings.with_key(session, cohort_id=cohort_id, key=key).id or 0,
            starts_at=at(starts),
            ends_at=at(ends) if ends else None,
            deed=Deed(actor="rhf", at=now()),
        )


def dues(sandbox: SandboxOnASocket) -> list[tuple[str, str | None]]:
    census = seen_in(sandbox.address)
    return sorted({(task.title, task.due and task.due[:10]) for team in census.teams for task in team.tasks})  # type: ignore[misc]


def test_a_gathering_that_had_no_date_is_invited_once_and_its_deadlines_move_in_planner(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = begin("vestre-viken", 2026)
    assert mail_in(sandbox.address) == {}
    assert {due for _, due in dues(sandbox)} == {None}

    set_time(cohort_id, "samling-1", "2026-09-10T00:00")
    work(cohort_id)
    work(cohort_id)

    events = seen_in(sandbox.address).events
    assert [(one.subject, one.starts, one.ends, one.all_day) for one in events] == [
        ("Kullet: Samling 1", "2026-09-10T00:00", "2026-09-12T00:00", True)
    ]
    assert mail_in(sandbox.address) == {address: ["invitation"] for address in INVITED}
    assert dues(sandbox) == [
        ("Evaluere hele læringsnettverket", None),
        ("Evaluere samling 1", "2026-09-17"),
        ("Evaluere samling 2", None),
        ("Evaluere samling 3", None),
        ("Få litt veiledning på forbedringsområdet før start", "2026-08-20"),
    ]


def test_torns_start_meeting_in_april_is_sent_to_the_leaders_when_its_day_is_set(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    before = {address: len(kinds) for address, kinds in mail_in(sandbox.address).items()}
    move = ["meetings", "move", "Kullet", "oppstart-prosjektledere", "--starts", "2026-04-20T13:00"]
    told = json.loads(CliRunner().invoke(kull, [*move, "--json"], catch_exceptions=False).stdout)
    assert (told["starts_at"], told["ends_at"], told["confirmed"]) == (
        "2026-04-20T13:00:00+02:00",
        "2026-04-20T14:00:00+02:00",
        True,
    )
    work(cohort_id)
    first = seen_in(sandbox.address).events[0]
    assert (first.subject, first.starts, first.ends) == (
        "Kullet: Digitalt oppstartsmøte prosjektledere",
        "2026-04-20T13:00",
        "2026-04-20T14:00",
    )
    more = {
        address: len(kinds) - before[address]
        for address, kinds in mail_in(sandbox.address).items()
        if address in INVITED
    }
    assert more == {"anne@example.no": 1, "berit@example.no": 0, "carl@example.no": 1, "dina@example.no": 0}


@pytest.fixture
def cohort(session: Session) -> Cohort:
    cohort = Cohort(
        name="Kullet",
        programme="-",
        programme_version=1,
        start_year=2026,
        definition={},
        created_at=FIRST_OF_APRIL,
    )
    session.add(cohort)
    session.flush()
    return cohort


def row(session: Session, cohort: Cohort, **facts: object) -> Meeting:
    usual = {"key": "m", "kind": "check_in", "title": "Innsjekk", "audience": "teams", "mode": "digital"}
    known = {"precision": "week", "basis": "source", **usual, **facts}
    meeting = Meeting(cohort_id=cohort.id or 0, **known)  # type: ignore[arg-type]
    session.add(meeting)
    session.flush()
    return meeting


def move(session: Session, meeting: Meeting, starts: datetime, ends: datetime | None = None) -> Meeting:
    return meetings.reschedule(
        session, meeting.id or 0, starts_at=starts, ends_at=ends, deed=Deed(actor="rhf", at=FIRST_OF_APRIL)
    )


@pytest.mark.parametrize(
    ("minutes", "starts", "ends", "all_day"),
    [
        (60, "2026-04-20T13:00", "2026-04-20T14:00", False),
        (240, "2026-04-20T08:00", "2026-04-20T12:00", False),
        (1440, "2026-09-16T00:00", "2026-09-17T00:00", True),
        (2880, "2026-10-24T00:00", "2026-10-26T00:00", True),
    ],
)
def test_it_lasts_as_its_programme_says_on_the_clock_on_the_wall(
    session: Session, cohort: Cohort, minutes: int, starts: str, ends: str, *, all_day: bool
) -> None:
    meeting = move(session, row(session, cohort, details={"minutes": minutes}), at(starts))
    assert (meeting.starts_at, meeting.ends_at, meeting.all_day) == (at(starts), at(ends), all_day)
    assert (meeting.precision, meeting.basis, meeting.confirmed_by) == ("exact", "assumed", "rhf")


def test_an_end_that_is_said_is_the_end(session: Session, cohort: Cohort) -> None:
    meeting = move(session, row(session, cohort), at("2026-04-20T13:00"), at("2026-04-20T15:30"))
    assert (meeting.ends_at, meeting.all_day) == (at("2026-04-20T15:30"), False)


def test_two_whole_days_moved_over_the_clock_change_are_still_two_whole_days(
    session: Session, cohort: Cohort
) -> None:
    held = {"starts_at": at("2026-09-16T00:00"), "ends_at": at("2026-09-18T00:00"), "all_day": True}
    meeting = move(session, row(session, cohort, **held), at("2026-10-24T00:00"))
    assert (meeting.ends_at, meeting.all_day) == (at("2026-10-26T00:00"), True)


@pytest.mark.parametrize(
    ("facts", "starts", "ends", "error", "sentence"),
    [
        (
            {"details": {"minutes": 1440}},
            "2026-09-16T09:00",
            None,
            Invalid,
            "Innsjekk varer hele dagen. Skriv når møtet slutter, eller la det begynne 00:00.",
        ),
        ({}, "2026-09-16T09:00", "2026-09-16T08:00", Invalid, "Møtet må slutte etter at det begynner."),
        ({}, "2026-03-16T09:00", None, Conflict, "Møtet kan ikke flyttes til en tid som er passert."),
        (
            {"starts_at": at("2026-03-16T09:00"), "ends_at": at("2026-03-16T10:00")},
            "2026-09-16T09:00",
            None,
            Conflict,
            "Dette møtet er holdt og kan ikke flyttes.",
        ),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_a_sentence(
    session: Session,
    cohort: Cohort,
    facts: dict[str, object],
    starts: str,
    ends: str | None,
    error: type[Exception],
    sentence: str,
) -> None:
    meeting = row(session, cohort, **facts)
    with pytest.raises(error) as refused:
        move(session, meeting, at(starts), at(ends) if ends else None)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("programme", "lasts"),
    [
        ("torn-kull-3", {"oppstart-prosjektledere": "1:00:00", "samling-1": "2 days, 0:00:00"}),
        ("unn-phrk", {"digitalt-mote-1": "3:00:00", "samling-1": "1 day, 0:00:00"}),
        ("unn-nor-2022", {"samling-1": "4:00:00"}),
    ],
)
def test_a_programme_says_how_long_a_meeting_without_a_date_is(programme: str, lasts: dict[str, str]) -> None:
    compiled = compile_programme(programmes.shipped_one(programme), 2026).meetings
    assert {one.id: str(one.lasts) for one in compiled if one.id in lasts} == lasts
