"""Whatever goes wrong with whichever call: nothing is lost, nothing is there twice, and each row says what waits."""

from __future__ import annotations

import os
import random
import re
import time
from typing import TYPE_CHECKING

import pytest
from faults.every_fault import KINDS, Trouble, every

from app.errors import Paused

if TYPE_CHECKING:
    import tenant_census
    from faults.world import World, Worlds

    from app.provisioning.progress import Problem

SEED = int(os.environ.get("KULL_FAULT_SEED", "1"))
MINUTES = float(os.environ.get("KULL_FAULT_MINUTES", "30"))
OF_EACH_KIND = 3
UNSPEAKABLE = re.compile(r"Traceback|Error\b|eyJ|Bearer|None|\{")


def test_a_sample_of_each_fault(worlds: Worlds) -> None:
    clean = _clean(worlds)
    troubles = every(clean.calls())
    chosen = random.Random(SEED)
    sample = [
        trouble
        for kind in KINDS
        for trouble in chosen.sample([one for one in troubles if one.kind == kind], OF_EACH_KIND)
    ]
    print(f"{len(sample)} of {len(troubles)} faults")
    assert _wrong(worlds, sample, clean.census()) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_fault(worlds: Worlds) -> None:
    clean = _clean(worlds)
    troubles = every(clean.calls())
    random.Random(SEED).shuffle(troubles)
    until, tried = time.monotonic() + 60 * MINUTES, []
    census = clean.census()
    wrong: dict[str, list[str]] = {}
    for trouble in troubles:
        if time.monotonic() > until:
            break
        tried.append(trouble)
        wrong |= _wrong(worlds, [trouble], census)
    print(f"{len(tried)} of {len(troubles)} faults, seed {SEED}")
    assert wrong == {}


def _clean(worlds: Worlds) -> World:
    world = worlds.new()
    world.provision()
    return world


def _wrong(worlds: Worlds, troubles: list[Trouble], clean: tenant_census.Census) -> dict[str, list[str]]:
    """What is not as it should be afterwards, by trouble."""
    found = {str(trouble): _after(worlds.new(), trouble, clean) for trouble in troubles}
    return {trouble: problems for trouble, problems in found.items() if problems}


def _after(world: World, trouble: Trouble, clean: tenant_census.Census) -> list[str]:
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
