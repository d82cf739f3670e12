"""Whatever goes wrong with whichever call: nothing is lost, nothing is there twice, and each row says what waits."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from support.faults.aftermath import wrong_after
from support.faults.every_fault import KINDS, SEED, Trouble, every, in_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from support import tenant_census
    from support.faults.world import Worlds

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
    print(f"{len(sample)} of {len(troubles)} were tried, with seed {SEED}.")
    assert _wrong(worlds, sample, clean.census()) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_fault(worlds: Worlds) -> None:
    clean = worlds.new()
    clean.provision()
    troubles = in_time(every(clean.calls()))
    assert _wrong(worlds, troubles, clean.census()) == {}


def _wrong(worlds: Worlds, troubles: Iterable[Trouble], clean: tenant_census.Census) -> dict[str, list[str]]:
    """What is not as it should be afterwards, by trouble; said at once, for the rest takes an hour."""
    found: dict[str, list[str]] = {}
    for trouble in troubles:
        if problems := wrong_after(worlds.new(), trouble, clean):
            print(trouble, problems, flush=True)
            found[str(trouble)] = problems
    return found
