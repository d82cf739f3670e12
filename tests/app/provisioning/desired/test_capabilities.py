"""What a capability that is off takes with it, and what is said instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.provisioning.desired.capabilities import Chosen, chosen, having, kinds_by_hand, kinds_off

if TYPE_CHECKING:
    from app.config import Capability, Mode

MODES: dict[Capability, Mode] = {"team": "service", "guests": "by_hand", "calendar": "off"}


def test_what_would_stand_in_something_that_is_off_is_left_out_with_it() -> None:
    assert kinds_off({"calendar"}) == {"entry", "door"}
    assert kinds_off({"planner"}) == {"taskplan", "bucket", "task"}
    channels = {"channel", "channel_archive", "folder", "file", "library", "tab", "general", "files"}
    assert kinds_off({"channels"}) == channels
    assert kinds_off(()) == frozenset()


def test_without_a_team_only_the_calendar_and_the_archiving_are_left() -> None:
    left = {"entry", "door", "archive"}
    everything = {
        *(
            "msteam",
            "channel",
            "member",
            "guest",
            "entry",
            "door",
            "task",
            "bucket",
            "taskplan",
            "folder",
            "file",
        ),
        *("library", "tab", "general", "files", "archive", "channel_archive"),
    }
    assert kinds_off({"team"}) == everything - left


def test_what_a_person_places_is_the_capabilitys_own_and_not_what_stands_in_it() -> None:
    assert kinds_by_hand({"team"}) == {"msteam"}
    assert kinds_by_hand({"guests", "planner"}) == {"guest", "taskplan", "bucket", "task"}


def test_what_replaces_a_capability_is_said_only_where_it_is_off() -> None:
    assert chosen(MODES) == [
        Chosen(capability="team", mode="service", instead=""),
        Chosen(capability="guests", mode="by_hand", instead=""),
        Chosen(
            capability="calendar",
            mode="off",
            instead="Datoene står på teamets side; ingen får innkalling herfra.",
        ),
    ]
    assert (having(MODES, "off"), having(MODES, "by_hand")) == ({"calendar"}, {"guests"})
