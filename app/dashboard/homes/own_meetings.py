"""Meetings of whoever has signed in: those they are invited to, and no others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app import people
from app.errors import Conflict
from app.meetings import Membership, meetings_for
from app.submissions import teams_taking_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.access import Asker
    from app.meetings import MeetingForSomebody
    from app.people import Role


def own_places(session: Session, asker: Asker, cohort_id: int) -> list[Membership]:
    """Return their roles in a cohort, without those in teams that have no place in it."""
    inside, held = _teams_inside(session, cohort_id), defaultdict(list)
    for grant in people.grants_held(session, entra_id=asker.entra_id, email=asker.email):
        if grant.cohort_id == cohort_id and (grant.team_id is None or grant.team_id in inside):
            held[grant.person_id, grant.team_id].append(grant.role)
    return [_place(person_id, team_id, roles) for (person_id, team_id), roles in held.items()]


def _place(person_id: int, team_id: int | None, roles: list[Role]) -> Membership:
    return Membership(person_id=person_id, team_id=team_id, team=None, roles=tuple(roles))


def _teams_inside(session: Session, cohort_id: int) -> set[int]:
    """Return the teams with a place; none while places must be decided, and then no team is invited."""
    try:
        return {team.id for team in teams_taking_part(session, cohort_id)}
    except Conflict:
        return set()


def meetings_ahead(
    session: Session, cohort_id: int, places: Sequence[Membership], *, now: datetime
) -> list[MeetingForSomebody]:
    """Return the meetings that are not over or cancelled, the first first."""
    found = meetings_for(session, cohort_id, places) if places else []
    return [one for one in found if one.ends_at > now and not one.cancelled]


def next_own_meeting(
    session: Session, asker: Asker, cohort_id: int, *, now: datetime
) -> MeetingForSomebody | None:
    """Return the next meeting they are invited to in a cohort."""
    places = own_places(session, asker, cohort_id)
    return next(iter(meetings_ahead(session, cohort_id, places, now=now)), None)
