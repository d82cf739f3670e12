"""Giving teams their mentors: a person's yes to pairs, within the limits of programme and mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app import cohorts
from app.errors import Code, Conflict, Invalid
from app.mentors.register import mentor_rules, mentors_in_full

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.audit import Deed
    from app.mentors.register import MentorInFull
    from app.programmes import MentorRules


class Pair(NamedTuple):
    """A team and a mentor who is to follow it."""

    team_id: int
    person_id: int


def assign_pairs(
    session: Session, *, cohort_id: int, pairs: Sequence[Pair], beyond: bool = False, deed: Deed
) -> int:
    """Let mentors follow teams, all of them or none; return how many are new.

    Raises Conflict where a mentor would follow more teams than they or the programme allow, or is in training and
    the programme has no such mentors, unless a person has said that it may be so (`beyond`).
    """
    cohort = cohorts.get(session, cohort_id)
    mentors = {one.person_id: one for one in mentors_in_full(session, cohort)}
    followed = {(team.team_id, one.person_id) for one in mentors.values() for team in one.here}
    new = [pair for pair in dict.fromkeys(pairs) if tuple(pair) not in followed]
    for team_id, person_id in new:
        cohorts.team_in(session, cohort_id, team_id)
        if person_id not in mentors:
            raise Invalid(Code.not_a_mentor, "Velg en som er veileder i kullet.")
    if not beyond:
        _refuse(mentor_rules(session, cohort), mentors, new)
    for team_id, person_id in new:
        cohorts.assign_mentor(session, cohort_id=cohort_id, team_id=team_id, person_id=person_id, deed=deed)
    return len(new)


def _refuse(rules: MentorRules | None, mentors: dict[int, MentorInFull], new: Sequence[Pair]) -> None:
    said = [
        sentence
        for person_id in dict.fromkeys(pair.person_id for pair in new)
        if (one := mentors.get(person_id))
        for sentence in _against(rules, one, sum(pair.person_id == person_id for pair in new))
    ]
    if said:
        said.append("Skal det være slik likevel, krysser dere av for det på siden Veiledere.")
        raise Conflict(Code.mentor_limit, " ".join(said), mentors=len(said) - 1)


def _against(rules: MentorRules | None, mentor: MentorInFull, more: int) -> list[str]:
    said = []
    if not mentor.available:
        said.append(f"{mentor.name} tar ikke flere team nå.")
    elif mentor.at_most is not None and mentor.load + more > mentor.at_most:
        said.append(
            f"{mentor.name} følger {mentor.load} team i kull som er i gang, og kan følge høyst {mentor.at_most}."
        )
    if rules and mentor.experienced is False and not rules.trainees_allowed:
        said.append(f"{mentor.name} er under opplæring, og programmet har ikke slike veiledere.")
    return said
