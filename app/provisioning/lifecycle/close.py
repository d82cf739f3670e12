"""Bring a cohort to its end, by a preview that a person approves.

The Microsoft Team is given the years in its name and archived, guests are taken out of it and what lies ahead is
cancelled. What has been held stands as it is, and nothing anybody made is deleted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app import audit, cohorts
from app.audit import Act, Deed
from app.errors import Code, Conflict
from app.provisioning.ledger.intentions import begin_nothing_more
from app.provisioning.ledger.models import TenantObject
from app.provisioning.preview.service import approve, preview_cohort

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.provisioning.desired.picture import CohortPicture
    from app.provisioning.ledger.models import Approval
    from app.provisioning.preview.picture_of import Surroundings
    from app.provisioning.preview.service import Preview


def preview_closing(session: Session, cohort_id: int, surroundings: Surroundings) -> Preview:
    """Preview closing a cohort. Nothing is done."""
    _refuse_closed(session, cohort_id)
    return preview_cohort(session, cohort_id, surroundings, as_if=_closed)


def _closed(picture: CohortPicture) -> CohortPicture:
    return replace(picture, closed=True)


def close_cohort(
    session: Session, cohort_id: int, *, checksum: str, deed: Deed, surroundings: Surroundings
) -> Approval:
    """Close a cohort as its preview showed. Raises Conflict when something has changed since."""
    seen = preview_closing(session, cohort_id, surroundings)
    approval = approve(session, cohort_id, seen, checksum=checksum, deed=deed, surroundings=surroundings)
    begin_nothing_more(session, cohort_id)
    cohort = cohorts.get(session, cohort_id)
    cohort.closed_at = surroundings.now
    _forget_that_others_archived_it(session, cohort.uid)
    audit.record(
        session,
        Act.cohort_closed,
        deed,
        about=cohort.uid,
        cohort_id=cohort_id,
        details=dict(seen.found.counts),
    )
    return approval


def _refuse_closed(session: Session, cohort_id: int) -> None:
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er alt avsluttet.")


def _forget_that_others_archived_it(session: Session, key: str) -> None:
    """Let nothing wait because somebody archived the Team before us: that is how it shall end."""
    msteam = session.get(TenantObject, key)
    if msteam is not None and "archived" in msteam.facts:
        msteam.seen = None
