"""The teams a meeting is for: all of them, those of its tracks, or those a person has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit, cohorts
from app.audit import Act, Deed
from app.errors import Code, Conflict, Invalid
from app.meetings import service as meetings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlmodel import Session

    from app.cohorts import Team
    from app.meetings.models import Meeting
    from app.meetings.roster import Membership

Teams = frozenset[int] | None
"""Ids of teams; None is all, also teams that come later."""


def teams_at(meeting: Meeting, teams: Iterable[Team]) -> Teams:
    """Return the teams a meeting is for; none while they are yet to be chosen."""
    if meetings.waits_for_teams(meeting):
        return frozenset()
    if chosen := meeting.details.get("teams"):
        return frozenset(chosen)
    tracks = set(meeting.details.get("tracks") or ())
    return frozenset(team.id for team in teams if tracks & set(team.tracks)) if tracks else None


def is_for_place(teams: Teams, team_id: int | None) -> bool:
    """Tell whether a role in a team, or in the whole cohort, counts at a meeting for these teams."""
    return teams is None or team_id is None or team_id in teams


def places_at(
    meeting: Meeting, teams: Iterable[Team], places: Mapping[str, Sequence[Membership]]
) -> Mapping[str, Sequence[Membership]]:
    """Return everybody's memberships without those in teams a meeting is not for."""
    here = teams_at(meeting, teams)
    if here is None:
        return places
    return {
        email: [place for place in held if is_for_place(here, place.team_id)]
        for email, held in places.items()
    }


def may_choose_teams(meeting: Meeting) -> bool:
    return meeting.audience == "some_teams" and not meeting.details.get("tracks")


def choose_teams(session: Session, meeting_id: int, *, team_ids: Collection[int], deed: Deed) -> Meeting:
    """Choose the teams a meeting for some of them is for; it is sent to them, and to no others.

    Raises Conflict when the programme says which teams it is for, or it is over, and Invalid without a team.
    """
    meeting = meetings.get(session, meeting_id)
    meetings.refuse_what_is_over(meeting, deed.at)
    if not may_choose_teams(meeting):
        raise Conflict(
            Code.meeting_has_its_teams,
            f"Programmet sier hvem {meeting.title} er for, så teamene velges ikke her.",
        )
    if not team_ids:
        raise Invalid(Code.field_missing, f"Velg minst ett team til {meeting.title}.")
    chosen = [cohorts.team_in(session, meeting.cohort_id, team_id) for team_id in sorted(set(team_ids))]
    before = meeting.details.get("teams") or []
    if (ids := [team.id for team in chosen]) != before:
        meeting.details = {**meeting.details, "teams": ids}
        details = {"from": before, "to": ids}
        about, cohort_id = meeting.key, meeting.cohort_id
        audit.record(
            session, Act.meeting_teams_chosen, deed, about=about, cohort_id=cohort_id, details=details
        )
    return meeting
