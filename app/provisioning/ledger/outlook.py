"""Follow our meetings in Outlook: our rows take in the changes, and nothing is sent back.

The ledger is told that what stands there is what was applied, so the next comparison finds nothing to do. When a
meeting was moved both here and in Outlook, whoever moved it last decides (docs/decisions/0019).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from app import health, meetings
from app.health import SourceKind
from app.meetings import OSLO, Meeting
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.meetings import WhenAndWhere
    from app.tenant import CalendarNews, EntrySeen


def mailbox_of(row: TenantObject, *, own: str) -> str:
    """Return the mailbox an entry stands in; `own` is the service's."""
    return str((row.applied or {}).get("organiser") or own)


def mailboxes_to_follow(
    session: Session, cohort_id: int, *, own: str, now: datetime, read_before: datetime
) -> list[str]:
    """Return the mailboxes to read now: not read since `read_before`, or with a change waiting to be sent.

    One that could not be read waits its time. What somebody has moved meanwhile is not written over by a change.
    """
    found = select(TenantObject).where(TenantObject.cohort_id == cohort_id, TenantObject.kind == "entry")
    urgent: dict[str, bool] = {}
    for row in session.exec(found):
        if row.external_id:
            mailbox = mailbox_of(row, own=own)
            due = not row.settled and (row.next_try_at is None or row.next_try_at <= now)
            urgent[mailbox] = urgent.get(mailbox, False) or due
    return [
        mailbox
        for mailbox, due in urgent.items()
        if (due or _is_stale(session, mailbox, read_before))
        and not health.is_put_off(session, SourceKind.calendar, mailbox, now=now)
    ]


def leave_empty_calendars(session: Session, *, own: str, now: datetime) -> None:
    """Follow no more the calendars that cannot be read and in which nothing of ours stands any longer."""
    for one in health.unreadable_sources(session, now=now):
        if one.kind is SourceKind.calendar and not calendar_entries(session, mailbox=one.source, own=own):
            health.note_readable(session, one.kind, one.source)


def _is_stale(session: Session, mailbox: str, read_before: datetime) -> bool:
    cursor = meetings.calendar_cursor(session, mailbox)
    return cursor is None or cursor.read_at <= read_before


def calendar_entries(session: Session, *, mailbox: str, own: str) -> dict[str, TenantObject]:
    """Return the meetings we look after in a calendar, by Microsoft's id, without meetings to withdraw."""
    found = select(TenantObject).where(TenantObject.kind == "entry")
    return {
        row.external_id: row
        for row in session.exec(found)
        if row.external_id
        and row.wanted is not None
        and not row.let_go
        and mailbox_of(row, own=own) == mailbox
    }


def entries_not_there(
    news: CalendarNews, standing: dict[str, TenantObject], *, window: tuple[datetime, datetime]
) -> list[str]:
    """Return the keys of entries the calendar no longer tells of: cancelled, or moved out of the window."""
    if not news.whole:
        return [key for key in news.removed if key in standing]
    seen = {entry.external_id for entry in news.seen}
    starts, ends = (at.astimezone(OSLO).replace(tzinfo=None).isoformat() for at in window)
    return [
        key
        for key, row in standing.items()
        if key not in seen and starts < str((row.applied or {}).get("starts_at")) < ends
    ]


def take_in_entries(
    session: Session, standing: dict[str, TenantObject], seen: Sequence[EntrySeen], *, now: datetime
) -> int:
    """Take in moves and answers; return the number of meetings that stood elsewhere than we thought."""
    moved = 0
    for entry in seen:
        row = standing.get(entry.external_id)
        meeting = meeting_of(session, row) if row else None
        if row is not None and meeting is not None:
            meetings.note_answers(
                session, meeting, entry_key=row.key, team_id=row.team_id, answers=entry.answers
            )
            meetings.note_link(session, meeting, entry_key=row.key, team_id=row.team_id, url=entry.join_link)
            meetings.nudge_leaders(session, meeting, now=now)
            moved += not entry.series and _follow(session, row, meeting, entry, now)
    return moved


def _follow(session: Session, row: TenantObject, meeting: Meeting, seen: EntrySeen, now: datetime) -> bool:
    there, applied = _json(meetings.time_seen(seen)), row.applied or {}
    if all(applied.get(name) == value for name, value in there.items()):
        return False
    here, moved_at = meetings.our_meeting(session, meeting, row.team_id)
    unsent = here is not None and any(applied.get(name) != value for name, value in _json(here).items())
    row.applied, row.version, row.seen, row.seen_at = applied | there, row.version + 1, None, None
    if unsent and moved_at is not None and moved_at > seen.changed_at:
        return True
    row.wanted = (row.wanted or {}) | there
    if here != meetings.time_seen(seen):
        meetings.note_moved(session, meeting, row.team_id, seen=seen, now=now)
    return True


def _json(when: WhenAndWhere) -> dict[str, Any]:
    """Write it as the ledger does, so that the two can be compared."""
    return {
        "starts_at": when.starts_at.isoformat(),
        "ends_at": when.ends_at.isoformat(),
        "all_day": when.all_day,
        "place": when.place,
    }


def take_in_cancellation(session: Session, row: TenantObject, *, now: datetime) -> None:
    """Cancel a meeting here that was cancelled in Outlook, where all invited have been told."""
    meeting = meeting_of(session, row)
    if meeting is not None:
        meetings.note_cancelled(session, meeting, row.team_id, now=now)
    below = select(TenantObject).where(TenantObject.parent_key == row.key)
    for gone in (row, *session.exec(below)):
        gone.wanted = gone.applied = gone.seen = gone.external_id = gone.web_url = gone.problem = None
        gone.generation, gone.version = gone.generation + 1, gone.version + 1


def meeting_of(session: Session, row: TenantObject) -> Meeting | None:
    """Return the meeting an entry is for; the ledger's key ends with the meeting's."""
    key = row.key.rpartition("/meeting:")[2]
    found = select(Meeting).where(Meeting.cohort_id == row.cohort_id, Meeting.key == key)
    return session.exec(found).one_or_none()
