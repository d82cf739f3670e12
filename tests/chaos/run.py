"""A run of chaos: begin, let everything happen, let go of all that is wrong, wait until it is quiet, and count."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chaos import people
from chaos.checker import wrong_in_submissions, wrong_in_tenant
from chaos.ledger import begun
from chaos.nemesis import Plan, count_struck, play, schedule
from chaos.processes import until
from chaos.world import a_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chaos.databases import Database
    from chaos.world import World

ROUNDS_WITHOUT_PROGRESS = 4
LOOKED_WITHIN_SECONDS = 600.0
CALENDAR, FILES = "calendarView.delta", "driveItem.delta"


def chaos(
    folder: Path, database: Database, seed: int, plan: Plan, *, seconds: float, before: Path | None = None
) -> list[str]:
    """Return what is wrong in the end, and print what was done."""
    done = [begun(number, plan.teams) for number in range(plan.cohorts)]
    chance = random.Random(seed)
    with a_world(folder, database, seed, done, before if plan.upgrade else None) as world:
        for cohort in done:
            people.begin(world, cohort)
        acts = schedule(plan, chance, has_server=database.has_server)
        play(world, acts, plan, time.monotonic() + seconds)
        count_struck(world)
        wrong, rounds = _settle(world, plan.round_seconds)
        writes = _writes_of_second_pass(world, plan.round_seconds)
    wrong += world.wrong + [f"the second pass wrote: {one}" for one in writes]
    _report(world, seed, rounds, wrong)
    return wrong


def _settle(world: World, round_seconds: float) -> tuple[list[str], int]:
    """Wait, an hour in each round, until nothing is wrong; or until nothing has moved for some rounds."""
    before, still, number = None, 0, 0
    while True:
        approved = _round(world, round_seconds)
        wrong, now, number = _wrong(world), _standing(world), number + 1
        if not wrong and not approved and now == before:
            return [], number
        still = still + 1 if (now, wrong) == (before, wrong) else 0
        if still >= ROUNDS_WITHOUT_PROGRESS:
            return wrong or [f"it is never at rest: {now}"], number
        before = now


def _round(world: World, seconds: float) -> bool:
    """Begin the service anew, an hour later, until it has looked; tell whether there was anything to approve."""
    world.service.kill()
    world.jump(timedelta(hours=1))
    world.sandbox.control("DELETE", "/requests")
    world.start_service()
    world.wait_until_ready()
    world.wake()
    approved = [people.approve(world, cohort) for cohort in world.done]
    until(lambda: _has_looked(world), LOOKED_WITHIN_SECONDS, "the service looks at nothing")
    time.sleep(seconds)
    return any(approved)


def _has_looked(world: World) -> bool:
    """At the calendar, and at each cohort's files."""
    operations = [one["operation"] for one in world.sandbox.control("GET", "/requests")["value"]]
    files = sum(one.startswith(FILES) for one in operations)
    return CALENDAR in operations and files >= len(world.done)


def _standing(world: World) -> tuple[list[Any], int]:
    """How far everything has come, as the API tells it, and how much mail has arrived."""
    progress = [world.told(f"/api/cohorts/{one.number}/provision") for one in world.done]
    mails = sum(box["count"] for box in world.sandbox.control("GET", "/mailboxes")["value"])
    return [(one["total"], one["settled"]) for one in progress], mails


def _wrong(world: World) -> list[str]:
    told = {one.name: world.told(f"/api/cohorts/{one.number}/submissions") for one in world.done}
    waiting = {one.name: world.told(f"/api/cohorts/{one.number}/submissions/waiting") for one in world.done}
    unsettled = [wait for one in world.done for wait in _waits(world, one.name, one.number)]
    found = wrong_in_tenant(world.sandbox.address, world.done, world.forgiven)
    return unsettled + found + wrong_in_submissions(world.done, told, waiting)


def _waits(world: World, name: str, number: int) -> Iterator[str]:
    progress = world.told(f"/api/cohorts/{number}/provision")
    if progress["settled"] < progress["total"]:
        problems = [f"{one['key']}: {one['problem']}" for one in progress["problems"]]
        yield f"{name}: {progress['settled']} of {progress['total']} are in place: {problems}"


def _writes_of_second_pass(world: World, seconds: float) -> list[str]:
    """List what the service changes in the tenant though nothing has happened."""
    approved = _round(world, seconds)
    log = world.sandbox.control("GET", "/requests")["value"]
    wrote = [f"{one['method']} {one['path']}" for one in log if one["wrote"]]
    return [*wrote, "a preview with something in it"] if approved else wrote


def _report(world: World, seed: int, rounds: int, wrong: list[str]) -> None:
    kind = type(world.database).__name__
    print(f"\nChaos on {kind}, seed {seed}: {'nothing' if not wrong else len(wrong)} wrong.")
    for name, times in sorted(world.counts.items()):
        print(f"  {times:4} × {name}")
    print(f"  the service was begun {world.service.begun} times, and was quiet after {rounds} rounds")
    for one in wrong:
        print(f"  WRONG  {one}")
