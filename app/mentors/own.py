"""A mentor's own page: the line about them, and the teams they follow in every cohort that runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app import cohorts, people
from app.cohorts import Shortcoming, Team, shortcomings_by_team
from app.errors import Code, NotForYou
from app.mentors.lines import MentorFacts, line_of
from app.mentors.register import OUT
from app.people import Person, Role, RoleGrant

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.access import Asker


@dataclass(frozen=True, kw_only=True)
class OwnTeam:
    """A team that the mentor follows, and what it lacks."""

    team: Team
    cohort: str
    missing: list[Shortcoming]


def person_behind(session: Session, asker: Asker) -> Person:
    """Return the mentor who asks. Raises NotForYou for whoever is mentor in no cohort."""
    for grant in people.grants_held(session, entra_id=asker.entra_id, email=asker.email):
        person = session.get(Person, grant.person_id)
        if grant.role is Role.mentor and person is not None:
            return people.rows_of(session, person)[0]
    raise NotForYou(Code.not_found, "Siden er for veiledere.")


def facts_of(session: Session, person: Person) -> MentorFacts:
    """Return the line about a person as it stands; empty where nothing is written."""
    line = line_of(session, person)
    if line is None:
        return MentorFacts(name=person.name)
    return MentorFacts(
        name=person.name,
        clinic=line.clinic,
        experienced=line.experienced,
        max_teams=line.max_teams,
        available=line.available,
        note=line.note,
    )


def own_teams(session: Session, person: Person) -> list[OwnTeam]:
    """Return the teams a mentor follows in cohorts that run, by cohort."""
    ids = [row.id for row in people.rows_of(session, person)]
    running = cohorts.open_cohorts(session)
    found = session.exec(
        select(Team)
        .join(RoleGrant, col(RoleGrant.team_id) == Team.id)
        .where(col(RoleGrant.person_id).in_(ids), RoleGrant.role == Role.mentor)
        .where(col(Team.cohort_id).in_(running), col(Team.place).not_in(OUT))
        .order_by(col(Team.cohort_id), col(Team.id))
        .distinct()
    ).all()
    here = {cohort_id: cohorts.get(session, cohort_id) for cohort_id in {team.cohort_id for team in found}}
    missing = {cohort_id: shortcomings_by_team(session, cohort) for cohort_id, cohort in here.items()}
    return [
        OwnTeam(team=team, cohort=here[team.cohort_id].name, missing=missing[team.cohort_id][team.id])
        for team in found
    ]
