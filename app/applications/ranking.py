"""A trust ranks its own applications by moving them up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app import audit, cohorts
from app.audit import Act, Deed
from app.cohorts import ApplicationState
from app.errors import Code, Conflict

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Team

Direction = Literal["up", "down"]
_LAST = 1_000


def move_in_rank(
    session: Session, *, cohort_id: int, team_id: int, direction: Direction, deed: Deed
) -> list[Team]:
    """Let a team change place with its neighbour; the trust's teams are numbered from 1. Return them in order.

    Raises Conflict once places are decided: the rank has been used then.
    """
    team = cohorts.team_in(session, cohort_id, team_id)
    ranked = ranked_with(session, team)
    refuse_if_decided(ranked)
    at = ranked.index(team)
    to = at - 1 if direction == "up" else at + 1
    if 0 <= to < len(ranked):
        ranked[at], ranked[to] = ranked[to], ranked[at]
    for number, one in enumerate(ranked, start=1):
        one.priority = number
    session.flush()
    details = {"team": team.uid, "priority": team.priority}
    audit.record(session, Act.application_ranked, deed, about=team.uid, cohort_id=cohort_id, details=details)
    return ranked


def ranked_with(session: Session, team: Team) -> list[Team]:
    """Return the teams of the same trust that still want a place, in its order."""
    out = {ApplicationState.declined, ApplicationState.withdrawn} - {team.place}
    there = cohorts.teams_of(session, cohort_id=team.cohort_id)
    own = [one for one in there if one.organisation_id == team.organisation_id and one.place not in out]
    return sorted(own, key=lambda one: (one.priority or _LAST, one.name_key))


def refuse_if_decided(teams: list[Team]) -> None:
    """Raise Conflict when any of these teams has had its answer."""
    if any(team.place is not ApplicationState.applied for team in teams):
        raise Conflict(
            Code.places_decided,
            "Plassene er fordelt, så søknadene kan ikke endres her lenger. Skriv til forbedringsenheten.",
        )
