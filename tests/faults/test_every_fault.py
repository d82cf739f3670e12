"""Whatever goes wrong with whichever call: nothing is lost, nothing is there twice, and each row says what waits."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest
from faults.aftermath import wrong_after
from faults.every_fault import KINDS, Trouble, every

if TYPE_CHECKING:
    import tenant_census
    from faults.world import Worlds

SEED = int(os.environ.get("KULL_FAULT_SEED", "1"))
MINUTES = float(os.environ.get("KULL_FAULT_MINUTES", "30"))
OF_EACH_KIND = 3


def test_a_sample_of_each_fault(worlds: Worlds) -> None:
    clean = worlds.new()
    clean.provision()
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
    clean = worlds.new()
    clean.provision()
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


def _wrong(worlds: Worlds, troubles: list[Trouble], clean: tenant_census.Census) -> dict[str, list[str]]:
    """What is not as it should be afterwards, by trouble."""
    found = {str(trouble): wrong_after(worlds.new(), trouble, clean) for trouble in troubles}
    return {trouble: problems for trouble, problems in found.items() if problems}
