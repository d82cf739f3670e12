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

    What Microsoft has asked us to wait with is not hurried. What goes wrong again is tried soon after, as at first: a
    right that was given takes its time to be known everywhere.
    """
    waiting = _waiting_for_a_person(session, cohort_id, team_id=team_id, key=key)
    for row in waiting:
        row.next_try_at, row.attempts = None, 0
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


def try_refused_again(session: Session, *, deed: Deed) -> int:
    """Let all that waits for a person be tried now, in every cohort, as our permissions have changed."""
    waiting = select(TenantObject.cohort_id).where(TenantObject.cause == "person").distinct()
    return sum(try_again(session, cohort_id, deed=deed) for cohort_id in sorted(session.exec(waiting).all()))


def is_tried_now(session: Session, cohort_id: int) -> bool:
    """Tell whether anything that went wrong before is about to be tried again."""
    found = select(TenantObject).where(
        TenantObject.cohort_id == cohort_id,
        col(TenantObject.cause).is_not(None),
        col(TenantObject.next_try_at).is_(None),
    )
    return any(not (row.settled or row.by_hand or row.drifted) for row in session.exec(found))


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
