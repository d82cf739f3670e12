"""Retry rows that wait for a person, when the person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from app import audit
from app.audit import Act, Deed
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

A_PERSON_CAN_HELP = ("person", "ours")


def try_again(
    session: Session, cohort_id: int, *, team_id: int | None = None, key: str | None = None, deed: Deed
) -> int:
    """Let a thing, a team's or all that waits for a person be tried now; return how many.

    What Microsoft has asked us to wait with is not hurried.
    """
    waiting = _waiting_for_a_person(session, cohort_id, team_id=team_id, key=key)
    for row in waiting:
        row.next_try_at = None
    if waiting:
        audit.record(
            session,
            Act.tried_again,
            deed,
            about=key or f"{len(waiting)} things",
            cohort_id=cohort_id,
            details={"things": len(waiting), "team_id": team_id},
        )
    return len(waiting)


def _waiting_for_a_person(
    session: Session, cohort_id: int, *, team_id: int | None, key: str | None
) -> Sequence[TenantObject]:
    found = select(TenantObject).where(
        TenantObject.cohort_id == cohort_id, col(TenantObject.cause).in_(A_PERSON_CAN_HELP)
    )
    if team_id is not None:
        found = found.where(TenantObject.team_id == team_id)
    if key is not None:
        found = found.where(TenantObject.key == key)
    return session.exec(found).all()
