"""The permissions we ask for are enough for all that we do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.config import settings
from jobs.permissions import needed_permissions

if TYPE_CHECKING:
    from support.faults.world import Worlds


def test_a_whole_cohort_is_made_with_the_permissions_we_ask_for_and_no_other(worlds: Worlds) -> None:
    world = worlds.new()
    world.state.set("roles", needed_permissions(settings().modes))
    world.provision()
    progress = world.progress()
    assert (progress.waiting, [problem.problem for problem in progress.problems]) == (0, [])
