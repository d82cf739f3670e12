"""A team of a cohort, and people who join it in their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.audit import Deed
from app.cohorts import service as cohorts
from app.cohorts.models import Cohort, Team
from app.mentors.lines import MentorFacts, write_line_of
from app.people import service as people
from app.people.models import Role, RoleGrant
from support.workbooks import NOW

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.people.models import Person


def a_team(session: Session, cohort: Cohort, name: str = "Sengepost A", *, organisation: str = "UNN") -> Team:
    home = cohorts.organisation_called(session, organisation)
    team = Team(cohort_id=cohort.id, organisation_id=home.id, name=name, name_key=name.lower())
    session.add(team)
    session.flush()
    return team


def join(session: Session, team: Team, name: str, *roles: Role, course: bool | None = None) -> Person:
    """Let a person hold exactly these roles in a team; their address is made from their name."""
    person, _ = people.upsert_person(session, email=f"{name}@example.no", name=name, basic_course=course)
    people.grant_exactly(
        session,
        person_id=person.id,
        cohort_id=team.cohort_id,
        team_id=team.id,
        organisation_id=None,
        roles=roles,
    )
    return person


def a_mentor(session: Session, cohort: Cohort, name: str, **facts: Any) -> Person:
    """Let a person be a mentor of a cohort and follow no team yet; `facts` are what the line about them says."""
    person, _ = people.upsert_person(session, email=f"{name}@example.no", name=name)
    session.add(RoleGrant(person_id=person.id, cohort_id=cohort.id, team_id=None, role=Role.mentor))
    session.flush()
    if facts:
        write_line_of(session, person, MentorFacts(name=name, **facts), deed=Deed(actor="rhf", at=NOW))
    return person
