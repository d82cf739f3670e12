"""The mix of people in a cohort: roles, professions, and how the teams spread over organisations and clinics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app.cohorts import service as cohorts
from app.people import Person, Role, leads_team, sits_in_team

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlmodel import Session

    from app.cohorts.models import Team

UNKNOWN = "–"


@dataclass(frozen=True, kw_only=True)
class Mix:
    """People counted once each. `clinics` are organisation, clinic and the names of its teams."""

    people: int
    leaders: int
    with_course: int
    roles: list[tuple[Role, int]]
    professions: list[tuple[str, int]]
    clinics: list[tuple[str, str, list[str]]]


def mix_of(session: Session, *, cohort_id: int, teams: Sequence[Team]) -> Mix:
    """Count the members of some of a cohort's teams; mentors and leaders who only follow are left out."""
    inside = {team.id for team in teams}
    held = [
        one
        for one in cohorts.holders(session, cohort_id=cohort_id)
        if one.team_id in inside and sits_in_team(one.role)
    ]
    people = {one.person_id: one for one in held}
    roles = Counter(role for _, role in {(one.person_id, one.role) for one in held})
    return Mix(
        people=len(people),
        leaders=len({one.person_id for one in held if leads_team(one.role)}),
        with_course=sum(one.basic_course is True for one in people.values()),
        roles=sorted(roles.items(), key=lambda one: (-one[1], one[0].value)),
        professions=_professions(session, people),
        clinics=_clinics(session, teams),
    )


def _professions(session: Session, people: Collection[int]) -> list[tuple[str, int]]:
    said = session.exec(select(Person.profession).where(col(Person.id).in_(people)))
    counted = Counter((one or UNKNOWN).strip().lower() for one in said)
    return sorted(counted.items(), key=lambda one: (one[0] == UNKNOWN, -one[1], one[0]))


def _clinics(session: Session, teams: Sequence[Team]) -> list[tuple[str, str, list[str]]]:
    names = {key: one.name for key, one in cohorts.organisations(session).items()}
    found: dict[tuple[str, str], list[str]] = {}
    for team in teams:
        found.setdefault((names[team.organisation_id], team.unit or UNKNOWN), []).append(team.name)
    return [(*where, sorted(inside)) for where, inside in sorted(found.items())]
