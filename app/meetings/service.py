"""The rules of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit
from app.errors import Conflict, NotFound
from app.meetings.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def get(session: Session, meeting_id: int) -> Meeting:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound(f"Det finnes ikke noe møte {meeting_id}.")
    return meeting


def of_cohort(session: Session, cohort_id: int) -> Sequence[Meeting]:
    found = select(Meeting).where(Meeting.cohort_id == cohort_id)
    return session.exec(found.order_by(col(Meeting.id))).all()


def reschedule(
    session: Session, meeting_id: int, *, starts_at: datetime, actor: str, now: datetime
) -> Meeting:
    """Move a meeting; it lasts as long as before, and the calendar follows on the next pass."""
    meeting = get(session, meeting_id)
    if meeting.starts_at is None or meeting.ends_at is None:
        raise Conflict(f"{meeting.title} har ingen dato ennå og kan ikke flyttes.")
    if meeting.ends_at <= now:
        raise Conflict("Dette møtet er holdt og kan ikke flyttes.")
    if starts_at <= now:
        raise Conflict("Møtet kan ikke flyttes til en tid som er passert.")
    before = meeting.starts_at
    meeting.ends_at += starts_at - meeting.starts_at
    meeting.starts_at = starts_at
    meeting.confirmed_at, meeting.confirmed_by = now, actor
    audit.record(
        session,
        at=now,
        actor=actor,
        act="meeting moved",
        about=meeting.key,
        cohort_id=meeting.cohort_id,
        details={"from": before.isoformat(), "to": starts_at.isoformat()},
    )
    return meeting
