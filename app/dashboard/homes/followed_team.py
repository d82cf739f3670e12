"""A team as its nearest leader sees it: the aim, the dates, what is delivered or late, and what is asked of them.

Never attendance, answers, consents, names of members, or what a mentor or the team has written to others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import cohorts, programmes
from app.cohorts import deviations_of, programme_as_run
from app.dashboard.homes.own_meetings import meetings_ahead
from app.dashboard.overview import how
from app.meetings import Membership
from app.people import Role
from app.submissions import status_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.cohorts import Cohort, Team
    from app.dashboard.overview import How
    from app.meetings import MeetingForSomebody


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A deliverable and how far it is; nothing of what was handed in."""

    title: str
    how: How
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Date:
    """A meeting of the team; `invited` tells whether the reader is invited too."""

    meeting: MeetingForSomebody
    invited: bool


@dataclass(frozen=True, kw_only=True)
class FollowedTeam:
    """`asked` are sentences to the leader."""

    team: Team
    cohort: Cohort
    dates: Sequence[Date]
    deliveries: Sequence[Delivery]
    asked: Sequence[str]

    @property
    def late(self) -> Sequence[Delivery]:
        return [one for one in self.deliveries if one.how == "late"]

    @property
    def handed_in(self) -> Sequence[Delivery]:
        return [one for one in self.deliveries if one.how in {"accepted", "received", "tardy", "returned"}]


def followed_team(
    session: Session, team: Team, places: Sequence[Membership], *, now: datetime
) -> FollowedTeam:
    """Read it for a person with these roles. Raises Conflict while places must be decided."""
    cohort = cohorts.get(session, team.cohort_id)
    lines = status_lines(session, cohort.id, now=now, only=team.id)
    deliveries = [Delivery(title=one.asked.words.title, how=how(one), ends_at=one.ends_at) for one in lines]
    return FollowedTeam(
        team=team,
        cohort=cohort,
        dates=_dates(session, team, places, now=now),
        deliveries=sorted(deliveries, key=_by_need),
        asked=_asked(session, cohort),
    )


def _by_need(one: Delivery) -> tuple[bool, bool, str]:
    return one.how != "late", one.ends_at is None, str(one.ends_at)


def _dates(session: Session, team: Team, places: Sequence[Membership], *, now: datetime) -> list[Date]:
    """Return the dates of the whole team, and those the leader alone is invited to."""
    everybody = Membership(person_id=0, team_id=team.id, team=team.name, roles=(Role.staff,))
    mine = [place for place in places if place.team_id in {None, team.id}]
    own = {one.meeting.key: one for one in meetings_ahead(session, team.cohort_id, mine, now=now)}
    theirs = {one.meeting.key: one for one in meetings_ahead(session, team.cohort_id, [everybody], now=now)}
    both = sorted({**theirs, **own}.values(), key=lambda one: one.starts_at)
    return [Date(meeting=one, invited=one.meeting.key in own) for one in both]


def _asked(session: Session, cohort: Cohort) -> list[str]:
    """Return what the programme asks of whoever is responsible for the members' time."""
    definition = programme_as_run(cohort, deviations_of(session, cohort.id))
    hours = [programmes.told_hours(one) for one in programmes.hours_asked(definition)]
    application = definition.application
    return [*hours, *(application.commitments if application else ())]
