"""The permissions we ask for are enough for all that we do, and one that is missing is said by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.config import settings
from jobs.permissions import missing_permissions, needed_permissions

if TYPE_CHECKING:
    from support.faults.world import Worlds


def test_a_whole_cohort_is_made_with_the_permissions_we_ask_for_and_no_other(worlds: Worlds) -> None:
    world = worlds.new()
    world.state.set("roles", needed_permissions(settings().modes))
    world.provision()
    progress = world.progress()
    assert (progress.waiting, [problem.problem for problem in progress.problems]) == (0, [])


def test_what_is_not_granted_is_named_and_what_we_are_not_to_do_is_not_asked_for() -> None:
    modes = dict(settings().modes)
    granted = set(needed_permissions(modes)) - {"Tasks.ReadWrite.All", "Mail.Send"}
    assert missing_permissions(granted, modes) == ["Mail.Send", "Tasks.ReadWrite.All"]
    assert missing_permissions(granted, {**modes, "planner": "off", "mail": "by_hand"}) == []
