"""A database restored from before the provisioning knows nothing; the tenant's own marks tell it everything again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select
from support.faults.world import COHORT

from app.cohorts.models import Team
from app.db import unit_of_work
from app.meetings.models import Meeting
from app.people.models import Person, Role, RoleGrant

if TYPE_CHECKING:
    from support.faults.world import World, Worlds


def test_everything_is_found_again_and_nothing_is_made(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census()

    worlds.restore()
    writes = world.writes()
    world.provision()

    assert world.writes() - writes == 0
    assert (world.progress().settled, world.progress().waiting) == (35, 0)
    assert world.census() == before
    assert world.writes_of_another_run() == 0


def test_a_meeting_that_was_cancelled_and_made_again_is_found_by_its_newest_key(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    _hold_back(world, "samling", confirmed=False)
    _hold_back(world, "samling", confirmed=True)
    before = world.census()
    assert [event.subject for event in before.events] == [
        "Prøvekull: Digital innsjekk",
        "Prøvekull: Samling 1",
    ]

    worlds.restore()
    writes = world.writes()
    world.provision()

    assert (world.writes() - writes, world.progress().waiting, world.census()) == (0, 0, before)


def _hold_back(world: World, key: str, *, confirmed: bool) -> None:
    """A date that is no longer anybody's word is withdrawn, and invited anew once it is confirmed."""
    with unit_of_work() as session:
        meeting = session.exec(select(Meeting).where(Meeting.cohort_id == COHORT, Meeting.key == key)).one()
        meeting.basis = "source" if confirmed else "assumed"
    world.provision()


def test_a_meeting_cancelled_before_the_backup_was_lost_is_invited_anew(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    _hold_back(world, "samling", confirmed=False)

    worlds.restore()
    world.provision()

    assert [event.subject for event in world.census().events] == [
        "Prøvekull: Digital innsjekk",
        "Prøvekull: Samling 1",
    ]
    assert world.writes_of_another_run() == 0


def test_who_was_enrolled_before_a_meeting_was_found_again_is_invited_to_it(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census()

    worlds.restore()
    _enrol("nora@example.no")
    world.provision()

    after = world.census()
    assert [sorted({*one.required} - {"nora@example.no"}) for one in after.events] == [
        one.required for one in before.events
    ]
    assert after.mail["nora@example.no"].count("invitation") == 2
    assert {who: kinds for who, kinds in after.mail.items() if who in before.mail} == before.mail
    assert world.writes_of_another_run() == 0


def _enrol(email: str) -> None:
    with unit_of_work() as session:
        team = session.exec(select(Team)).first()
        assert team is not None
        person = Person(name="Nora Ny", email=email)
        session.add(person)
        session.flush()
        session.add(RoleGrant(person_id=person.id or 0, cohort_id=COHORT, team_id=team.id, role=Role.staff))
