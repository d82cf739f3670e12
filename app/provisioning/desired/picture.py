"""A cohort as a frozen picture: all that `wanted` may know, without rows. Drawn by `preview/picture_of.py`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from app.config import Capability
    from app.programmes import ArrangedBy, Attendance, Content, LeaderLevel
    from app.provisioning.desired.own_meetings import Laid
    from app.submissions import Answered

Reach = Literal["internal", "guest", "mail_only"]


class Somebody(NamedTuple):
    """A person with their roles in a team, or in the whole cohort; there are hundreds.

    `user_id` is None outside the directory. `uid` and `email` are those of the row that stands for an account with
    several, and `placed_as` the uids of rows that were invited or let in as this account before.
    """

    uid: str
    name: str
    email: str
    roles: frozenset[str]
    reach: Reach
    user_id: str | None
    problem: str | None = None
    placed_as: tuple[str, ...] = ()


class Addresses(NamedTuple):
    """Every address of an account with several, in small letters; mail goes to the `present` one."""

    present: str
    every: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class TeamPicture:
    """A team; `own` is its own work where it deviates, None when it does as the others."""

    id: int
    uid: str
    name: str
    channel_name: str
    organisation: str
    theme: str | None
    people: tuple[Somebody, ...]
    own: Work | None = None


@dataclass(frozen=True, kw_only=True)
class StandInPicture:
    """A stand-in for a member of a team; both are told by their addresses."""

    team_id: int
    instead_of: str
    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class TeamTimePicture:
    """A team's own time for a meeting that each team has for itself."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str | None
    cancelled: bool
    ended: bool


@dataclass(frozen=True, kw_only=True)
class MeetingPicture:
    """Times are wall clock in Norway. `may_invite` is false until its date is the source's own or confirmed.

    `who` says by role who must and who may come; None in cohorts begun before, where the audience alone says it. Of
    a team's own meeting `arranged_by` is who agrees on its time, None where all teams have the same; `window` is
    the first and the last day it can be. `teams` are the ids of the teams it is for, None is all; while it waits
    for these to be chosen, nobody is invited.
    """

    key: str
    title: str
    audience: str
    also: tuple[str, ...]
    per_team: bool
    digital: bool
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str | None
    theme: str | None
    goal: str | None
    content: Content
    reminder_minutes: int
    may_invite: bool
    ended: bool
    leader_level: str | None = None
    host: str | None = None
    leaders: tuple[LeaderLevel, ...] = ()
    who: Attendance | None = None
    arranged_by: ArrangedBy | None = None
    window: tuple[date, date] | None = None
    stand_ins: tuple[StandInPicture, ...] = ()
    own_times: Mapping[int, TeamTimePicture] = field(default_factory=dict)
    teams: frozenset[int] | None = None
    waits_for_teams: bool = False


@dataclass(frozen=True, kw_only=True)
class TaskPicture:
    """A task; that of a `meeting` is to agree on it."""

    key: str
    title: str
    text: str
    checklist: tuple[str, ...]
    due: date | None
    roles: tuple[str, ...]
    deliverable: str | None = None
    meeting: str | None = None


@dataclass(frozen=True, kw_only=True)
class PhasePicture:
    """A bucket and its tasks."""

    key: str
    title: str
    tasks: tuple[TaskPicture, ...]


@dataclass(frozen=True, kw_only=True)
class FolderPicture:
    name: str
    folders: tuple[FolderPicture, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TemplatePicture:
    name: str
    folder: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Work:
    """A team's tasks by phase, its folders and its templates."""

    phases: tuple[PhasePicture, ...]
    folders: tuple[FolderPicture, ...]
    templates: tuple[TemplatePicture, ...]


@dataclass(frozen=True, kw_only=True)
class CohortPicture:
    """`work` is every team's that has none of its own; `owners` are Entra ids; `today` is the day in Norway.

    `to_agree` are the meetings that each team agrees on itself: they are in nobody's calendar by us, and of one
    without a window the times say only how long it is.
    `page_address` is where our pages are, or empty. `organiser` is the mailbox that new meetings are sent from, None
    the service's own; `mailboxes` those that the meetings already sent stand in, by key. `hosts` are the Entra ids
    of those who can open the door of a digital meeting; empty where Microsoft does not let us see to it.
    `addresses` are those of accounts with several, by the address a person is called by.
    `handed_in` are the versions that teams read of on their tasks, the oldest of a team's first.
    `left` are teams that have left, without people, whose channels stand and are kept, to be read.
    `off` are capabilities the tenant does without, and `by_hand` those that a person sees to. A `hidden` cohort is
    built where only the owners see it; a `closed` one is brought to its end. One that `asks_for_mentors` has a
    programme whose teams are to have them.
    """

    uid: str
    name: str
    purpose: str
    owners: tuple[str, ...]
    adopted_msteam_id: str | None
    page_address: str
    today: date
    teams: tuple[TeamPicture, ...]
    whole_cohort: tuple[Somebody, ...]
    meetings: tuple[MeetingPicture, ...]
    work: Work
    cohort_folders: tuple[FolderPicture, ...]
    to_agree: tuple[MeetingPicture, ...] = ()
    left: tuple[TeamPicture, ...] = ()
    handed_in: tuple[Answered, ...] = ()
    organiser: str | None = None
    mailboxes: Mapping[str, str | None] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    addresses: Mapping[str, Addresses] = field(default_factory=dict)
    off: frozenset[Capability] = frozenset()
    by_hand: frozenset[Capability] = frozenset()
    hidden: bool = False
    closed: bool = False
    asks_for_mentors: bool = False

    @cached_property
    def answers(self) -> Mapping[tuple[int, str | None], list[Answered]]:
        """Return the answers handed in, by the team's id and the key of the task's deliverable."""
        found: dict[tuple[int, str | None], list[Answered]] = defaultdict(list)
        for one in self.handed_in:
            found[one.team_id, one.asked].append(one)
        return found

    @cached_property
    def laid(self) -> Laid:
        """Return the times of the meetings that each team has for itself."""
        from app.provisioning.desired.own_meetings import lay  # noqa: PLC0415 - which knows the picture

        return lay(self)

    def teams_at(self, meeting: MeetingPicture) -> tuple[TeamPicture, ...]:
        if meeting.teams is None:
            return self.teams
        return tuple(team for team in self.teams if team.id in meeting.teams)

    @property
    def years(self) -> str:
        """Return the years it ran in, by its meetings: «2026–2027»."""
        years = [meeting.starts_at.year for meeting in self.meetings] or [self.today.year]
        first, last = min(years), max(years)
        return f"{first}" if first == last else f"{first}–{last}"
