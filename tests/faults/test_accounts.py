"""Accounts of the directory behind the rows of people: each is let in and invited once, or named with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.faults.accounts import alias, another_row, leaves, person
from support.faults.world import COHORT

from app.config import settings
from app.db import unit_of_work
from app.people.models import Person, Role
from app.people.service import grants_held
from app.questions.service import open_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.faults.world import World, Worlds

PER, MONA = "bbbb0002", "bbbb0005"
AT_HOME = "Adressen hører til huset, men finnes ikke i katalogen – se etter skrivefeil eller en konto som er slettet."
NO_ADDRESS = (
    "Kontoen har ingen e-postadresse i katalogen, så innkallinger og brev når kanskje ikke fram. "
    "Be IT gi den postkasse, eller bruk en annen adresse."
)
HERE = ["ada@example.no", "kari@example.no", "mona@example.no", "per@example.no"]


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let sykehus.no be the house's own domain, beside the sandbox's own."""
    monkeypatch.setenv("KULL_OWN_DOMAINS", "sykehus.no, example.org")
    settings.cache_clear()
    yield
    settings.cache_clear()


def _received(world: World) -> dict[str, list[str]]:
    return world.census().mail


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("address", "account", "named"),
    [
        (
            "per@sykehus.no",
            None,
            AT_HOME,
        ),
        ("per@kommune.no", None, "Fant ikke adressen i katalogen. Sjekk den, eller inviter som gjest."),
        (
            "per@sykehus.no",
            {"accountEnabled": False},
            "Kontoen er sperret i katalogen. Be IT åpne den, eller rett adressen hvis personen har sluttet.",
        ),
        (
            "per@sykehus.no",
            {"licensed": False},
            "Kontoen har ikke lisens for Teams, og slipper ikke inn. Be IT gi den lisens; vi ser etter hver dag.",
        ),
    ],
)
def test_an_account_that_cannot_take_part_is_named_with_what_to_do(
    worlds: Worlds, address: str, account: dict[str, Any] | None, named: str
) -> None:
    world = worlds.new()
    with unit_of_work() as session:
        person(session, PER).email = address
    if account is not None:
        world.control("/people", [{"mail": address, "displayName": "Per Hansen", **account}])
    world.provision()
    told = {one.name: one.why for one in world.preview().without_account}
    assert (told, world.progress().waiting) == ({"Per Hansen": named}, 0)
    assert world.census().members == [address for address in HERE if address != "per@example.no"]


@pytest.mark.usefixtures("at_home")
def test_an_address_of_the_house_is_no_guest_though_the_workbook_says_so(worlds: Worlds) -> None:
    world = worlds.new()
    with unit_of_work() as session:
        session.exec(select(Person).where(Person.email == "gro@kommune.no")).one().email = "gro@sykehus.no"
    world.provision()
    census = world.census()
    assert (census.guests, "guest-invitation" in census.mail["gro@sykehus.no"]) == ([], False)


def test_an_account_without_an_address_is_let_in_and_named(worlds: Worlds) -> None:
    world = worlds.new()
    account = {"userPrincipalName": "per@example.no", "displayName": "Per Hansen", "mailbox": False}
    world.control("/people", [account])
    world.provision()
    (told,) = world.preview().account_problems
    assert (told.name, told.why) == ("Per Hansen", NO_ADDRESS)


def test_an_account_that_is_closed_later_stays_and_is_named(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    world.control("/people", [{"mail": "per@example.no", "displayName": "Per", "accountEnabled": False}])
    world.a_day_later()
    assert [one.why.partition(".")[0] for one in world.preview().account_problems] == [
        "Kontoen er sperret i katalogen"
    ]
    assert (world.writes_of_another_run(), world.census().members) == (0, HERE)


def test_a_row_that_leaves_takes_nothing_from_another_row_of_the_account(worlds: Worlds) -> None:
    world = worlds.new()
    alias(world, "per@example.no", "p.hansen@example.no")
    another_row("bbbb0011", "p.hansen@example.no", role=Role.team_leader)
    world.provision()
    before = world.census()
    assert before.members == HERE
    assert {address for address in before.mail if address.startswith("p")} == {"per@example.no"}

    leaves(PER)
    world.provision()
    after = world.census()
    assert (after.members, after.mail, after.teams) == (HERE, before.mail, before.teams)

    leaves("bbbb0011")
    world.provision()
    assert world.census().members == ["ada@example.no", "kari@example.no", "mona@example.no"]


def test_a_mentor_with_two_rows_is_invited_once_and_keeps_the_place_of_either(worlds: Worlds) -> None:
    world = worlds.new()
    alias(world, "mona@example.no", "m.veileder@example.no")
    another_row("bbbb0012", "m.veileder@example.no", role=Role.mentor)
    world.provision()
    before = _received(world)
    assert before["mona@example.no"].count("invitation") == 2
    leaves(MONA)
    world.provision()
    assert (world.census().members, _received(world)) == (HERE, before)


def test_leaving_that_was_approved_before_the_directory_told_is_stopped(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    alias(world, "per@example.no", "p.hansen@example.no")
    leaves(PER)
    another_row("bbbb0011", "p.hansen@example.no")
    world.approve()
    world.settle()
    assert (world.census().members, world.progress().waiting) == (HERE, 0)


def test_an_owner_who_leaves_a_team_stays_an_owner(worlds: Worlds) -> None:
    world = worlds.new()
    with unit_of_work() as session:
        person(session, PER).email = settings().owner_addresses[0]
    world.provision()
    owners = world.census().owners
    leaves(PER)
    world.provision()
    assert (world.census().owners, owners) == (owners, ["laeringsnettverk@example.no"])


def test_rows_of_one_account_are_asked_about_once_and_sign_in_with_the_roles_of_both(worlds: Worlds) -> None:
    world = worlds.new()
    alias(world, "per@example.no", "p.hansen@example.no")
    another_row("bbbb0011", "p.hansen@example.no", role=Role.team_leader, team=2)
    world.provision()
    world.a_day_later()
    with unit_of_work() as session:
        (asked,) = open_questions(session, COHORT)
        account = person(session, PER).entra_id or ""
        roles = [grant.role for grant in grants_held(session, entra_id=account, email="per@example.no")]
        assert (asked.kind, asked.details["rows"]) == (
            "same-account",
            "Per Hansen (per@example.no, Kostvert); Rad To (p.hansen@example.no, Trygg hjemreise)",
        )
    assert roles == [Role.staff, Role.team_leader]
    leaves("bbbb0011")
    world.a_day_later()
    with unit_of_work() as session:
        assert list(open_questions(session, COHORT)) == []
