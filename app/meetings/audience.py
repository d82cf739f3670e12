"""Select meetings by the roles people hold, for feeds, rotas and questions about times."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlmodel import Session, col, select

from app import cohorts
from app.meetings import service as meetings
from app.meetings.content import content_of
from app.meetings.models import JoinLink, Meeting, TeamTime
from app.meetings.reach import Teams, is_for_place, teams_at
from app.people import Role, leads_team
from app.programmes import ROLES_OF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from app.meetings.roster import Membership
    from app.programmes import Audience, Content


CALLED = ("must", "may", "without_agent", "without_leader")
MUST_COME = ("must", "without_agent")
FOLLOWING = frozenset({Role.mentor, Role.nearest_leader})


@dataclass(frozen=True, kw_only=True)
class MeetingForSomebody:
    """A meeting as a team has it, when each team has its own; times are aware."""

    meeting: Meeting
    team_id: int | None
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str | None
    cancelled: bool
    join_link: str | None

    @property
    def content(self) -> Content:
        return content_of(self.meeting)


def roles_for(meeting: Meeting) -> frozenset[Role]:
    """Return the roles whose holders a meeting is for, by its own rule.

    A meeting of a cohort begun before has none: those who lead the gatherings come to all of them; mentors and
    nearest leaders where the whole team does.
    """
    who = meeting.details.get("who")
    if who:
        return frozenset(Role(code) for name in CALLED for code in who[name])
    audiences = (meeting.audience, *meeting.details.get("also", ()))
    codes = {code for audience in audiences for code in ROLES_OF[cast("Audience", audience)]}
    roles = frozenset(Role(code) for code in codes) | {Role.faculty}
    return roles | FOLLOWING if Role.staff in roles else roles


def required_roles(meeting: Meeting) -> frozenset[Role]:
    """Return the roles that must come, with mentors who must where a team has no improvement agent."""
    who = meeting.details.get("who")
    if who:
        return frozenset(Role(code) for name in MUST_COME for code in who[name])
    return roles_for(meeting) - {Role.nearest_leader}


def meetings_for(
    session: Session, cohort_id: int, places: Collection[Membership]
) -> list[MeetingForSomebody]:
    """Return the meetings with a sure date for a person with these memberships, by time.

    A team's own meeting is told of once the team has a time for it.
    """
    rows = [row for row in meetings.of_cohort(session, cohort_id) if _is_told_of(row)]
    ids = [row.id for row in rows]
    times = session.exec(select(TeamTime).where(col(TeamTime.meeting_id).in_(ids))).all()
    links = session.exec(select(JoinLink).where(col(JoinLink.meeting_id).in_(ids))).all()
    own = {(one.meeting_id, one.team_id): one for one in times}
    join = {(one.meeting_id, one.team_id): one.url for one in links}
    teams = cohorts.teams_of(session, cohort_id=cohort_id)
    held = _roles_by_team(session, cohort_id)
    found = [
        _as_the_team_has_it(row, team_id, own.get((row.id, team_id or 0)), join)
        for row in rows
        for team_id in _teams(row, places, teams_at(row, teams), held)
        if not row.details.get("arranged_by") or (row.id, team_id) in own
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.meeting.key))


def _is_told_of(meeting: Meeting) -> bool:
    return meetings.is_sure(meeting) or meeting.details.get("arranged_by") == "team"


def _roles_by_team(session: Session, cohort_id: int) -> dict[int | None, set[Role]]:
    found: dict[int | None, set[Role]] = defaultdict(set)
    for one in cohorts.holders(session, cohort_id=cohort_id):
        found[one.team_id].add(one.role)
    return found


def _called(meeting: Meeting, in_team: Collection[Role]) -> frozenset[Role]:
    """Return the roles a meeting is for in a team: some come only where it lacks an agent, or a leader."""
    who = meeting.details.get("who")
    if not who:
        return roles_for(meeting)
    in_case = [
        *(() if Role.improvement_agent in in_team else who["without_agent"]),
        *(() if any(map(leads_team, in_team)) else who["without_leader"]),
    ]
    return frozenset(map(Role, (*who["must"], *who["may"], *in_case)))


def _teams(
    meeting: Meeting,
    places: Collection[Membership],
    at: Teams,
    held: Mapping[int | None, Collection[Role]],
) -> Iterator[int | None]:
    """Yield the teams that have the meeting for themselves; None once when it is common to all."""
    here = [
        place
        for place in places
        if is_for_place(at, place.team_id)
        and _called(meeting, held.get(place.team_id, ())) & set(place.roles)
    ]
    if meeting.details.get("per") != "team":
        yield from [None] if here else []
    else:
        yield from dict.fromkeys(place.team_id for place in here if place.team_id is not None)


def _as_the_team_has_it(
    meeting: Meeting, team_id: int | None, own: TeamTime | None, links: dict[tuple[int, int | None], str]
) -> MeetingForSomebody:
    row = own or meeting
    assert row.starts_at is not None and row.ends_at is not None  # noqa: S101, PT018 - is_sure has looked
    return MeetingForSomebody(
        meeting=meeting,
        team_id=team_id,
        starts_at=row.starts_at.astimezone(meetings.OSLO),
        ends_at=row.ends_at.astimezone(meetings.OSLO),
        all_day=row.all_day,
        place=row.place,
        cancelled=meeting.cancelled_at is not None or (own is not None and own.cancelled_at is not None),
        join_link=links.get((meeting.id, team_id)),
    )
