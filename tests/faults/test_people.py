"""People the directory does not know as we do: the cohort is provisioned, and each is told of by name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlmodel import select
from support.faults.smallest_cohort import TEAMS
from support.faults.world import COHORT

from app.cohorts.models import ApplicationState, Cohort, Team
from app.db import unit_of_work
from app.people.models import Person, Role, RoleGrant

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

PER = "bbbb0002"


def _called(uid: str, **facts: object) -> None:
    with unit_of_work() as session:
        person = session.exec(select(Person).where(Person.uid == uid)).one()
        for fact, value in facts.items():
            setattr(person, fact, value)


def _members(world: World) -> list[str]:
    return world.census().members


def _why(world: World) -> dict[str, str]:
    return {waiting.name: waiting.why for waiting in world.preview().without_account}


def test_an_address_the_directory_does_not_know_is_reached_by_mail(worlds: Worlds) -> None:
    world = worlds.new()
    _called(PER, email="per@borte.no")
    world.provision()
    assert (world.progress().waiting, "per@example.no" in _members(world)) == (0, False)
    assert _why(world) == {
        "Per Hansen": "Fant ikke adressen i katalogen. Sjekk den, eller inviter som gjest."
    }
    assert world.census().mail["per@borte.no"] == ["invitation", "invitation"]


def test_between_several_matches_nobody_is_guessed(worlds: Worlds) -> None:
    world = worlds.new()
    world.state.add_person(
        mail="per.gammel@example.no", displayName="Per", userPrincipalName="per@example.no"
    )
    world.state.add_person(mail="per@example.no", displayName="Per")
    world.state.commit()
    world.provision()
    assert (world.progress().waiting, "per@example.no" in _members(world)) == (0, False)
    assert _why(world) == {
        "Per Hansen": "Flere i katalogen har denne adressen. Be IT rydde; vi gjetter ikke."
    }


def test_a_disabled_account_is_not_let_in(worlds: Worlds) -> None:
    world = worlds.new()
    _called(PER, email="per@annet.no")
    world.state.add_person(mail="per@annet.no", displayName="Per Hansen", accountEnabled=False)
    world.state.commit()
    world.provision()
    assert _why(world) == {
        "Per Hansen": "Kontoen er sperret i katalogen. Be IT åpne den, eller rett adressen hvis personen har sluttet."
    }
    assert "per@annet.no" not in _members(world)


def test_a_member_whose_user_name_and_address_are_changed_stays_and_nothing_is_written(
    worlds: Worlds,
) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    account = world.state.first("user", "mail", "per@example.no")
    assert account is not None
    changed = {"mail": "per.nytt@example.no", "userPrincipalName": "per.nytt@example.no"}
    world.state.put("user", account | changed)
    world.state.commit()
    world.a_day_later()
    assert world.writes_of_another_run() == 0
    census = world.census()
    assert (census.members, _why(world)) == (
        ["ada@example.no", "kari@example.no", "mona@example.no", "per.nytt@example.no"],
        {},
    )
    assert {who: kinds for who, kinds in census.mail.items() if kinds != before.get(who)} == {}


def test_a_member_without_a_licence_waits_with_who_can_help_and_is_let_in_when_there_is_one(
    worlds: Worlds,
) -> None:
    world = worlds.new()
    world.ask_directory()
    world.state.set("withoutTeamsLicence", ["per@example.no"])  # after the directory has told of it
    world.state.commit()
    world.approve()
    world.settle()
    (waits,) = world.progress().problems
    assert (waits.problem, (waits.next_step or "").partition(":")[0]) == (
        "Vi mangler tilgang, eller en grense er nådd, for medlemskapet.",
        "Be IT se på dette",
    )
    assert _members(world) == ["ada@example.no", "kari@example.no", "mona@example.no"]
    world.state.set("withoutTeamsLicence", [])
    world.state.commit()
    world.a_day_later()
    assert (world.progress().waiting, "per@example.no" in _members(world)) == (0, True)


def test_guests_are_mailed_only_where_the_cohort_lets_nobody_in(worlds: Worlds) -> None:
    world = worlds.new()
    with unit_of_work() as session:
        session.get_one(Cohort, COHORT).guests_allowed = False
    world.provision()
    census = world.census()
    assert (census.guests, census.mail["gro@kommune.no"]) == ([], ["invitation", "invitation"])


def test_a_guest_whom_teams_does_not_know_yet_is_let_in_a_little_later(worlds: Worlds) -> None:
    world = worlds.new()
    world.state.set("guestReplicationCalls", 3)
    world.state.commit()
    world.provision()
    assert (world.progress().waiting, world.census().guests) == (0, ["gro@kommune.no"])
    assert world.census().mail["gro@kommune.no"].count("guest-invitation") == 1


def test_a_member_who_is_replaced_is_one_out_and_one_in(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    _replace(PER, Person(uid="bbbb0009", name="Liv Ny", email="liv@example.no"))
    world.settle()
    assert world.census().mail == before  # nobody has said yes to it
    world.ask_directory()
    world.approve()
    world.settle()

    census = world.census()
    assert (world.progress().waiting, census.members) == (
        0,
        ["ada@example.no", "kari@example.no", "liv@example.no", "mona@example.no"],
    )
    news = {who: Counter(kinds) - Counter(before.get(who, ())) for who, kinds in census.mail.items()}
    assert {who: dict(kinds) for who, kinds in news.items() if kinds} == {
        "liv@example.no": {"invitation": 2},
        "per@example.no": {"cancellation": 2},
    }


def _replace(out: str, new: Person) -> None:
    with unit_of_work() as session:
        old = session.exec(select(Person).where(Person.uid == out)).one()
        grant = session.exec(select(RoleGrant).where(RoleGrant.person_id == old.id)).one()
        session.add(new)
        session.flush()
        session.add(
            RoleGrant(person_id=new.id or 0, cohort_id=COHORT, team_id=grant.team_id, role=Role.staff)
        )
        session.delete(grant)


def test_a_team_that_withdraws_waits_for_a_person_and_is_let_go_then(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    with unit_of_work() as session:
        session.exec(select(Team).where(Team.uid == TEAMS[0][0])).one().place = ApplicationState.withdrawn
        session.exec(select(Team).where(Team.uid == TEAMS[1][0])).one().place = ApplicationState.offered

    assert not world.preview().found.is_safe
    assert world.writes_of_another_run() == 0

    world.provision()
    census = world.census()
    assert world.progress().waiting == 0
    assert [(team.channel, team.tabs, len(team.tasks)) for team in census.teams] == [
        ("Kostvert", [], 2),
        ("Trygg hjemreise", ["Hva nå?", "Oppgaver", "Våre filer"], 2),
    ]
    assert census.members == ["ada@example.no", "mona@example.no"]
    assert world.writes_of_another_run() == 0
