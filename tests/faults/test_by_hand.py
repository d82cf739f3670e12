"""What people remove in Microsoft 365 is reported, and not made again by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.faults.world import COHORT, ORGANISER

from app.cohorts.models import Team
from app.db import unit_of_work

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

ENTRY = "/meeting:samling"
TEAM = "/team:aaaa0001"
TASK = f"{TEAM}/plan/oppstart/belyse"
FOLDER = "/general/files/Delt"
TAB = f"{TEAM}/channel/tab:filer"


def _remove_entry(world: World) -> None:
    world.by_hand("DELETE", f"/users/{ORGANISER}/events/{world.external_id(ENTRY)}")


def _remove_task(world: World) -> None:
    address = f"/planner/tasks/{world.external_id(TASK)}"
    etag = world.by_hand("GET", address)["@odata.etag"]
    world.by_hand("DELETE", address, **{"If-Match": etag})


def _remove_folder(world: World) -> None:
    drive, _, item = world.external_id(FOLDER).partition("/")
    world.by_hand("DELETE", f"/drives/{drive}/items/{item}")


def _remove_tab(world: World) -> None:
    channel = f"/teams/{world.external_id('')}/channels/{world.external_id(f'{TEAM}/channel')}"
    world.by_hand("DELETE", f"{channel}/tabs/{world.external_id(TAB)}")


REMOVED = {ENTRY: _remove_entry, TASK: _remove_task, FOLDER: _remove_folder, TAB: _remove_tab}


@pytest.mark.parametrize("key", REMOVED)
def test_what_was_removed_is_reported_and_not_made_again(worlds: Worlds, key: str) -> None:
    world = worlds.new()
    world.provision()
    REMOVED[key](world)

    assert [(one.key, one.what) for one in world.drifted()] == [(f"k0123456789{key}", "borte")]
    assert world.writes_of_another_run() == 0
    assert [one.what for one in world.drifted()] == ["borte"]


def test_a_change_to_what_was_removed_waits_for_a_person(worlds: Worlds) -> None:
    """The channel is renamed after somebody deleted it: said once a day, not tried for ever, nothing else stops."""
    world = worlds.new()
    world.provision()
    channel = f"/teams/{world.external_id('')}/channels/{world.external_id(f'{TEAM}/channel')}"
    world.by_hand("DELETE", channel)
    _rename("Kostvert Bodø")
    before = world.clock.now()
    world.provision()

    assert (world.clock.now() - before).total_seconds() < 60
    assert world.problem(f"{TEAM}/channel") == (
        "Noen har fjernet kanalen i Microsoft 365, så endringen ble ikke gjort.",
        "Se under Endret utenfra. Vi lager ingenting på nytt av oss selv.",
    )
    assert [team.channel for team in world.census().teams] == ["Trygg hjemreise"]


def _rename(name: str) -> None:
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.cohort_id == COHORT, Team.uid == "aaaa0001")).one()
        team.name = name


def test_a_tenant_we_cannot_look_into_just_now_is_not_reported_as_emptied(worlds: Worlds) -> None:
    world = worlds.new()
    world.provision()
    world.strike(operation="plan.tasks.list", status=429, times=0)
    world.strike(operation="tabs.list", status=503, times=0)
    assert world.drifted() == ()
    assert world.look().unseen > 0
