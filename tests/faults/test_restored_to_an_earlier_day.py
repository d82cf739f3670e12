"""A database put back to an earlier day while the tenant moved on: nothing is made twice, and nothing is stuck."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete
from sqlmodel import select
from support.faults.smallest_cohort import UID
from support.faults.world import COHORT

from app import enrolment
from app.audit import Deed
from app.cohorts.models import Cohort, Team
from app.db import engine, unit_of_work
from app.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from pathlib import Path

    from support.faults.world import World, Worlds

HEADINGS = "foretak;prioritet;team;navn;e-post;rolle"
FALLS = (
    f"{HEADINGS}\n"
    "Nordlandssykehuset;3;Fallforebygging;Siv Li;siv@example.no;teamleder\n"
    "Nordlandssykehuset;3;Fallforebygging;Tor Moe;tor@example.no;medarbeider\n"
)


@pytest.fixture
def world(worlds: Worlds) -> World:
    return worlds.new()


def back_up(worlds: Worlds) -> Path:
    backup = worlds.folder / "earlier.db"
    with closing(sqlite3.connect(worlds.folder / "kull.db")) as whole:
        whole.execute("VACUUM INTO ?", (str(backup),))
    return backup


def put_back(worlds: Worlds, backup: Path) -> None:
    engine().dispose()
    for left in worlds.folder.glob("kull.db*"):
        left.unlink()
    shutil.copy(backup, worlds.folder / "kull.db")


def enrol(world: World, sheet: str = FALLS) -> None:
    deed = Deed(actor="prøve", at=world.clock.now())
    with unit_of_work() as session:
        told = enrolment.enrol(session, cohort_id=COHORT, data=sheet.encode(), filename="p.csv", deed=deed)
        assert not told.refused, told.problems


def key_of(name: str) -> str:
    with unit_of_work() as session:
        return session.exec(select(Team.uid).where(Team.name == name)).one()


def left_to_do(world: World) -> dict[str, int]:
    counts = world.preview().found.counts
    return {action: counts[action] for action in ("create", "change", "withdraw")}


NOTHING = {"create": 0, "change": 0, "withdraw": 0}


def test_a_team_added_since_the_backup_is_found_again_with_its_channel_tasks_and_meetings(
    worlds: Worlds, world: World
) -> None:
    world.provision()
    backup = back_up(worlds)
    enrol(world)
    world.provision()
    before, key = world.census(), key_of("Fallforebygging")
    assert [(team.channel, len(team.tasks)) for team in before.teams] == [
        ("Fallforebygging", 2),
        ("Kostvert", 2),
        ("Trygg hjemreise", 2),
    ]

    put_back(worlds, backup)
    enrol(world)
    assert key_of("Fallforebygging") != key
    world.provision()

    assert (world.census(), key_of("Fallforebygging")) == (before, key)
    assert (world.progress().waiting, left_to_do(world), world.writes_of_another_run()) == (0, NOTHING, 0)


def test_all_teams_enrolled_since_the_backup_are_found_again(worlds: Worlds, world: World) -> None:
    with unit_of_work() as session:
        session.execute(delete(RoleGrant))
        session.execute(delete(Team))
    backup = back_up(worlds)
    enrol(world)
    enrol(world, FALLS.replace("Fallforebygging", "Hjemreise").replace("@", ".2@"))
    world.provision()
    before = world.census()

    put_back(worlds, backup)
    enrol(world, FALLS.replace("Fallforebygging", "Hjemreise").replace("@", ".2@"))
    enrol(world)
    writes = world.writes()
    world.provision()

    assert (world.writes() - writes, world.census()) == (0, before)
    assert (world.progress().waiting, left_to_do(world)) == (0, NOTHING)


def test_a_channel_people_have_renamed_is_known_by_its_description(worlds: Worlds, world: World) -> None:
    world.provision()
    backup = back_up(worlds)
    enrol(world)
    world.provision()
    key, msteam = key_of("Fallforebygging"), world.external_id("")
    channel = world.external_id(f"/team:{key}/channel")
    world.by_hand("PATCH", f"/teams/{msteam}/channels/{channel}", {"displayName": "Fall og trygghet"})

    put_back(worlds, backup)
    enrol(world)
    world.provision()

    assert key_of("Fallforebygging") == key
    assert [len(team.tasks) for team in world.census().teams if team.channel.startswith("Fall")] == [2]
    assert (world.progress().waiting, left_to_do(world)) == (0, NOTHING)


def test_a_channel_of_another_team_of_ours_is_never_taken_up(worlds: Worlds, world: World) -> None:
    """A team that took a new name stands under its old key, and a new team has its old name."""
    world.provision()
    backup = back_up(worlds)
    enrol(world)
    world.provision()
    first = key_of("Fallforebygging")
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Fallforebygging")).one()
        team.name, team.name_key = "Fall på natt", "fall på natt"
    world.provision()
    enrol(world, FALLS.replace("siv@", "ida@").replace("tor@", "jon@").replace(";3;", ";4;"))
    world.provision()
    second = key_of("Fallforebygging")

    put_back(worlds, backup)
    enrol(world, FALLS.replace("siv@", "ida@").replace("tor@", "jon@").replace(";3;", ";4;"))
    enrol(world, FALLS.replace("Fallforebygging", "Fall på natt"))
    world.provision()

    assert (key_of("Fallforebygging"), key_of("Fall på natt")) == (second, first)
    assert [(team.channel, len(team.tasks)) for team in world.census().teams] == [
        ("Fall på natt", 2),
        ("Fallforebygging", 2),
        ("Kostvert", 2),
        ("Trygg hjemreise", 2),
    ]


def test_while_the_channels_cannot_be_read_nothing_of_the_new_team_is_made_and_it_is_said(
    worlds: Worlds, world: World
) -> None:
    world.provision()
    backup = back_up(worlds)
    enrol(world)
    world.provision()
    before = world.census()
    put_back(worlds, backup)
    enrol(world)

    world.strike(operation="channel.list", status=403)
    writes = world.writes()
    world.provision()
    assert world.writes() == writes
    assert world.problem(f"/team:{key_of('Fallforebygging')}/channel")[1] != ""

    world.a_day_later()
    assert (world.census(), left_to_do(world)) == (before, NOTHING)


def test_a_member_replaced_and_a_meeting_moved_since_the_backup_are_as_they_are_after_it(
    worlds: Worlds, world: World
) -> None:
    world.provision()
    backup = back_up(worlds)
    _replace(world, "per@example.no", "siv@example.no")
    world.provision()
    _move_in_outlook(world)
    world.a_day_later()
    world.provision()
    before = world.census()

    put_back(worlds, backup)
    world.a_day_later()
    _replace(world, "per@example.no", "siv@example.no")
    world.provision()

    assert world.census() == before
    assert (world.progress().waiting, left_to_do(world), world.writes_of_another_run()) == (0, NOTHING, 0)


def _replace(world: World, old: str, new: str) -> None:
    """The team writes somebody else down in the place of one who has left."""
    with unit_of_work() as session:
        gone = session.exec(select(Person).where(Person.email == old)).one()
        there = session.exec(select(Person).where(Person.email == new)).first()
        person = there or Person(name="Siv Li", email=new)
        session.add(person)
        session.flush()
        for grant in session.exec(select(RoleGrant).where(RoleGrant.person_id == gone.id)):
            grant.person_id = person.id


def _move_in_outlook(world: World) -> None:
    event = world.external_id("/meeting:samling")
    day = {"timeZone": "W. Europe Standard Time"}
    world.by_hand(
        "PATCH",
        f"/users/laeringsnettverk@example.no/events/{event}",
        {
            "start": {"dateTime": "2026-09-23T00:00:00", **day},
            "end": {"dateTime": "2026-09-25T00:00:00", **day},
        },
    )


def test_a_cohort_started_anew_takes_its_key_back_when_a_person_points_at_its_microsoft_team(
    worlds: Worlds, world: World
) -> None:
    """The backup is from before the cohort was started, so that its own key is another too."""
    world.provision()
    before, msteam = world.census(), world.external_id("")

    worlds.restore()
    with unit_of_work() as session:
        cohort = session.get_one(Cohort, COHORT)
        cohort.uid, cohort.adopted_msteam_id = "kfedcba9876", msteam
        for number, team in enumerate(session.exec(select(Team))):
            team.uid = f"eeee000{number}"
    writes = world.writes()
    world.provision()

    with unit_of_work() as session:
        assert session.get_one(Cohort, COHORT).uid == UID
    assert (world.writes() - writes, world.census(), world.progress().waiting) == (0, before, 0)
    assert left_to_do(world) == NOTHING
