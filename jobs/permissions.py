"""The application permissions each capability needs; a capability not left to the service needs none.

Source: Microsoft's permissions reference, of which each operation we send needs at least one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import jwt

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.config import Capability, Mode

ALWAYS_NEEDED = ("User.Read.All",)
PERMISSIONS_OF_CAPABILITY: dict[Capability, tuple[str, ...]] = {
    "team": ("Group.ReadWrite.All", "TeamSettings.ReadWrite.All"),
    "channels": (
        "Channel.Create",
        "Channel.Delete.All",
        "ChannelSettings.ReadWrite.All",
        "TeamsTab.ReadWrite.All",
        "Files.ReadWrite.All",
        "Sites.ReadWrite.All",
    ),
    "members": ("TeamMember.ReadWrite.All",),
    "guests": ("User.Invite.All",),
    "planner": ("Tasks.ReadWrite.All",),
    "calendar": ("Calendars.ReadWrite",),
    "mail": ("Mail.Send",),
    "attendance": ("OnlineMeetings.Read.All", "OnlineMeetingArtifact.Read.All"),
    "webhooks": (),
}

OPTIONAL_OF_CAPABILITY: Mapping[Capability, tuple[str, ...]] = {"mail": ("Mail.Read",)}
"""Mail.Read, on the organiser's mailbox alone: to look whether a letter was sent when its answer was lost."""


def needed_permissions(modes: Mapping[Capability, Mode]) -> list[str]:
    """Return the permissions that must be granted, in alphabetical order."""
    ours = [
        permission
        for capability, asked in PERMISSIONS_OF_CAPABILITY.items()
        if modes[capability] == "service"
        for permission in asked
    ]
    return sorted({*ALWAYS_NEEDED, *ours})


def granted_in(token: str) -> frozenset[str]:
    """Read the permissions that a token of ours lists; it is not ours to verify."""
    return frozenset(jwt.decode(token, options={"verify_signature": False}).get("roles", ()))


def missing_permissions(granted: Collection[str], modes: Mapping[Capability, Mode]) -> list[str]:
    return [permission for permission in needed_permissions(modes) if permission not in granted]


def missing_optional(granted: Collection[str], modes: Mapping[Capability, Mode]) -> list[str]:
    """Return the permissions that would help but need not be granted."""
    ours = (asked for capability, asked in OPTIONAL_OF_CAPABILITY.items() if modes[capability] == "service")
    return [permission for asked in ours for permission in asked if permission not in granted]
