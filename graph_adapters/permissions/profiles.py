"""Three sets of leave a house may choose among, from everything to nothing but looking people up."""

from __future__ import annotations

from dataclasses import dataclass

from graph_adapters.permissions.table import PERMISSIONS, Words

OF_A_MAILBOX = ("Calendars.ReadWrite", "Mail.Read", "Mail.Send")
"""Given in Exchange for our mailbox alone, in every profile: in Entra they open all mailboxes."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A set of leave: what is consented to in Entra, and what is given on one Team, one site and one mailbox."""

    name: str
    title: Words
    about: Words
    by_hand: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    in_entra: tuple[str, ...]
    on_team: tuple[str, ...] = ()
    on_site: str = ""
    in_exchange: tuple[str, ...] = ()

    @property
    def capabilities(self) -> str:
        """Return the value of KULL_CAPABILITIES; empty where the service does all."""
        by_hand = [f"{capability}=by_hand" for capability in self.by_hand]
        return ",".join([*by_hand, *(f"{capability}=off" for capability in self.off)])

    @property
    def given(self) -> frozenset[str]:
        """Return all that the profile gives, as Microsoft's table names it: a selected site counts as a site."""
        site = {"Sites.ReadWrite.All"} if self.on_site else set()
        return frozenset({*self.in_entra, *self.on_team, *self.in_exchange} | site)


FULL = Profile(
    name="full",
    title=Words("Full tjeneste", "Full service"),
    about=Words(
        "Tjenesten gjør alt selv, for så mange kull og Teams som det blir. Rettighetene i Entra gjelder hele huset.",
        "The service does all by itself, for as many cohorts and Teams as there will be. What is given in Entra holds "
        "for the whole house.",
    ),
    in_entra=tuple(one.name for one in PERMISSIONS if one.name not in OF_A_MAILBOX),
    in_exchange=OF_A_MAILBOX,
)
NARROW = Profile(
    name="narrow",
    title=Words("Smal", "Narrow"),
    about=Words(
        "IT lager Teamet og melder folk inn. Tjenesten skriver i det ene Teamet, på det ene nettstedet og i den ene "
        "postboksen; i Entra får den bare lese.",
        "IT makes the Team and lets people in. The service writes in that Team, on that site and in that mailbox; in "
        "Entra it is only let read.",
    ),
    by_hand=("team", "members", "guests", "planner"),
    in_entra=(
        "User.Read.All",
        "Sites.Selected",
        "OnlineMeetings.Read.All",
        "OnlineMeetingArtifact.Read.All",
    ),
    on_team=(
        "Channel.Create.Group",
        "ChannelSettings.ReadWrite.Group",
        "File.Read.Group",
        "TeamMember.Read.Group",
        "TeamSettings.Read.Group",
        "TeamsTab.Create.Group",
        "TeamsTab.ReadWrite.Group",
    ),
    on_site="write",
    in_exchange=OF_A_MAILBOX,
)
BY_HAND = Profile(
    name="by_hand",
    title=Words("For hånd", "By hand"),
    about=Words(
        "Tjenesten skriver ingenting i Microsoft 365. Den sier hva som skal gjøres, med ferdige tekster, og folk "
        "gjør det.",
        "The service writes nothing in Microsoft 365. It says what is to be done, with the texts ready, and people do "
        "it.",
    ),
    by_hand=("team", "channels", "members", "guests", "planner", "calendar", "mail", "attendance"),
    off=("webhooks",),
    in_entra=("User.Read.All",),
)
PROFILES = (FULL, NARROW, BY_HAND)
