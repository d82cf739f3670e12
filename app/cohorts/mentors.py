"""Mentors, and the teams they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app import audit
from app.audit import Act, Deed
from app.cohorts import service as cohorts
from app.errors import Code, Invalid
from app.people import Role, RoleGrant

if TYPE_CHECKING:
    from sqlmodel import Session


class Mentor(NamedTuple):
    """A mentor of the cohort, and the teams they follow by their ids."""

    person_id: int
    name: str
    follows: list[int]


def mentors_of(session: Session, *, cohort_id: int) -> dict[int, Mentor]:
    """Return the mentors of the cohort, by their person id."""
    found: dict[int, Mentor] = {}
    for one in cohorts.holders(session, cohort_id=cohort_id):
        if one.role is Role.mentor:
            mentor = found.setdefault(one.person_id, Mentor(one.person_id, one.name, []))
            mentor.follows.extend([one.team_id] if one.team_id else [])
    return found


def assign_mentor(session: Session, *, cohort_id: int, team_id: int, person_id: int, deed: Deed) -> None:
    """Let a mentor of the cohort follow a team, beside its other mentors."""
    team = cohorts.team_in(session, cohort_id, team_id)
    mentor = mentors_of(session, cohort_id=cohort_id).get(person_id)
    if mentor is None:
        raise Invalid(Code.not_a_mentor, "Velg en som er veileder i kullet.")
    if team_id in mentor.follows:
        return
    session.add(RoleGrant(person_id=person_id, cohort_id=cohort_id, team_id=team.id, role=Role.mentor))
    session.flush()
    audit.record(session, Act.mentor_assigned, deed, about=team.uid, cohort_id=cohort_id)
