"""Writing a mentor's line: the mentor's own, or the improvement unit's for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from app import audit, people
from app.audit import Act, Deed
from app.cohorts import Cohort
from app.errors import Code, Invalid
from app.mentors.models import MentorLine
from app.people import Person, Role, RoleGrant

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

MAX_TEAMS = 20
MAX_LETTERS = 200


@dataclass(frozen=True, kw_only=True)
class MentorFacts:
    """What a line says, whole: a fact left out is not known any more."""

    name: str
    clinic: str | None = None
    experienced: bool | None = None
    max_teams: int | None = None
    available: bool = True
    note: str | None = None


def line_of(session: Session, person: Person) -> MentorLine | None:
    """Return a person's line; rows that are one person share it."""
    ids = [row.id for row in people.rows_of(session, person)]
    found = select(MentorLine).where(col(MentorLine.person_id).in_(ids)).order_by(col(MentorLine.id))
    return session.exec(found).first()


def write_line_of(session: Session, person: Person, facts: MentorFacts, *, deed: Deed) -> MentorLine:
    """Write a mentor's name and line. Raises Invalid where the name is empty or a number is none we know."""
    _refuse(facts)
    first = people.rows_of(session, person)[0]
    line = line_of(session, first) or MentorLine(
        person_id=first.id, last_role_at=deed.at, by=deed.actor, at=deed.at
    )
    first.name = people.tidy_text(facts.name)
    line.clinic = people.tidy_text(facts.clinic or "") or None
    line.note = people.tidy_text(facts.note or "") or None
    line.experienced, line.max_teams, line.available = facts.experienced, facts.max_teams, facts.available
    line.by, line.at = deed.actor, deed.at
    session.add(line)
    session.flush()
    audit.record(session, Act.mentor_line_changed, deed, about=f"person:{first.uid}")
    return line


def _refuse(facts: MentorFacts) -> None:
    if not people.tidy_text(facts.name):
        raise Invalid(Code.mentor_line, "Skriv navnet.", field="name")
    if max(len(one or "") for one in (facts.name, facts.clinic, facts.note)) > MAX_LETTERS:
        raise Invalid(Code.mentor_line, f"Skriv høyst {MAX_LETTERS} tegn i hvert felt.", field="note")
    if facts.max_teams is not None and not 0 <= facts.max_teams <= MAX_TEAMS:
        raise Invalid(Code.mentor_line, f"Skriv et antall team fra 0 til {MAX_TEAMS}.", field="max_teams")


def note_roles(session: Session, *, now: datetime) -> None:
    """Note today on the lines of those who are mentors in a cohort that runs; other lines grow old."""
    running = (
        select(RoleGrant.person_id, Person.same_as_id)
        .join(Person, col(Person.id) == RoleGrant.person_id)
        .join(Cohort, col(Cohort.id) == RoleGrant.cohort_id)
        .where(RoleGrant.role == Role.mentor, col(Cohort.closed_at).is_(None))
    )
    holding = {one for pair in session.exec(running) for one in pair}
    for line in session.exec(select(MentorLine)):
        if line.person_id in holding:
            line.last_role_at = now
    session.flush()
