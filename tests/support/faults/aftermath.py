"""What is to be checked after every trouble: nothing lost, nothing twice, said clearly, and then nothing more to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.errors import Paused
from support import small_cohort
from support.faults.world import in_order

if TYPE_CHECKING:
    from app.provisioning.progress.progress import Problem
    from support import tenant_census
    from support.faults.every_fault import Trouble
    from support.faults.world import World

UNSPEAKABLE = re.compile(r"Traceback|Error\b|eyJ|Bearer|None|\{")


def wrong_after(world: World, trouble: Trouble, clean: tenant_census.Census) -> list[str]:
    world.strike(**trouble.rule)
    said = _provision(world)
    world.calm()
    census = world.census()
    wrong = [f"said badly: {problem}" for problem in said if not _is_clear(problem)]
    wrong += [f"{name}: {now}" for name, now in vars(census).items() if now != vars(clean)[name]]
    progress = world.progress()
    if progress.waiting:
        wrong.append(f"waits: {progress.problems}")
    if again := world.writes_of_another_run():
        wrong.append(f"writes again: {again}")
    return wrong


def _provision(world: World) -> list[Problem]:
    """Go on for some days, and collect what was said on the way. Credentials are renewed when we say they must be."""
    said: list[Problem] = []
    try:
        world.provision()
    except Paused:
        assert world.progress().pause is not None
        world.calm()
        world.provision()
        assert world.progress().pause is None
    for _ in range(3):
        if world.progress().waiting == 0:
            break
        said += world.progress().problems
        world.a_day_later()
    return said


def _is_clear(problem: Problem) -> bool:
    words = f"{problem.problem} {problem.next_step}"
    return bool(problem.problem and problem.next_step and problem.next_try_at) and not UNSPEAKABLE.search(
        words
    )


def stands_in(address: str) -> list[str]:
    """Tell what stands in a tenant, whatever the keys of its cohort are, so that two cohorts can be compared."""
    told = repr(in_order(small_cohort.seen_in(address)))
    return re.sub(r"\bk[0-9a-f]{10}\b|\bteam:[0-9a-f]{8}\b", "…", told).split("TeamSeen")
