# ruff: noqa: N815 -- Graph's own names
"""The rights of a team's members and guests."""

from typing import ClassVar, Literal

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.routes import Body

DEFAULTS: Json = {
    "memberSettings": {
        "allowCreateUpdateChannels": True,
        "allowCreatePrivateChannels": True,
        "allowDeleteChannels": True,
        "allowAddRemoveApps": True,
        "allowCreateUpdateRemoveTabs": True,
        "allowCreateUpdateRemoveConnectors": True,
    },
    "guestSettings": {"allowCreateUpdateChannels": False, "allowDeleteChannels": False},
    "messagingSettings": {
        "allowUserEditMessages": True,
        "allowUserDeleteMessages": True,
        "allowOwnerDeleteMessages": True,
        "allowTeamMentions": True,
        "allowChannelMentions": True,
    },
    "funSettings": {
        "allowGiphy": True,
        "giphyContentRating": "moderate",
        "allowStickersAndMemes": True,
        "allowCustomMemes": True,
    },
    "discoverySettings": {"showInTeamsSearchAndSuggestions": True},
}


class MemberSettings(Body):
    graph_type: ClassVar[str] = "teamMemberSettings"
    allowAddRemoveApps: bool | None = None
    allowCreatePrivateChannels: bool | None = None
    allowCreateUpdateChannels: bool | None = None
    allowCreateUpdateRemoveConnectors: bool | None = None
    allowCreateUpdateRemoveTabs: bool | None = None
    allowDeleteChannels: bool | None = None


class GuestSettings(Body):
    graph_type: ClassVar[str] = "teamGuestSettings"
    allowCreateUpdateChannels: bool | None = None
    allowDeleteChannels: bool | None = None


class MessagingSettings(Body):
    graph_type: ClassVar[str] = "teamMessagingSettings"
    allowChannelMentions: bool | None = None
    allowOwnerDeleteMessages: bool | None = None
    allowTeamMentions: bool | None = None
    allowUserDeleteMessages: bool | None = None
    allowUserEditMessages: bool | None = None


class FunSettings(Body):
    graph_type: ClassVar[str] = "teamFunSettings"
    allowCustomMemes: bool | None = None
    allowGiphy: bool | None = None
    allowStickersAndMemes: bool | None = None
    giphyContentRating: Literal["strict", "moderate"] | None = None


class DiscoverySettings(Body):
    """Gone from the type in today's metadata, but in Microsoft's example of 2025 and in recorded answers."""

    graph_type: ClassVar[str] = "teamDiscoverySettings"
    showInTeamsSearchAndSuggestions: bool | None = None


class TeamSettings(Body):
    graph_type: ClassVar[str] = "team"
    memberSettings: MemberSettings | None = None
    guestSettings: GuestSettings | None = None
    messagingSettings: MessagingSettings | None = None
    funSettings: FunSettings | None = None
    discoverySettings: DiscoverySettings | None = None
