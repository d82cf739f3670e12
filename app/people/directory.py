"""Answers of the tenant's directory about people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlmodel import Session, and_, col, or_, select

from app.people.models import Access, Person, RoleGrant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

LOOK_UP_INTERVAL, UNANSWERED_INTERVAL = timedelta(days=1), timedelta(minutes=15)
NO_ANSWER = (
    "Katalogen svarer ikke om denne adressen. Vi spør igjen hvert kvarter; varer det ved, be IT se på det."
)
"""The problem of a person whom the directory has not answered about; it tells them from those it does not know."""


class ToLookUp(NamedTuple):
    """A person to ask the directory about: by the account once it is known, else by the address."""

    email: str
    entra_id: str | None


def people_to_look_up(
    session: Session, cohort_id: int, *, also: Sequence[str], now: datetime
) -> list[ToLookUp]:
    """Return the people of a cohort, and `also`, to ask about: each day, and sooner where there was no answer."""
    asked_at = col(Person.directory_checked_at)
    found = (
        select(Person.email, Person.entra_id)
        .where(or_(_in_cohort(cohort_id), col(Person.email).in_(also)), _may_have_account())
        .where(
            or_(
                asked_at < now - LOOK_UP_INTERVAL,
                and_(_is_unanswered(), or_(asked_at.is_(None), asked_at < now - UNANSWERED_INTERVAL)),
            )
        )
        .order_by(col(Person.id))
    )
    return [ToLookUp(*one) for one in session.exec(found)]


def someone_is_unanswered(session: Session, cohort_id: int) -> bool:
    """Tell whether the account of somebody in a cohort is not known only because nobody has answered yet."""
    found = select(Person.id).where(_in_cohort(cohort_id), _may_have_account(), _is_unanswered())
    return session.exec(found.where(col(Person.entra_id).is_(None)).limit(1)).first() is not None


def _in_cohort(cohort_id: int) -> ColumnElement[bool]:
    return col(Person.id).in_(select(RoleGrant.person_id).where(RoleGrant.cohort_id == cohort_id))


def _may_have_account() -> ColumnElement[bool]:
    return or_(col(Person.access).is_(None), col(Person.access) != Access.mail_only)


def _is_unanswered() -> ColumnElement[bool]:
    return or_(col(Person.directory_checked_at).is_(None), col(Person.directory_problem) == NO_ANSWER)


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
