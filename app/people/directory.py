"""Answers of the tenant's directory about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, or_, select

from app.people.models import Access, Person, RoleGrant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime


def people_to_look_up(
    session: Session, cohort_id: int, *, also: Sequence[str], before: datetime
) -> list[str]:
    """Return the addresses of a cohort, and `also`, that are not found and have not been asked about since `before`."""
    in_cohort = select(RoleGrant.person_id).where(RoleGrant.cohort_id == cohort_id)
    found = (
        select(Person.email)
        .where(or_(col(Person.id).in_(in_cohort), col(Person.email).in_(also)))
        .where(col(Person.entra_id).is_(None))
        .where(or_(col(Person.access).is_(None), col(Person.access) != Access.mail_only))
        .where(or_(col(Person.directory_checked_at).is_(None), col(Person.directory_checked_at) < before))
        .order_by(col(Person.id))
    )
    return list(session.exec(found).all())


def with_addresses(session: Session, emails: Collection[str]) -> dict[str, Person]:
    """Return the people with these addresses, by address."""
    return {
        person.email: person for person in session.exec(select(Person).where(col(Person.email).in_(emails)))
    }


def note_directory_answer(
    person: Person,
    *,
    user_id: str | None,
    guest: bool | None,
    problem: str | None,
    now: datetime,
) -> None:
    """Keep the directory's answer about a person's address; None says nothing."""
    person.entra_id = user_id or person.entra_id
    person.directory_guest = person.directory_guest if guest is None else guest
    person.directory_problem = problem
    person.directory_checked_at = now
