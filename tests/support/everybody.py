"""Somebody of each of the ten roles: three by what Entra assigned them, seven by what they hold in a team's cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from sqlmodel import select

from app.access.roles import HELD
from app.cohorts.models import Team
from app.config import settings
from app.db import unit_of_work
from app.people.models import Person, Role, RoleGrant
from jobs.demo_people import CAST

if TYPE_CHECKING:
    from sqlmodel import Session

TEN_ROLES = [
    *("administrator", "improvement_unit", "insight"),
    *("faculty", "mentor", "team_leader", "team_member", "trust_contact", "nearest_leader", "top_leader"),
]


def introduced(*, team: str) -> dict[str, str]:
    """Give a team somebody of each role, let the sandbox's directory know them, and return their addresses."""
    people = {str(role): email for role, (email, _) in CAST.items()}
    with unit_of_work() as session:
        (found,) = session.exec(select(Team).where(Team.name == team)).all()
        for who in sorted(set(HELD.values())):
            people[str(who)] = f"{who.replace('_', '-')}@example.no"
            _grant(session, found, people[who], next(role for role, held in HELD.items() if held is who))
    make_known({role: email for role, email in people.items() if role not in CAST})
    return people


def make_known(people: dict[str, str]) -> None:
    """Let the sandbox's directory know people by address."""
    known = [{"mail": email, "displayName": name} for name, email in people.items()]
    httpx.post(f"{settings().sandbox_url}/_sandbox/people", json=known).raise_for_status()


def _grant(session: Session, team: Team, email: str, role: Role) -> None:
    person = Person(name=role.value, email=email)
    session.add(person)
    session.flush()
    session.add(
        RoleGrant(
            person_id=person.id or 0,
            team_id=None if role is Role.faculty else team.id,
            role=role,
            cohort_id=team.cohort_id,
            organisation_id=team.organisation_id,
        )
    )
