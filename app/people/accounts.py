"""Accounts behind addresses: rows of people with one account, and the addresses an account is reached at.

A person is the account, once the directory has told it; the address in the workbook is what we call them by.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, cast, func
from sqlalchemy import select as select_values
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from app.people.models import Person, RoleGrant
from app.people.spelling import tidy_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Accounts = dict[str, list[Person]]


def rows_by_account(session: Session, cohort_id: int) -> Accounts:
    """Return the accounts in a cohort that are more than one row's, or are reached at another address.

    All their rows are told, the oldest first, also those without a role there.
    """
    held = select(RoleGrant.person_id).where(RoleGrant.cohort_id == cohort_id)
    here = select(Person.entra_id).where(col(Person.id).in_(held), col(Person.entra_id).is_not(None))
    several = select(Person.entra_id).group_by(col(Person.entra_id)).having(func.count() > 1)
    told = or_(col(Person.entra_id).in_(several), col(Person.directory_addresses).is_not(None))
    rows = select(Person).where(col(Person.entra_id).in_(here), told).order_by(col(Person.id))
    found: Accounts = defaultdict(list)
    for person in session.exec(rows):
        found[person.entra_id or ""].append(person)
    return dict(found)


def accounts_known(session: Session, accounts: Collection[str]) -> set[str]:
    """Return those of the accounts that are somebody's already."""
    known = session.exec(select(Person.entra_id).where(col(Person.entra_id).in_(accounts)))
    return {account for account in known if account}


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


def called_by(session: Session, addresses: Iterable[str], cohort_id: int) -> Mapping[str, str]:
    """Return what a cohort calls its people by, for those of the addresses that are theirs.

    An address with a row of its own there is that row's; rows that are one person are called as the first of them.
    """
    first = aliased(Person)
    told = (
        select_values(col(Person.email), col(Person.directory_addresses), col(first.email))
        .outerjoin(first, col(first.id) == Person.same_as_id)
        .where(col(Person.id).in_(select(RoleGrant.person_id).where(RoleGrant.cohort_id == cohort_id)))
    )
    rows = session.execute(told.order_by(col(Person.id).desc())).all()
    called = {one: joined or email for email, listed, joined in rows for one in listed or ()}
    called |= {email: joined or email for email, _, joined in rows}
    return {one: called[one] for one in map(tidy_address, addresses) if one in called}


def rows_at(session: Session, address: str) -> Sequence[int]:
    """Return the ids of the rows with the account of an address, whichever of its addresses it is."""
    written = tidy_address(address)
    own = col(Person.email) == written
    listed = cast(col(Person.directory_addresses), Text).contains(json.dumps(written), autoescape=True)
    accounts = select(Person.entra_id).where(or_(own, and_(listed, ~select(Person.id).where(own).exists())))
    found = select(Person.id).where(or_(own, col(Person.entra_id).in_(accounts)))
    return session.exec(found.order_by(col(Person.id))).all()


def rows_of(session: Session, person: Person) -> Sequence[Person]:
    """Return all rows of a person, the one that stands for them first."""
    first = person.same_as_id or person.id
    same = select(Person).where((Person.id == first) | (Person.same_as_id == first))
    return session.exec(same.order_by(col(Person.same_as_id).is_not(None), col(Person.id))).all()


def same_account(session: Session, rows: Sequence[Person]) -> list[str]:
    """Return the addresses of other rows with the account of a person, as in another cohort: it may be them too."""
    own, accounts = [row.id for row in rows], {row.entra_id for row in rows if row.entra_id}
    others = select(Person.email).where(col(Person.entra_id).in_(accounts), col(Person.id).not_in(own))
    return list(session.exec(others.order_by(col(Person.id))))


def join_rows(session: Session, rows: Iterable[Person]) -> None:
    """Let rows be one person, with all that were so before, told as the oldest; their roles stay where they are."""
    family = {one.id: one for row in rows for one in rows_of(session, row)}
    first, *others = (family[row_id] for row_id in sorted(family))
    first.same_as_id = None
    for other in others:
        other.same_as_id = first.id


def part_rows(rows: Iterable[Person]) -> None:
    """Let each row be a person of its own again."""
    for row in rows:
        row.same_as_id = None
