"""What a cohort holds already, as plain values for the doubts and for what is told of a workbook."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app import cohorts
from app.enrolment.doubts.ledger import Known, KnownSeat, KnownTeam
from app.programmes import is_open_network

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Team

TEAM_FACTS = ("priority", "unit", "theme", "problem", "aim", "tracks", "site")


def known_in(session: Session, cohort_id: int) -> Known:
    """Return the teams and the people's seats of a cohort."""
    organisations = cohorts.organisations(session)
    teams = cohorts.teams_of(session, cohort_id=cohort_id)
    return Known(
        teams={team.name_key: _team(team, organisations[team.organisation_id].name) for team in teams},
        seats=_seats(session, cohort_id, {team.id: team.name_key for team in teams}),
        tracks=cohorts.tracks_of(session, cohorts.get(session, cohort_id)),
        role_names=cohorts.own_role_names(session, cohorts.get(session, cohort_id)),
        open_network=is_open_network(cohorts.programme_as_said(session, cohorts.get(session, cohort_id))),
    )


def _team(team: Team, organisation: str) -> KnownTeam:
    return KnownTeam(team.name, organisation, {fact: getattr(team, fact) for fact in TEAM_FACTS})


def _seats(session: Session, cohort_id: int, keys: dict[int, str]) -> tuple[KnownSeat, ...]:
    people: dict[tuple[str, str], str] = {}
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for grant, person in cohorts.grants_of(session, cohort_id=cohort_id):
        seat = (person.email, keys.get(grant.team_id or 0, ""))
        people[seat] = person.name
        roles[seat].add(grant.role.value)
    return tuple(
        KnownSeat(name, email, team_key, frozenset(roles[email, team_key]))
        for (email, team_key), name in people.items()
    )
