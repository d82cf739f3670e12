"""Accounts behind addresses: rows of people with one account, and the addresses an account is reached at.

A person is the account, once the directory has told it; the address in the workbook is what we call them by.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from app.people.models import Person
from app.people.spelling import tidy_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Accounts = dict[str, list[Person]]


def rows_by_account(session: Session) -> Accounts:
    """Return the accounts that are more than one row's, or are reached at another address, with their rows."""
    several = select(Person.entra_id).group_by(col(Person.entra_id)).having(func.count() > 1)
    told = or_(col(Person.entra_id).in_(several), col(Person.directory_addresses).is_not(None))
    found: Accounts = defaultdict(list)
    for person in session.exec(select(Person).where(told).order_by(col(Person.id))):
        if person.entra_id:
            found[person.entra_id].append(person)
    return dict(found)


def addresses_of(rows: Iterable[Person]) -> list[str]:
    """Return every address of an account, once each, the present one first."""
    listed = [
        address for row in rows for address in (row.address, row.email, *(row.directory_addresses or ()))
    ]
    return list(dict.fromkeys(listed))


def present_addresses(session: Session, emails: Collection[str]) -> Mapping[str, str]:
    """Return the address that mail goes to now, by the address a person is called by; others are left out."""
    told = select(Person).where(col(Person.email).in_(emails), col(Person.directory_addresses).is_not(None))
    return {person.email: person.address for person in session.exec(told)}


def called_by(session: Session, addresses: Iterable[str]) -> Mapping[str, str]:
    """Return what we call the person by, for addresses of an account that are no other person's own."""
    asked = {tidy_address(address) for address in addresses}
    told = session.exec(select(Person).where(col(Person.directory_addresses).is_not(None))).all()
    others = {
        address: person.email
        for person in reversed(told)
        for address in asked.intersection(person.directory_addresses or ())
    }
    own = set(session.exec(select(Person.email).where(col(Person.email).in_(others)))) if others else set()
    return {address: email for address, email in others.items() if address not in own} | _joined(session)


def _joined(session: Session) -> dict[str, str]:
    """Return the address that stands for each row that is the same person as another."""
    first = aliased(Person)
    joined = select(Person.email, first.email).join(first, col(first.id) == Person.same_as_id)
    return dict(session.exec(joined).all())


def rows_of(session: Session, person: Person) -> Sequence[Person]:
    """Return all rows of a person, the one that stands for them first."""
    first = person.same_as_id or person.id
    same = select(Person).where((Person.id == first) | (Person.same_as_id == first))
    return session.exec(same.order_by(col(Person.same_as_id).is_not(None), col(Person.id))).all()


def join_rows(rows: Sequence[Person]) -> None:
    """Let rows be one person, told as the first of them; their roles stay where they are."""
    first, *others = rows
    first.same_as_id = None
    for other in others:
        other.same_as_id = first.id


def part_rows(rows: Iterable[Person]) -> None:
    """Let each row be a person of its own again."""
    for row in rows:
        row.same_as_id = None
