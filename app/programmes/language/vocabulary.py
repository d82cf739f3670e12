"""The words a definition may choose among, and the names it may give."""

import re
from collections.abc import Collection
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, Field

from app.people import tidy_text, with_marks
from app.programmes.language.when import Key
from app.sensitive import identity_numbers

RoleCode = Literal[
    "leader",
    "project_leader",
    "team_leader",
    "nearest_leader",
    "top_leader",
    "measurement_lead",
    "meeting_lead",
    "union_rep",
    "safety_rep",
    "staff",
    "mentor",
    "improvement_agent",
    "user_rep",
    "faculty",
    "trust_contact",
    "steering_group",
]
Kind = Literal[
    "gathering",
    "check_in",
    "mentor_meeting",
    "start_meeting",
    "phone_meeting",
    "digital_meeting",
    "closing",
    "network_meeting",
    "board_meeting",
    "conference",
]
Audience = Literal[
    "everyone",
    "teams",
    "some_teams",
    "leaders",
    "mentors",
    "leaders_and_mentors",
    "sponsors",
    "faculty",
    "organisation",
]
LeaderLevel = Literal["director", "n2", "leader_group"]
Mode = Literal["physical", "digital", "mixed"]
Per = Literal["cohort", "team"]
ArrangedBy = Literal["team", "unit"]
Level = Literal["hard", "soft"]
DeliverableType = Literal[
    "video",
    "status_report",
    "final_report",
    "actions_plan",
    "measurements_plan",
    "aim",
    "indicator",
    "test_plan",
    "sustainment_plan",
    "poster",
    "presentation",
    "pitch",
    "self_evaluation",
    "evaluation",
]
Assumption = Literal[
    "kind", "audience", "per", "mode", "place", "length", "year", "month", "week", "day", "weekday", "time"
]


def _legal_in_sharepoint(name: str) -> str:
    if set(name) & set('"*:<>?/\\|#%') or name != name.strip(" .") or name.lower() == "forms":
        raise ValueError('navnet kan ikke inneholde " * : < > ? / \\ | # % eller slutte med punktum')
    return name


def _about_nobody(text: str) -> str:
    if identity_numbers(text):
        raise ValueError("et tall her ser ut som et fødselsnummer; ta det bort")
    return text


def _readable(text: str) -> str:
    if not tidy_text(text):
        raise ValueError("teksten kan ikke være tom")
    if with_marks(text) != text:
        raise ValueError("teksten har skjulte tegn som snur eller styrer den; skriv den på nytt")
    return text


def _opens_safely(address: str) -> str:
    """Let through what a browser opens over an encrypted line, also an intranet's short name."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if (
        parts.scheme != "https"
        or not parts.hostname
        or "@" in parts.netloc
        or re.search(r"[\s<>\"]", address)
    ):
        raise ValueError("en lenke begynner med https:// og har ingen mellomrom")
    return address


READABLE = AfterValidator(_readable)
ABOUT_NOBODY = AfterValidator(_about_nobody)
FileName = Annotated[
    str, Field(min_length=1, max_length=120), AfterValidator(_legal_in_sharepoint), READABLE, ABOUT_NOBODY
]
HttpsAddress = Annotated[
    str, Field(min_length=1, max_length=2000), AfterValidator(_opens_safely), READABLE, ABOUT_NOBODY
]
Words = Annotated[str, Field(min_length=1), READABLE, ABOUT_NOBODY]


class Added(BaseModel, extra="forbid", frozen=True):
    """Anything that is either the source's own or part of an addition."""

    addition: Key | None = None

    @property
    def origin(self) -> Literal["source", "addition"]:
        return "addition" if self.addition else "source"


class Tracked(Added, extra="forbid", frozen=True):
    """Anything that may be only for the teams of some tracks; without `tracks` it is for all teams."""

    tracks: tuple[Key, ...] = ()

    def reaches(self, tracks: Collection[str]) -> bool:
        """Tell whether it is for a team in these tracks."""
        return not self.tracks or not set(self.tracks).isdisjoint(tracks)

    def within(self, other: "Tracked") -> bool:
        """Tell whether every team it is for is among the other's."""
        return not other.tracks or (bool(self.tracks) and set(self.tracks) <= set(other.tracks))
