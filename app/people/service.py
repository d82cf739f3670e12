"""The rules of people: an address is a person, and the roles they hold in a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, SQLModel, col, select

from app.people.models import Access, Person, Role, RoleGrant
from app.people.spelling import tidy_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MAX_ASKED = 500
"""Addresses in one question; a database takes a thousand values at least."""


def with_address(session: Session, *, email: str) -> Person | None:
    return session.exec(select(Person).where(Person.email == tidy_address(email))).one_or_none()


def by_address(session: Session, emails: Collection[str]) -> dict[str, Person]:
    """Return the people with these addresses, by them: a workbook of a thousand is a few questions."""
    found = {tidy_address(email) for email in emails}
    asked = (sorted(found)[start : start + MAX_ASKED] for start in range(0, len(found), MAX_ASKED))
    rows = (session.exec(select(Person).where(col(Person.email).in_(some))) for some in asked)
    return {person.email: person for some in rows for person in some}


def everybody(session: Session) -> list[Person]:
    return list(session.exec(select(Person).order_by(col(Person.id))))


def upsert_person(
    session: Session,
    *,
    email: str,
    name: str,
    profession: str | None = None,
    basic_course: bool | None = None,
    access: Access | None = None,
    known: Mapping[str, Person] | None = None,
) -> tuple[Person, bool]:
    """Return the person with this address, and whether a fact is new. Facts that are None stay as they were.

    `known` are the people there are, by address; then whoever asks flushes.
    """
    person = with_address(session, email=email) if known is None else known.get(tidy_address(email))
    is_new = person is None
    person = person or Person(name=name, email=tidy_address(email))
    learnt = set_known_facts(
        person, name=name, profession=profession, basic_course=basic_course, access=access
    )
    session.add(person)
    if known is None:
        session.flush()
    return person, is_new or learnt


def set_known_facts(row: SQLModel, /, **facts: Any) -> bool:  # noqa: ANN401 - any column
    """Write the facts that differ; None says nothing. Return whether any did."""
    news = {fact: value for fact, value in facts.items() if value is not None and getattr(row, fact) != value}
    for fact, value in news.items():
        setattr(row, fact, value)
    return bool(news)


def grant_exactly(
    session: Session,
    *,
    person_id: int,
    cohort_id: int,
    team_id: int | None,
    roles: Iterable[Role],
    there: Iterable[RoleGrant] | None = None,
    **facts: int | str | None,
) -> bool:
    """Let a person hold these roles in a team (or in the whole cohort), and no others there.

    `there` are the roles they hold in it, when whoever asks has read them; then they flush too. `facts` are the
    organisation and the site they hold them for.
    """
    known = there
    if known is None:
        known = grants(session, cohort_id=cohort_id, person_id=person_id, team_id=team_id)
    held = {grant.role: grant for grant in known}
    wanted, before = set(roles), set(held)
    for role in before - wanted:
        session.delete(held[role])
    for role in sorted(wanted - before):
        held[role] = RoleGrant(person_id=person_id, cohort_id=cohort_id, team_id=team_id, role=role)
        session.add(held[role])
    moved = [set_known_facts(held[role], **facts) for role in sorted(wanted)]
    if there is None:
        session.flush()
    return any(moved) or before != wanted


def grant_also(
    session: Session,
    *,
    person_id: int,
    cohort_id: int,
    team_id: int | None,
    organisation_id: int | None,
    roles: Iterable[Role],
) -> bool:
    """Let a person hold these roles in a team (or in the whole cohort) beside those they hold there."""
    held = {
        grant.role for grant in grants(session, cohort_id=cohort_id, person_id=person_id, team_id=team_id)
    }
    return grant_exactly(
        session,
        person_id=person_id,
        cohort_id=cohort_id,
        team_id=team_id,
        organisation_id=organisation_id,
        roles={*roles, *held},
    )


def grants(session: Session, *, cohort_id: int, person_id: int, team_id: int | None) -> list[RoleGrant]:
    there = col(RoleGrant.team_id).is_(None) if team_id is None else RoleGrant.team_id == team_id
    return list(
        session.exec(
            select(RoleGrant)
            .where(RoleGrant.cohort_id == cohort_id, RoleGrant.person_id == person_id, there)
            .order_by(col(RoleGrant.id))
        )
    )


def grants_in(session: Session, *, cohort_id: int) -> dict[tuple[int, int | None], list[RoleGrant]]:
    """Return every role in a cohort, by its holder and team."""
    found: dict[tuple[int, int | None], list[RoleGrant]] = {}
    rows = select(RoleGrant).where(RoleGrant.cohort_id == cohort_id).order_by(col(RoleGrant.id))
    for grant in session.exec(rows):
        found.setdefault((grant.person_id, grant.team_id), []).append(grant)
    return found


def grants_held(session: Session, *, entra_id: str, email: str) -> list[RoleGrant]:
    """Return every role of a signed-in person.

    An address decides only until the directory has told us whose it is: one that is handed on brings nothing.
    """
    by_address = (col(Person.email) == tidy_address(email)) & col(Person.entra_id).is_(None)
    whose = select(Person.id).where((col(Person.entra_id) == entra_id) | by_address)
    return list(
        session.exec(select(RoleGrant).where(col(RoleGrant.person_id).in_(whose)).order_by(col(RoleGrant.id)))
    )
