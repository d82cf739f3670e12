"""Mailboxes that invite: a cohort's choice, the calendar cursor, and Microsoft's permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit, cohorts, health
from app.audit import Act, Deed
from app.errors import Code, Invalid
from app.health import Refusal, SourceKind
from app.meetings.models import CalendarCursor, OrganiserMailbox
from app.people import tidy_address

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from app.health import UnreadableSource


def choose_mailbox(session: Session, cohort_id: int, *, organiser: str | None, deed: Deed) -> None:
    """Say which mailbox a cohort's new meetings are sent from; None is the service's own.

    What is sent already stays where it stands: an invitation cannot change hands.
    """
    cohort = cohorts.get(session, cohort_id)
    chosen = tidy_address(organiser) if organiser else None
    if chosen is not None and "@" not in chosen:
        raise Invalid(Code.address_malformed, f"«{organiser}» er ikke en e-postadresse.")
    before, cohort.organiser = cohort.organiser, chosen
    audit.record(
        session,
        Act.organiser_chosen,
        deed,
        about=cohort.uid,
        cohort_id=cohort_id,
        details={"from": before, "to": chosen},
    )


def known_mailboxes(session: Session, mailbox: str) -> OrganiserMailbox | None:
    return session.get(OrganiserMailbox, mailbox)


def note_mailbox(
    session: Session, *, mailbox: str, user_id: str | None, may_open_doors: bool | None, now: datetime
) -> None:
    """Keep Microsoft's answer about a mailbox; a permission is lost only by a refusal on a meeting."""
    row = known_mailboxes(session, mailbox) or OrganiserMailbox(address=mailbox, asked_at=now)
    row.user_id, row.asked_at = user_id or row.user_id, now
    row.may_open_doors = row.may_open_doors or may_open_doors
    session.add(row)


def calendar_cursor(session: Session, mailbox: str) -> CalendarCursor | None:
    return session.get(CalendarCursor, mailbox)


def next_calendar_read(session: Session, *, after: datetime, interval: timedelta) -> datetime | None:
    """Return when the next calendar has not been read for so long; a calendar followed no more is not waited for."""
    read = select(CalendarCursor.read_at).where(col(CalendarCursor.read_at) > after - interval)
    earliest = session.exec(read.order_by(col(CalendarCursor.read_at)).limit(1)).first()
    return earliest + interval if earliest else None


def note_calendar_read_to(
    session: Session, *, mailbox: str, link: str, window: tuple[datetime, datetime], now: datetime
) -> None:
    """Keep a calendar's cursor, in the same transaction as the changes read."""
    row = calendar_cursor(session, mailbox)
    if row is None:
        row = CalendarCursor(mailbox=mailbox, link=link, window_starts=now, window_ends=now, read_at=now)
    row.link, (row.window_starts, row.window_ends), row.read_at = link, window, now
    session.add(row)
    health.note_readable(session, SourceKind.calendar, mailbox)


def unread_calendar(session: Session, cohort_id: int, *, own: str, now: datetime) -> list[UnreadableSource]:
    """Return the calendar that a cohort's meetings stand in, when it cannot be read; `own` is the service's."""
    mailbox = cohorts.get(session, cohort_id).organiser or own
    return health.unread_kinds(session, {(SourceKind.calendar, mailbox)}, now=now)


def note_calendar_unread(session: Session, *, mailbox: str, refusal: Refusal, now: datetime) -> None:
    """Say that a calendar could not be read; it is tried again later each time."""
    known = calendar_cursor(session, mailbox)
    health.note_unreadable(
        session,
        SourceKind.calendar,
        mailbox,
        refusal=refusal,
        read_at=known.read_at if known else None,
        now=now,
    )
