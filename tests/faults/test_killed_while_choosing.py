"""Teams are chosen for their meetings and one agrees on a time; killed at a request, nothing is sent twice."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.faults.every_fault import in_time
from support.faults.killed_provisioning import clean_run, ends_otherwise, start_provisioning
from support.faults.two_tracks import CALLS, choose_teams, write_two_tracks
from support.faults.world import THE_FIRST_OF_APRIL as NOW
from support.small_cohort import at

from app import meetings
from app.audit import Deed
from app.cohorts.models import Team
from app.db import engine, unit_of_work

if TYPE_CHECKING:
    from pathlib import Path

    from support.faults.elsewhere import Elsewhere

AGREED = "2026-11-24T10:00"


@pytest.fixture
def chosen(elsewhere: Elsewhere, enrolled: Path) -> Elsewhere:
    """A cohort in place with calls for Kostvert; since then both teams are chosen, and Kostvert has another time."""
    shutil.copy(enrolled, elsewhere.folder / "kull.db")
    write_two_tracks(NOW, CALLS)
    choose_teams("samtale", "Kostvert", now=NOW)
    elsewhere.to_the_end(start_provisioning(elsewhere))
    choose_teams("samtale", "Kostvert", "Trygg hjemreise", now=NOW)
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Kostvert")).one()
        deed = Deed(actor="prøve", at=NOW)
        meetings.agree(session, team, meeting_key="samtale", starts_at=at(AGREED), deed=deed)
    engine().dispose()
    elsewhere.keep()
    return elsewhere


@pytest.mark.timeout(300)
def test_a_few_moments(chosen: Elsewhere) -> None:
    clean, last = clean_run(chosen)
    assert [(one.starts, len(one.required)) for one in clean.events] == [
        ("2026-11-23T09:00", 4),
        (AGREED, 3),
    ]
    assert ends_otherwise(chosen, [(last - 1, False), (last - 1, True), (last, True)], clean, last) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_moment(chosen: Elsewhere) -> None:
    clean, last = clean_run(chosen)
    moments = [(request, after) for request in range(1, last + 1) for after in (False, True)]
    assert ends_otherwise(chosen, in_time(moments), clean, last) == {}
