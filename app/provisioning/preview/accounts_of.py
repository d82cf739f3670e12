"""Find the rows of a cohort's people that are one account, and the row that stands for each account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import people
from app.provisioning.desired.picture import Addresses
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.cohorts import Cohort
    from app.people import Person


@dataclass(frozen=True)
class Accounts:
    """`stands_for` is a row's id by the id of each row of the same account; the rest is by the row that stands."""

    stands_for: Mapping[int, int] = field(default_factory=dict)
    placed_as: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, Addresses] = field(default_factory=dict)


def accounts_of(session: Session, cohort: Cohort, here: Collection[int]) -> Accounts:
    """Group the rows of the cohort's people by account; `here` are the ids of those with a role.

    The oldest row with a role here stands for the account, whomever it is told as on pages.
    """
    groups = people.rows_by_account(session, cohort.id).values()
    placed = _placed(session, cohort, [row for rows in groups if len(rows) > 1 for row in rows])
    stands_for: dict[int, int] = {}
    placed_as: dict[int, tuple[str, ...]] = {}
    called: dict[str, str] = {}
    addresses: dict[str, Addresses] = {}
    for rows in groups:
        first = next(row for row in rows if row.id in here)
        listed = people.addresses_of([first, *rows])
        stands_for |= {row.id: first.id for row in rows}
        placed_as[first.id] = tuple(row.uid for row in rows if row.uid in placed)
        called |= {row.email: first.email for row in rows}
        addresses[first.email] = Addresses(listed[0], frozenset(listed))
    return Accounts(stands_for, placed_as, called, addresses)


def _placed(session: Session, cohort: Cohort, rows: Sequence[Person]) -> set[str]:
    """Return the uids of rows that have been invited as a guest, or let into the cohort's Team, as themselves."""
    keys = {f"{cohort.uid}/{kind}:{row.uid}": row for row in rows for kind in ("guest", "member")}
    found = select(TenantObject.key, TenantObject.external_id).where(
        col(TenantObject.key).in_(keys), col(TenantObject.applied).is_not(None)
    )
    return {keys[key].uid for key, account in session.exec(found) if account == keys[key].entra_id}
