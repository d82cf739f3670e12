"""How long we wait, and when we stop waiting and say so; what the time has passed is not made."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from support.faults.world import THE_FIRST_OF_APRIL, JumpingClock

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

BUCKET = "/team:aaaa0001/plan/oppstart"


def _minutes(world: World) -> float:
    return (world.clock.now() - THE_FIRST_OF_APRIL) / timedelta(minutes=1)


def test_as_long_as_microsoft_says_is_waited_and_then_it_goes_on(worlds: Worlds) -> None:
    world = worlds.new()
    world.strike(operation="bucket.create", status=429, retry_after="90")
    world.provision()
    assert (world.progress().waiting, 1.5 <= _minutes(world) < 2) == (0, True)


def test_a_long_wait_is_written_down_instead_of_sat_through(worlds: Worlds) -> None:
    world = worlds.new()
    world.strike(operation="bucket.create", path="", status=429, retry_after="900")
    world.provision()
    waiting = [one for one in world.progress().problems if one.key.endswith("oppstart")]
    assert [(one.problem, one.next_step) for one in waiting] == [
        ("Microsoft 365 ber oss vente med oppgavelisten.", "Ingenting å gjøre; vi prøver igjen av oss selv.")
    ]
    assert _minutes(world) < 1
    assert [(wait.sentence, wait.count) for wait in world.progress().waits] == [
        ("Venter på oppgavelisten Oppstart.", 2),
        ("Venter på Microsoft til kl. 08.15 (for mange forespørsler).", 1),
    ]
    assert [(team.name, team.settled, team.total, len(team.waits)) for team in world.progress().by_team] == [
        ("Kostvert", 8, 11, 2),
        ("Trygg hjemreise", 11, 11, 0),
    ]
    world.clock.jump(timedelta(seconds=900))
    world.settle()
    assert world.progress().waiting == 0


def test_what_never_answers_is_given_up_for_now_with_ever_longer_waits(worlds: Worlds) -> None:
    """Ten minutes without anything placed is enough for a terminal; the runner comes back by itself."""
    world = worlds.new()
    world.strike(operation="bucket.create", status=503, times=0)
    world.provision()
    assert 5 < _minutes(world) < 15
    tries = [call for call in world.calls() if call["operation"] == "bucket.create"]
    assert 16 <= len(tries) <= 24
    assert world.progress().by_kind["channel"] == (2, 2)

    world.calm()
    world.clock.jump(timedelta(minutes=6))
    world.settle()
    assert world.progress().waiting == 0


def test_what_only_a_person_can_mend_is_not_waited_for(worlds: Worlds) -> None:
    world = worlds.new()
    world.strike(operation="bucket.create", status=403, times=0)
    world.provision()
    assert _minutes(world) < 1
    assert world.problem(BUCKET) == (
        "Vi mangler tilgang, eller en grense er nådd, for oppgavelisten.",
        "Be IT se på dette: A fault that was asked for.",
    )


@pytest.mark.parametrize("spread", [0, 1, 6])
def test_a_parent_that_its_neighbours_see_late_is_asked_for_again(worlds: Worlds, spread: int) -> None:
    """However the waits are spread; by 1 and 6 a half-made task is found again before its details are seen."""
    random.seed(spread)
    world = worlds.new()
    for operation in ("plan.create", "driveItem.folder.create", "bucket.create"):
        world.strike(operation=operation, status=404, times=6)
    world.strike(operation="task.details.update", status=404, times=4)
    world.provision()
    assert (world.progress().waiting, _minutes(world) < 9) == (0, True)
    assert [len(team.tasks) for team in world.census().teams] == [2, 2]


def test_a_meeting_that_has_ended_and_a_task_already_due_are_not_made(worlds: Worlds) -> None:
    """On 15 September the check-in of the 14th is over, and the leader's task was due on the 9th."""
    world = worlds.new(clock=JumpingClock(datetime.fromisoformat("2026-09-15T10:00:00+00:00")))
    world.provision()
    census = world.census()
    assert [event.subject for event in census.events] == ["Prøvekull: Samling 1"]
    assert [[task.title for task in team.tasks] for team in census.teams] == [["Belyse problemet"]] * 2
    assert census.mail["kari@example.no"] == ["invitation"]
    assert world.progress().waiting == 0


def test_microsoft_away_for_six_hours_is_asked_now_and_then_and_all_is_made_when_it_is_back(
    worlds: Worlds,
) -> None:
    clean, world = worlds.new(), worlds.new()
    clean.provision()
    worlds.restore()
    world.strike(status=503, nth=45, times=0)
    world.provision()
    for _ in range(36):
        world.clock.jump(timedelta(minutes=10))
        world.settle()
    assert (world.progress().waiting > 0, len(world.calls()) < 4 * 6 * 60) == (True, True)
    world.calm()
    for _ in range(6):
        world.clock.jump(timedelta(minutes=10))
        world.settle()
    assert (world.progress().waiting, vars(world.census())) == (0, vars(clean.census()))
    assert world.writes_of_another_run() == 0
