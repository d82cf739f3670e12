"""Memberships of one account: no person is taken out of a Team that another row wants them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.provisioning.desired.changes import Change
    from app.provisioning.ledger.errands import AnyErrand


def is_member_for_another(session: Session, errand: AnyErrand) -> bool:
    """Tell whether another row wants this account in the same Team: as a member, or as its owner."""
    return _is_another_member(session, errand) or _is_owner(session, errand)


def _is_another_member(session: Session, errand: AnyErrand) -> bool:
    row, above = TenantObject, aliased(TenantObject)
    others = (
        select(row.key)
        .join(above, col(above.key) == row.parent_key)
        .where(row.kind == "member", row.key != errand.key, col(row.wanted).is_not(None))
        .where(col(row.wanted)["user_id"].as_string() == errand.external_id)
        .where(above.external_id == errand.above["msteam"])
    )
    return session.exec(others.limit(1)).first() is not None


def _is_owner(session: Session, errand: AnyErrand) -> bool:
    row = TenantObject
    teams = select(row.wanted).where(row.kind == "msteam", row.external_id == errand.above["msteam"])
    return any(errand.external_id in (wanted or {}).get("owners", ()) for wanted in session.exec(teams))


def keep_members(session: Session, cohort_id: int, changes: Iterable[Change]) -> None:
    """Stop taking out members that are wanted after all, as when a new row turns out to be the same account."""
    leaving = select(TenantObject).where(
        TenantObject.cohort_id == cohort_id,
        TenantObject.kind == "member",
        col(TenantObject.wanted).is_(None),
        col(TenantObject.applied).is_not(None),
        col(TenantObject.decision).is_(None),
    )
    rows = session.exec(leaving).all()
    wanted = {change.key for change in changes if change.action == "unchanged"} if rows else set()
    for row in rows:
        if row.key in wanted:
            row.wanted = row.applied
