"""Two people in the same form: the audit knows what has been done to a thing, so it is the thing's version."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.audit.models import AuditRecord
from app.errors import Conflict

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

OSLO = ZoneInfo("Europe/Oslo")


def version_of(session: Session, *, about: str, cohort_id: int | None = None) -> int:
    """Return the version a form about a thing carries: the position of the last record about it, or 0."""
    latest = _latest(session, about, cohort_id)
    return (latest.position or 0) if latest else 0


def refuse_if_changed(session: Session, *, about: str, version: int, cohort_id: int | None = None) -> None:
    """Raise Conflict, saying who changed a thing and when, if anybody has since the form was shown."""
    latest = _latest(session, about, cohort_id)
    if latest is not None and (latest.position or 0) > version:
        at = latest.at.astimezone(OSLO)
        raise Conflict(
            f"Endret av {latest.actor} kl. {at:%H.%M}. Se over, og lagre på nytt om det fortsatt gjelder."
        )


def _latest(session: Session, about: str, cohort_id: int | None) -> AuditRecord | None:
    which: list[ColumnElement[bool]] = [
        col(AuditRecord.about) == about,
        col(AuditRecord.cohort_id).is_not_distinct_from(cohort_id),
        col(AuditRecord.position).is_not(None),
    ]
    newest = select(AuditRecord).where(*which).order_by(col(AuditRecord.position).desc())
    return session.exec(newest.limit(1)).first()
