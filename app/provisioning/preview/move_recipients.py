"""Recipients of a move: all people on the lists of a meeting that stands in calendars, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app.provisioning.ledger.models import TenantObject
from app.provisioning.preview.mail_forecast import mailed_about

if TYPE_CHECKING:
    from app.meetings import Meeting


def told_of_a_move(session: Session, meeting: Meeting) -> list[str]:
    """Return the addresses Outlook tells when a meeting gets another time; empty while it is in no calendar."""
    entries = select(TenantObject.applied).where(
        TenantObject.cohort_id == meeting.cohort_id,
        TenantObject.kind == "entry",
        col(TenantObject.key).endswith(f"/meeting:{meeting.key}", autoescape=True),
        col(TenantObject.external_id).is_not(None),
    )
    told: set[str] = set()
    for applied in session.exec(entries):
        _, now_told = mailed_about(dict(applied or {}), {**(applied or {}), "starts_at": None})
        told |= now_told
    return sorted(told)
