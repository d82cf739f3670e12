"""No request is sent that the fewest possible would not hold; the fewest are computed, and counted here by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.fewest_requests import fewest_requests

if TYPE_CHECKING:
    from support.faults.world import World, Worlds


@pytest.fixture
def world(worlds: Worlds) -> World:
    return worlds.new()


def _fewest(world: World) -> int:
    preview = world.preview()
    return fewest_requests(preview.things, preview.found.changes).total()


def test_the_fewest_requests_of_the_small_cohort_are_those_counted_by_hand(world: World) -> None:
    """Two teams, as `smallest_cohort` holds them, before anybody was looked up in the directory."""
    preview = world.preview()
    assert fewest_requests(preview.things, preview.found.changes) == {
        ("directory", "read"): 1 + 1,  # is there a group; is the guest known
        ("directory", "write"): 1 + 1,  # the group; the invitation
        ("msteam", "read"): 1 + 3,  # the general channel; the folders of three channels
        ("msteam", "write"): 1 + 2 + 6,  # the Team; two channels; three tabs in each
        ("sharepoint", "write"): 1
        + 2
        + 2
        + 2,  # shared folder; folder and template of each; library, its right
        ("planner", "read"): 2,  # the etags of the details, once for each plan
        ("planner", "write"): 2 + 2 + 4 * 2,  # plans; buckets; tasks and their details
        ("mailbox", "write"): 2,
    }


def test_hardly_more_are_sent_than_the_fewest(world: World) -> None:
    """A channel's folder is not there at once (three times), and one Planner tab is refused. The guest's membership
    waits for the invitation (a list and an addition), and is asked for by its other addresses too. And a new Team
    is not taken for empty, since Microsoft's answer may be about one that was there: the group is looked for twice,
    the Team read, its channels, plans and shared folder listed, and the report library looked for. Once the
    meetings stand, the calendar is read, to follow it. Before it all the group is looked for once more: its
    channels might carry keys from before a restore."""
    world.ask_directory()
    fewest, before = _fewest(world), len(world.calls())
    world.provision()
    sent = [call for call in world.calls()[before:] if call["operation"] != "batch"]
    assert len(sent) - fewest == 3 + 1 + 2 + 1 + 6 + 1 + 1


def test_a_settled_pass_sends_nothing(world: World) -> None:
    world.provision()
    before = len(world.calls())
    assert (world.settle().graph_requests, len(world.calls()) - before) == (0, 0)


def test_a_look_at_everything_reads_each_list_once_and_the_library_whole(world: World) -> None:
    world.provision()
    before = len(world.calls())
    world.drifted()
    sent = [call for call in world.calls()[before:] if call["operation"] != "batch"]
    of_the_team = 2 + 1 + 1 + 1 + 1  # the group and its Team, members, general channel, channels, plans
    of_each_team = 3 * 2  # buckets, tasks, tabs
    assert len(sent) == of_the_team + of_each_team + 1 + 2 + 1 + 2  # files; meetings; guest; report library
