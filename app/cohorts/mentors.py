"""Who follows which team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit
from app.cohorts import service as cohorts
from app.errors import Invalid
from app.people.models import Person, Role, RoleGrant

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session


def mentors_of(session: Session, *, cohort_id: int) -> dict[int, tuple[Person, list[int]]]:
    """Return everybody who is a mentor in the cohort, by their id, with the teams they follow."""
    found: dict[int, tuple[Person, list[int]]] = {}
    for grant, person in cohorts.grants_of(session, cohort_id=cohort_id):
        if grant.role is Role.mentor:
            _, teams = found.setdefault(person.id or 0, (person, []))
            teams.extend([grant.team_id] if grant.team_id else [])
    return found


def assign(
    session: Session, *, cohort_id: int, team_id: int, person_id: int, actor: str, now: datetime
) -> None:
    """Let a mentor of the cohort follow a team, beside those who do already."""
    team = cohorts.team_in(session, cohort_id, team_id)
    person, follows = mentors_of(session, cohort_id=cohort_id).get(person_id, (None, []))
    if person is None:
        raise Invalid("Velg en som er veileder i kullet.")
    if team_id in follows:
        return
    session.add(RoleGrant(person_id=person_id, cohort_id=cohort_id, team_id=team.id, role=Role.mentor))
    session.flush()
    audit.record(session, at=now, actor=actor, act="mentor assigned", about=team.uid, cohort_id=cohort_id)
