"""Digital meetings whose attendance is due to be read: soon after, and once more the day after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, select

from app.meetings import OSLO, AttendanceReading, ReadingOutcome
from app.provisioning.ledger.models import TenantObject
from app.provisioning.ledger.outlook import mailbox_of, meeting_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_ASKED_AFTER, READ_AGAIN_AFTER = timedelta(minutes=15), timedelta(days=1)
RETRY_AFTER = {ReadingOutcome.none_yet: timedelta(hours=1), ReadingOutcome.not_configured: timedelta(days=1)}
GIVE_UP_AFTER = {
    ReadingOutcome.none_yet: timedelta(days=3),
    ReadingOutcome.not_configured: timedelta(days=300),
    ReadingOutcome.read: timedelta(days=30),
}
"""How long after a meeting it is worth asking. Microsoft keeps reports for a year."""


@dataclass(frozen=True, kw_only=True)
class HeldMeeting:
    """A meeting that was held, and where its attendance is read. Times are aware."""

    entry_key: str
    meeting_id: int
    mailbox: str
    external_id: str
    starts_at: datetime
    ends_at: datetime


def attendance_to_read(session: Session, cohort_id: int, *, own: str, now: datetime) -> list[HeldMeeting]:
    """Return the digital meetings of a cohort whose attendance is to be asked for now."""
    return [held for held in _held(session, cohort_id, own) if _is_due(held, _last(session, held), now)]


def _held(session: Session, cohort_id: int, own: str) -> Iterator[HeldMeeting]:
    entries = select(TenantObject).where(TenantObject.cohort_id == cohort_id, TenantObject.kind == "entry")
    for row in session.exec(entries):
        applied, meeting = row.applied or {}, meeting_of(session, row)
        if row.external_id and applied.get("online") and meeting is not None:
            yield HeldMeeting(
                entry_key=row.key,
                meeting_id=meeting.id,
                mailbox=mailbox_of(row, own=own),
                external_id=row.external_id,
                starts_at=datetime.fromisoformat(applied["starts_at"]).replace(tzinfo=OSLO),
                ends_at=datetime.fromisoformat(applied["ends_at"]).replace(tzinfo=OSLO),
            )


def _last(session: Session, held: HeldMeeting) -> AttendanceReading | None:
    return session.get(AttendanceReading, held.entry_key)


def _is_due(held: HeldMeeting, last: AttendanceReading | None, now: datetime) -> bool:
    since = now - held.ends_at
    if last is None:
        return FIRST_ASKED_AFTER <= since < GIVE_UP_AFTER[ReadingOutcome.not_configured]
    if since > GIVE_UP_AFTER[last.outcome]:
        return False
    if last.outcome is ReadingOutcome.read:
        return last.asked_at < held.ends_at + READ_AGAIN_AFTER <= now
    return last.asked_at <= now - RETRY_AFTER[last.outcome]
