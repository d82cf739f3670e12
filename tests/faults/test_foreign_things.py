"""What others made is never taken for ours, whatever it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

CHANNEL = "/team:aaaa0001/channel"
TAKEN = (
    "Navnet på kanalen er opptatt av noe vi ikke har laget, eller av noe som ble slettet siste 30 dager.",
    "Gi teamet et annet navn, eller gjenopprett det slettede i Teams.",
)


def _with_the_msteam_alone(worlds: Worlds) -> World:
    """The Microsoft Team stands; nothing is in it yet."""
    world = worlds.new()
    world.strike(operation="team.primaryChannel.get", status=403)
    world.strike(operation="channel.create", status=403, times=0)
    world.strike(operation="plan.create", status=403, times=0)
    world.provision()
    world.calm()
    return world


def test_a_channel_of_that_name_is_left_alone_and_the_row_says_what_to_do(worlds: Worlds) -> None:
    world = _with_the_msteam_alone(worlds)
    theirs = {"displayName": "kostvert", "description": "Vår egen"}
    channels = f"/teams/{world.external_id('')}/channels"
    made = world.by_hand("POST", channels, theirs)
    world.a_day_later()

    assert world.problem(CHANNEL) == TAKEN
    now = world.by_hand("GET", f"{channels}/{made['id']}")
    assert (now["displayName"], now["description"]) == ("kostvert", "Vår egen")


def test_the_name_of_a_channel_deleted_this_month_is_said_to_be_taken(worlds: Worlds) -> None:
    world = _with_the_msteam_alone(worlds)
    channels = f"/teams/{world.external_id('')}/channels"
    made = world.by_hand("POST", channels, {"displayName": "Kostvert"})
    world.by_hand("DELETE", f"{channels}/{made['id']}")
    world.a_day_later()
    assert world.problem(CHANNEL) == TAKEN


def test_a_plan_of_that_title_is_left_alone(worlds: Worlds) -> None:
    world = _with_the_msteam_alone(worlds)
    container = {"url": f"https://graph.microsoft.com/v1.0/groups/{world.external_id('')}"}
    theirs = world.by_hand("POST", "/planner/plans", {"container": container, "title": "Prøvekull: Kostvert"})
    world.a_day_later()

    assert world.external_id("/team:aaaa0001/plan") != theirs["id"]
    assert world.census().teams[0].plans == ["Prøvekull: Kostvert"] * 2
    assert world.by_hand("GET", f"/planner/plans/{theirs['id']}/tasks")["value"] == []
