"""Answers of the tenant's directory about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import Session, col, or_, select

from app.people.models import Access, Person, RoleGrant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime


class ToLookUp(NamedTuple):
    """A person to ask the directory about: by the account once it is known, else by the address."""

    email: str
    entra_id: str | None


def people_to_look_up(
    session: Session, cohort_id: int, *, also: Sequence[str], before: datetime
) -> list[ToLookUp]:
    """Return the people of a cohort, and `also`, that have not been asked about since `before`."""
    in_cohort = select(RoleGrant.person_id).where(RoleGrant.cohort_id == cohort_id)
    found = (
        select(Person.email, Person.entra_id)
        .where(or_(col(Person.id).in_(in_cohort), col(Person.email).in_(also)))
        .where(or_(col(Person.access).is_(None), col(Person.access) != Access.mail_only))
        .where(or_(col(Person.directory_checked_at).is_(None), col(Person.directory_checked_at) < before))
        .order_by(col(Person.id))
    )
    return [ToLookUp(*one) for one in session.exec(found)]


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
    addresses: Sequence[str] = (),
) -> None:
    """Keep the directory's answer about a person; None, or no address, says nothing.

    The account that was found first stays the person's, also when it is closed later.
    """
    person.entra_id = user_id or person.entra_id
    person.directory_guest = person.directory_guest if guest is None else guest
    person.directory_problem = problem
    person.directory_checked_at = now
    if addresses:
        person.directory_addresses = None if list(addresses) == [person.email] else list(addresses)
