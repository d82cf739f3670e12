"""A deviation reaches people's calendars and plans once; what it drops waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.small_cohort import INVITED, begin, mail_in, now, provision, seen_in, work

from app.audit import Deed
from app.cohorts import service as cohorts
from app.db import unit_of_work
from app.provisioning.lifecycle.deviate import deviate

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

LATER_VIDEO = {"deliverables": {"video": {"due": {"before": "samling-1", "days": 2}}}}


def test_a_deviation_reaches_the_calendar_once_and_the_teams_own_plan(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    before = {address: len(kinds) for address, kinds in mail_in(sandbox.address).items()}
    with unit_of_work() as session:
        cohort = cohorts.get(session, cohort_id)
        kirurgi = cohorts.team_called(session, cohort_id=cohort_id, name="Kirurgi").id
        for team_id, changes in (
            (None, {"meetings": {"samling-2": {"when": {"day": "11-11", "to": "11-12"}}}}),
            (kirurgi, LATER_VIDEO),
        ):
            deviate(
                session,
                cohort.id or 0,
                team_id=team_id,
                changes=changes,
                why="Hotell",
                deed=Deed(actor="rhf", at=now()),
            )
    work(cohort_id)
    work(cohort_id)
    after = mail_in(sandbox.address)
    assert {address: after[address][before[address] :] for address in after} == {
        address: ["update"] for address in INVITED
    }
    videos = {
        team.channel: (task.due or "")[:10]
        for team in seen_in(sandbox.address).teams
        for task in team.tasks
        if task.title == "Lage teampresentasjon på video"
    }
    assert videos == {"Kirurgi": "2026-09-14", "Medisin": "2026-09-11"}


def test_a_dropped_meeting_is_cancelled_only_when_somebody_has_approved_it(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    count = len(seen_in(sandbox.address).events)
    with unit_of_work() as session:
        changes: dict[str, Any] = {"meetings": {"innsjekk-uke-43": None}}
        deviate(session, cohort_id, changes=changes, why="Ferie", deed=Deed(actor="rhf", at=now()))
    work(cohort_id)
    assert len(seen_in(sandbox.address).events) == count
    provision(cohort_id)
    assert len(seen_in(sandbox.address).events) == count - 1
