"""Each capability left to the service asks for its permissions, and a missing permission is told by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from app.config import Capability
from jobs.permissions import missing_optional, missing_permissions, needed_permissions

if TYPE_CHECKING:
    from app.config import Mode

ALL: dict[Capability, Mode] = dict.fromkeys(get_args(Capability), "service")
NONE: dict[Capability, Mode] = dict.fromkeys(get_args(Capability), "off")


def test_what_is_not_granted_is_named_and_what_we_are_not_to_do_is_not_asked_for() -> None:
    granted = set(needed_permissions(ALL)) - {"Tasks.ReadWrite.All", "Mail.Send"}
    assert missing_permissions(granted, ALL) == ["Mail.Send", "Tasks.ReadWrite.All"]
    assert missing_permissions(granted, {**ALL, "planner": "off", "mail": "by_hand"}) == []


def test_a_service_that_does_nothing_still_looks_people_up() -> None:
    assert needed_permissions(NONE) == ["User.Read.All"]


@pytest.mark.parametrize(
    ("capability", "asked"),
    [
        ("mail", ["Mail.Send", "User.Read.All"]),
        ("planner", ["Tasks.ReadWrite.All", "User.Read.All"]),
        ("attendance", ["OnlineMeetingArtifact.Read.All", "OnlineMeetings.Read.All", "User.Read.All"]),
        ("webhooks", ["User.Read.All"]),
    ],
)
def test_each_capability_asks_for_its_own_in_alphabetical_order(
    capability: Capability, asked: list[str]
) -> None:
    assert needed_permissions({**NONE, capability: "service"}) == asked


def test_looking_for_letters_and_opening_doors_are_told_of_and_not_asked_for() -> None:
    assert missing_permissions(needed_permissions(ALL), ALL) == []
    assert missing_optional(needed_permissions(ALL), ALL) == ["OnlineMeetings.ReadWrite.All", "Mail.Read"]
    assert missing_optional(["Mail.Read", "OnlineMeetings.ReadWrite.All"], ALL) == []
    assert missing_optional([], {**ALL, "mail": "by_hand"}) == ["OnlineMeetings.ReadWrite.All"]
    assert missing_optional([], {**ALL, "mail": "by_hand", "calendar": "off"}) == []
