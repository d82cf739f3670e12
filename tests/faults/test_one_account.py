"""A person with several rows, or another address than ours, keeps one place and hears nothing of our bookkeeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.faults.accounts import (
    alias,
    another_row,
    answer,
    comes_back,
    leaves,
    news,
    person,
    said_to_be_one_as,
)
from support.faults.world import World

from app.db import unit_of_work
from app.meetings.models import Meeting
from app.people.models import Access, Role

if TYPE_CHECKING:
    from support.faults.world import Worlds

PER, GRO, OTHER = "bbbb0002", "bbbb0004", "bbbb0011"
HERE = ["ada@example.no", "kari@example.no", "mona@example.no", "per@example.no"]
WITHOUT_PER = HERE[:3]
ALIAS, RENAMED = "p.hansen@example.no", "per.berg@example.no"
DELETED = (
    "Kontoen er slettet i katalogen. Har personen sluttet, ta det opp med teamet. "
    "Har personen fått en ny konto, be IT se på det."
)
SILENT = (
    (
        "Katalogen svarer ikke om alle i kullet, så medlemskapet blir stående til vi vet at ingen annen rad er "
        "samme konto."
    ),
    "Ingenting å gjøre; vi spør igjen hvert kvarter. Forhåndsvisningen viser hvem det gjelder.",
)
A_QUARTER = 16 * 60


def _rename(world: World, of: str, to: str) -> None:
    world.control(f"/people/{of}", {"mail": to, "userPrincipalName": to}, method="PATCH")


def _is_replaced_by_another_row_of_the_account(world: World) -> None:
    """Let a workbook have the same person, and name, at another address."""
    alias(world, "per@example.no", ALIAS)
    leaves(PER)
    another_row(OTHER, ALIAS, name="Per Hansen")


@pytest.mark.parametrize("other", [ALIAS, RENAMED])
def test_the_row_that_stands_for_an_account_leaves_and_nobody_hears_of_it(worlds: Worlds, other: str) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    if other == RENAMED:
        _rename(world, "per@example.no", RENAMED)
        world.a_day_later()
    else:
        alias(world, "per@example.no", ALIAS)
    another_row(OTHER, other)
    world.provision()
    answer(world, "same")
    leaves(PER)
    world.provision()
    assert (len(world.census().members), news(world, before)) == (4, {})
    comes_back(PER)
    leaves(OTHER)
    world.provision()
    assert (len(world.census().members), news(world, before)) == (4, {})
    leaves(PER)
    world.provision()
    assert (world.census().members, news(world, before)) == (
        WITHOUT_PER,
        {"per@example.no": {"cancellation": 2}},
    )


def test_a_row_with_the_same_name_that_was_approved_before_the_directory_told_mails_nobody(
    worlds: Worlds,
) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    _is_replaced_by_another_row_of_the_account(world)
    world.approve()
    world.settle()
    assert (world.census().members, news(world, before), world.progress().waiting) == (HERE, {}, 0)


def test_nobody_is_taken_out_while_the_directory_is_silent_about_another_row(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    _is_replaced_by_another_row_of_the_account(world)
    world.strike(operation="user.list", status=503, times=0)
    world.approve()
    world.settle()
    assert (world.census().members, news(world, before)) == (HERE, {})
    assert (world.problem("/member:bbbb0002"), world.progress().waiting) == (SILENT, 3)

    begun_anew = World(clock=world.clock)  # killed: all that is known is in the database and the tenant
    begun_anew.state, begun_anew.app = world.state, world.app
    begun_anew.settle()
    assert (world.census().members, news(world, before)) == (HERE, {})

    world.calm()
    world.clock.jump_seconds(A_QUARTER)
    begun_anew.settle()
    assert (world.census().members, news(world, before), world.progress().waiting) == (HERE, {}, 0)
    assert world.writes_of_another_run() == 0


def test_whoever_is_another_person_after_all_takes_the_place_when_the_directory_answers(
    worlds: Worlds,
) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    leaves(PER)
    another_row(OTHER, "liv@example.no")
    world.strike(operation="user.list", status=503, times=0)
    world.approve()
    world.settle()
    world.calm()
    world.clock.jump_seconds(A_QUARTER)
    world.provision()
    assert (world.census().members, world.progress().waiting) == (sorted([*WITHOUT_PER, "liv@example.no"]), 0)
    assert news(world, before) == {"liv@example.no": {"invitation": 2}, "per@example.no": {"cancellation": 2}}


def test_a_meeting_that_is_moved_does_not_wait_for_the_directory(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    _is_replaced_by_another_row_of_the_account(world)
    with unit_of_work() as session:
        session.get_one(Meeting, 1).place = "Rom 7"
    world.strike(operation="user.list", status=503, times=0)
    world.approve()
    world.settle()
    assert [one.key.partition("/")[2] for one in world.progress().problems] == [
        "member:bbbb0002",
        "meeting:samling",
    ]


def test_a_guest_with_two_rows_is_let_in_once_and_either_may_leave(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    world.control("/people/gro@kommune.no", {"mail": "gro.ny@kommune.no"}, method="PATCH")
    world.a_day_later()
    another_row(OTHER, "gro.ny@kommune.no", access=Access.guest, team=2)
    world.provision()
    assert (world.census().guests, news(world, before)) == (["gro.ny@kommune.no"], {})
    leaves(GRO)
    world.provision()
    assert (world.census().guests, news(world, before)) == (["gro.ny@kommune.no"], {})


def test_a_colleague_renamed_before_the_first_provisioning_is_let_in_and_mailed_at_her_new_address(
    worlds: Worlds,
) -> None:
    world = worlds.new()
    world.control("/people", [{"mail": "per@example.no", "displayName": "Per Hansen"}])
    _rename(world, "per@example.no", RENAMED)
    world.provision()
    census = world.census()
    mailed = {who: kinds for who, kinds in census.mail.items() if who.startswith("per")}
    assert (census.members, mailed) == (
        [*WITHOUT_PER, RENAMED],
        {RENAMED: ["invitation", "invitation"]},
    )


def test_an_address_in_other_letters_is_the_same_address(worlds: Worlds) -> None:
    world = worlds.new()
    world.control("/people", [{"mail": "Per@Example.NO", "displayName": "Per Hansen"}])
    world.provision()
    before = world.census().mail
    _rename(world, "per@example.no", "PER@example.no")
    world.a_day_later()
    assert (news(world, before), world.writes_of_another_run()) == ({}, 0)


def test_a_deleted_account_is_named_and_a_restored_one_goes_on(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    account = world.external_id("/member:bbbb0002")
    world.control("/people/per@example.no", None, method="DELETE")
    world.a_day_later()
    assert [(one.name, one.why) for one in world.preview().account_problems] == [("Per Hansen", DELETED)]
    assert (world.writes_of_another_run(), world.progress().waiting) == (0, 0)
    world.by_hand("POST", f"/directory/deletedItems/{account}/restore")
    world.a_day_later()
    assert (world.preview().account_problems, world.census().members, news(world, before)) == ([], HERE, {})
    assert world.drifted() == ()


def test_an_account_that_loses_its_licence_or_mailbox_keeps_its_place_and_is_named(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    for lost, named in (
        ({"licensed": False}, "Kontoen har ikke lisens for Teams, og slipper ikke inn."),
        ({"licensed": True, "mailbox": False, "mail": None}, "Kontoen har ingen e-postadresse i katalogen,"),
    ):
        world.control("/people/per@example.no", lost, method="PATCH")
        world.a_day_later()
        (told,) = world.preview().account_problems
        assert (told.name, told.why.startswith(named)) == ("Per Hansen", True)
        assert (world.writes_of_another_run(), world.external_id("/member:bbbb0002") != "") == (0, True)
    world.control("/people/per@example.no", {"mail": "per@example.no", "mailbox": True}, method="PATCH")
    world.a_day_later()
    assert (world.census().members, news(world, before)) == (HERE, {})


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ({"accountEnabled": False}, "Kontoen er sperret i katalogen."),
        ({"licensed": False}, "Kontoen har ikke lisens for Teams,"),
    ],
)
def test_another_row_of_an_account_that_cannot_take_part_now_keeps_its_place(
    worlds: Worlds, lost: dict[str, object], named: str
) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    _is_replaced_by_another_row_of_the_account(world)
    world.control("/people/per@example.no", lost, method="PATCH")
    world.approve()
    world.settle()
    assert (world.census().members, news(world, before)) == (HERE, {})
    (told,) = world.preview().account_problems
    assert told.why.startswith(named)


@pytest.mark.parametrize(
    ("role", "team"),
    [
        (Role.nearest_leader, 1),
        (Role.top_leader, 1),
        (Role.mentor, 2),
        (Role.team_leader, 2),
    ],
)
def test_one_account_with_two_roles_is_invited_once_and_loses_only_what_it_leaves(
    worlds: Worlds, role: Role, team: int
) -> None:
    world = worlds.new()
    alias(world, "per@example.no", ALIAS)
    another_row(OTHER, ALIAS, role=role, team=team)
    world.provision()
    before = world.census()
    invited = {who: kinds for who, kinds in before.mail.items() if who.startswith("p")}
    assert (before.members, invited) == (HERE, {"per@example.no": ["invitation", "invitation"]})
    leaves(OTHER)
    world.provision()
    assert (world.census().members, news(world, before.mail)) == (HERE, {})


def test_an_answer_that_is_regretted_changes_who_is_told_as_whom_and_nothing_in_the_tenant(
    worlds: Worlds,
) -> None:
    world = worlds.new()
    alias(world, "per@example.no", ALIAS)
    another_row(OTHER, ALIAS)
    world.provision()
    before = world.census().mail
    world.a_day_later()
    keys = answer(world, "same")
    assert said_to_be_one_as() == {ALIAS: "per@example.no"}
    world.provision()
    answer(world, "shared", anew=keys)
    assert said_to_be_one_as() == {}
    assert (world.provision().placed, world.census().members, news(world, before)) == (0, HERE, {})


def test_a_row_of_another_cohort_is_not_asked_about_and_changes_nothing(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census().mail
    alias(world, "per@example.no", ALIAS)
    another_row(OTHER, ALIAS)
    world.ask_directory()
    with unit_of_work() as session:
        account = (person(session, PER).entra_id, person(session, OTHER).entra_id)
    leaves(OTHER)
    world.provision()
    assert account[0] == account[1]
    assert (answer(world, "same"), news(world, before), world.census().members) == ([], {}, HERE)
