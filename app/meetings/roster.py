"""The memberships of a cohort: each person's teams and roles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import cohorts
from app.people import sits_in_team

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Team
    from app.people import Role


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A person's roles in a team; the team's fields are None for roles of the whole cohort."""

    person_id: int
    team_id: int | None
    team: str | None
    roles: tuple[Role, ...]
    organisation_id: int | None = None

    @property
    def sits_in_team(self) -> bool:
        return self.team_id is not None and any(sits_in_team(role) for role in self.roles)


def roster(session: Session, cohort_id: int) -> dict[str, list[Membership]]:
    """Return everybody's places by their address, in the order they were enrolled."""
    teams: dict[int | None, Team] = {team.id: team for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    held: dict[str, dict[int | None, list[Role]]] = defaultdict(lambda: defaultdict(list))
    ids: dict[str, int] = {}
    for one in cohorts.holders(session, cohort_id=cohort_id):
        held[one.email][one.team_id].append(one.role)
        ids[one.email] = one.person_id
    return {
        email: [_place(ids[email], teams.get(team_id), tuple(roles)) for team_id, roles in by_team.items()]
        for email, by_team in held.items()
    }


def _place(person_id: int, team: Team | None, roles: tuple[Role, ...]) -> Membership:
    if team is None:
        return Membership(person_id=person_id, team_id=None, team=None, roles=roles)
    return Membership(
        person_id=person_id,
        team_id=team.id,
        team=team.name,
        roles=roles,
        organisation_id=team.organisation_id,
    )


def roster_members(session: Session, cohort_id: int) -> list[tuple[int, str, str, str]]:
    """Return the members of all teams, as (team's id, team, name, address), by team and name."""
    teams = {team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    return sorted(
        {
            (held.team_id, teams[held.team_id], held.name, held.email)
            for held in cohorts.holders(session, cohort_id=cohort_id)
            if held.team_id in teams and sits_in_team(held.role)
        },
        key=lambda one: one[1:],
    )
