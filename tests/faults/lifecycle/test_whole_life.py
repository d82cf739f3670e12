"""A cohort's life: built hidden, activated, changed on the way and closed, each counted in the tenant."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.faults.smallest_cohort import PROGRAMME
from support.faults.world import COHORT, ORGANISER

from app.audit import Deed
from app.cohorts.models import Cohort, Team
from app.db import unit_of_work
from app.errors import Conflict
from app.programmes.language.definition import Definition
from app.programmes.own.derived import merged
from app.programmes.own.stored import keep
from app.provisioning.lifecycle import close, hide, upgrade
from app.provisioning.lifecycle.deviate import deviate

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.faults.world import World, Worlds

GUEST = "gro@kommune.no"
AFTER_THE_CHECK_IN = datetime.fromisoformat("2026-09-15T06:00:00+00:00")
DECEMBER = datetime.fromisoformat("2026-12-15T06:00:00+00:00")


def _act(world: World, act: Callable[..., Any], **more: Any) -> Any:
    with unit_of_work() as session:
        return act(session, COHORT, **more)


def _reviewed(world: World, preview: Callable[..., Any], act: Callable[..., Any]) -> Any:
    """Look at a preview, say yes to exactly that, and let the runner do it."""
    around = world.surroundings()
    seen = _act(world, preview, surroundings=around)
    checksum = seen.checksum if hasattr(seen, "checksum") else seen.found.checksum
    _act(world, act, checksum=checksum, deed=Deed(actor="prøve", at=around.now), surroundings=around)
    world.settle()
    return seen


# --- built hidden -------------------------------------------------------------------------------


def test_a_hidden_cohort_stands_ready_and_nobody_but_the_owners_sees_or_hears_of_it(worlds: Worlds) -> None:
    world, open_from_the_start = worlds.new(), worlds.new()
    open_from_the_start.provision()
    expected = open_from_the_start.census()
    worlds.restore()

    _act(world, hide.hide_cohort, deed=Deed(actor="prøve", at=world.clock.now()))
    world.provision()
    hidden = world.census()
    assert (hidden.owners, hidden.members, hidden.guests) == ([ORGANISER], [], [])
    assert (hidden.events, hidden.mail) == ([], {})
    assert [len(team.tasks) for team in hidden.teams] == [2, 2]
    assert {task.assignees for team in hidden.teams for task in team.tasks} == {0}
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)

    seen = _reviewed(world, hide.preview_activation, hide.activate_cohort)
    assert {told.email: told.invitations for told in seen.messages} == dict.fromkeys(
        ["ada@example.no", GUEST, "kari@example.no", "mona@example.no", "per@example.no"], 2
    )
    assert world.census() == expected
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)


def test_what_teams_have_seen_cannot_be_hidden_and_what_is_open_cannot_be_activated(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    with pytest.raises(Conflict, match="Det kan ikke skjules nå"):
        _act(world, hide.hide_cohort, deed=Deed(actor="prøve", at=world.clock.now()))
    with pytest.raises(Conflict, match="ikke skjult"):
        _act(world, hide.preview_activation, surroundings=world.surroundings())


# --- changed on the way -------------------------------------------------------------------------


def test_a_team_renamed_renames_its_channel_and_plan_and_nothing_else(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before, writes = world.census(), world.writes()
    with unit_of_work() as session:
        session.exec(select(Team).where(Team.uid == "aaaa0001")).one().name = "Kost"
    world.settle()

    was = before.teams[0]
    about = was.description.replace("Kostvert, ", "Kost, ")
    now = replace(was, channel="Kost", description=about, plans=["Prøvekull: Kost"])
    after = world.census()
    assert after.teams == [now, before.teams[1]]
    assert (world.writes() - writes, after.mail, after.events) == (2, before.mail, before.events)
    assert world.writes_of_another_run() == 0


def _deliver() -> dict[str, Any]:
    """A new task before the gathering."""
    new = {"key": "rapport", "title": "Levere rapport", "due": {"before": "samling", "days": 3}}
    phase = {**PROGRAMME.model_dump(mode="json")["tasks"]["team"][0]}
    return {"tasks": {"team": [{**phase, "tasks": [*phase["tasks"], new]}]}}


def test_a_deliverable_added_is_one_task_more_for_each_team(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before, writes = world.census(), world.writes()
    _act(
        world,
        deviate,
        changes=_deliver(),
        why="Styret ber om det",
        deed=Deed(actor="prøve", at=world.clock.now()),
    )
    world.settle()

    after = world.census()
    titles = [Counter(task.title for task in team.tasks) for team in after.teams]
    was = [Counter(task.title for task in team.tasks) for team in before.teams]
    assert [now - then for now, then in zip(titles, was, strict=True)] == [Counter({"Levere rapport": 1})] * 2
    assert (world.writes() - writes, after.mail, after.events) == (4, before.mail, before.events)
    assert world.writes_of_another_run() == 0


def _version_2(**changes: Any) -> None:
    newer = merged(PROGRAMME.model_dump(mode="json"), {"version": 2, **_deliver(), **changes})
    with unit_of_work() as session:
        now = session.get_one(Cohort, COHORT).created_at
        keep(session, definition=PROGRAMME, deed=Deed(actor="prøve", at=now))
        keep(session, definition=Definition.model_validate(newer), deed=Deed(actor="prøve", at=now))


def test_a_newer_version_of_the_programme_is_shown_first_and_then_taken_up(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    _version_2()
    assert world.writes_of_another_run() == 0
    around = world.surroundings()
    seen = _act(world, upgrade.preview_upgrade, surroundings=around)
    assert (seen.version, seen.newer, seen.stays) == (1, 2, [])
    assert seen.preview.found.counts["create"] == 2
    with pytest.raises(Conflict, match="Noe er endret siden forhåndsvisningen"):
        _act(
            world,
            upgrade.upgrade_cohort,
            checksum="0",
            deed=Deed(actor="prøve", at=around.now),
            surroundings=around,
        )
    assert world.writes_of_another_run() == 0

    writes = world.writes()
    _reviewed(world, upgrade.preview_upgrade, upgrade.upgrade_cohort)
    assert [len(team.tasks) for team in world.census().teams] == [3, 3]
    assert world.writes() - writes == 4
    with pytest.raises(Conflict, match="følger alt den nyeste"):
        _act(world, upgrade.preview_upgrade, surroundings=around)


def test_a_meeting_that_has_been_held_stays_as_it_was_in_a_newer_version(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    meetings = PROGRAMME.model_dump(mode="json")["meetings"]
    moved = [{**one, "when": {"day": "09-21"}} if one["key"] == "innsjekk" else one for one in meetings]
    _version_2(meetings=moved)
    world.clock.jump(AFTER_THE_CHECK_IN - world.clock.now())
    before = world.census().events
    _reviewed(world, upgrade.preview_upgrade, upgrade.upgrade_cohort)
    assert world.census().events == before


# --- closed -------------------------------------------------------------------------------------


def test_a_closed_cohort_is_archived_under_its_year_and_guests_are_out(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    before = world.census()
    world.clock.jump(DECEMBER - world.clock.now())
    seen = _reviewed(world, close.preview_closing, close.close_cohort)
    assert seen.found.counts == {"create": 1, "change": 1, "withdraw": 2, "unchanged": 32}

    after = world.census()
    assert (after.msteams, after.guests) == (["Prøvekull (2026, avsluttet)"], [])
    assert (after.members, after.owners, after.teams) == (before.members, before.owners, before.teams)
    assert (after.events, after.mail) == (before.events, before.mail)  # both were held: nothing is cancelled
    assert world.by_hand("GET", f"/teams/{world.external_id('')}")["isArchived"] is True
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)
    with pytest.raises(Conflict, match="er alt avsluttet"):
        _act(world, close.preview_closing, surroundings=world.surroundings())
    with pytest.raises(Conflict, match="avsluttet og kan ikke klargjøres"):
        world.approve()


def test_closing_early_cancels_what_lies_ahead_and_keeps_what_was_held(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    world.clock.jump(AFTER_THE_CHECK_IN - world.clock.now())
    before = world.census()
    _reviewed(world, close.preview_closing, close.close_cohort)

    after = world.census()
    assert [event.subject for event in after.events] == ["Prøvekull: Digital innsjekk"]
    news = {who: dict(Counter(kinds) - Counter(before.mail[who])) for who, kinds in after.mail.items()}
    assert news == {who: {"cancellation": 1} for who in before.mail}


def test_a_cohort_is_archived_last_however_often_the_answer_is_lost(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    world.clock.jump(DECEMBER - world.clock.now())
    world.strike(operation="team.archive", status=504, after=True)
    world.strike(operation="group.update", status=503, times=3)
    _reviewed(world, close.preview_closing, close.close_cohort)
    assert (world.progress().waiting, world.census().msteams) == (0, ["Prøvekull (2026, avsluttet)"])
    writes = [call["operation"] for call in world.calls() if call["method"] in {"PATCH", "POST", "DELETE"}]
    assert [name for name in writes if name != "batch"][-1] == "team.archive"
