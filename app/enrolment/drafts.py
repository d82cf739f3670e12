"""Keep an uploaded workbook until a person has approved its import."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app import audit
from app.audit import Act, Deed
from app.enrolment import service as enrolment
from app.enrolment.models import DraftWorkbook
from app.errors import Code, NotFound
from app.sensitive import redact

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

DRAFT_LIFETIME = timedelta(days=1)


def keep(session: Session, *, cohort_id: int, data: bytes, filename: str, deed: Deed) -> DraftWorkbook:
    """Try a workbook and keep it until a person approves it, at most a day; it replaces the cohort's last."""
    told = enrolment.enrol(
        session, cohort_id=cohort_id, data=data, filename=filename, deed=deed, dry_run=True
    )
    draft = DraftWorkbook(
        cohort_id=cohort_id, filename=filename, data=data, result=told.as_json(), by=deed.actor, at=deed.at
    )
    audit.record(
        session,
        Act.workbook_uploaded,
        deed,
        about=about(cohort_id),
        cohort_id=cohort_id,
        details={"file": redact(filename)},
    )
    return session.merge(draft)


def about(cohort_id: int) -> str:
    """Return the audit's name for the cohort's waiting workbook."""
    return f"workbook:{cohort_id}"


def of_cohort(session: Session, cohort_id: int, *, now: datetime) -> DraftWorkbook | None:
    draft = session.get(DraftWorkbook, cohort_id)
    return draft if draft and draft.at >= now - DRAFT_LIFETIME else None


def accept(session: Session, *, cohort_id: int, deed: Deed) -> enrolment.EnrolmentResult:
    """Import the waiting workbook. If it is refused after all, it goes on waiting with its problems."""
    draft = of_cohort(session, cohort_id, now=deed.at)
    if draft is None:
        raise NotFound(Code.draft_gone, "Arket venter ikke lenger. Last det opp på nytt.")
    result = enrolment.enrol(
        session, cohort_id=cohort_id, data=draft.data, filename=draft.filename, deed=deed
    )
    if result.refused:
        draft.result = result.as_json()
    else:
        session.delete(draft)
    return result


def drop(session: Session, *, cohort_id: int) -> None:
    draft = session.get(DraftWorkbook, cohort_id)
    if draft:
        session.delete(draft)
