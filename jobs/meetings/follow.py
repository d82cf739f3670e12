"""Meetings moved, cancelled or answered in Outlook become our rows: pull before push.

Before a change of a meeting is sent, and every five minutes anyway, what changed in the organiser's calendar is
read. What was read and how far is written in one transaction, so that nothing is lost and nothing is sent back.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from app import meetings, provisioning
from app.db import unit_of_work
from app.health import Refusal
from graph_adapters import calendar_changes
from graph_adapters.errors import Rejected, TenantError
from jobs.isolation import isolated
from jobs.unread import OURS, NotBelieved, refusal_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from app.tenant import EntrySeen
    from jobs.clock import Clock
    from jobs.tenant import Tenant

READ_INTERVAL = timedelta(minutes=5)
WINDOW_BACK, WINDOW_AHEAD = timedelta(days=60), timedelta(days=3 * 365)
MAX_WINDOW_LAG = timedelta(days=30)
MIN_MEETINGS_MISSED = 3
"""Fewer may well have been cancelled while nobody looked."""
log = structlog.get_logger()


async def follow_outlook(tenant: Tenant, cohort_id: int, clock: Clock) -> bool:
    """Take in the changes in a cohort's calendars; return whether a calendar was read.

    Raises Rejected. A calendar that cannot be read now is read next time; until then its meetings are not changed.
    """
    looked = False
    with unit_of_work() as session:
        provisioning.leave_empty_calendars(session, own=tenant.organiser, now=clock.now())
        due = provisioning.mailboxes_to_follow(
            session, cohort_id, own=tenant.organiser, now=clock.now(), read_before=clock.now() - READ_INTERVAL
        )
    for mailbox in due:
        later = partial(_note_unread, mailbox, Refusal(said=OURS), clock.now())
        with isolated("a calendar broke our code", later, mailbox=mailbox):
            looked |= await _could_pull(tenant, mailbox, clock.now())
    return looked


async def _could_pull(tenant: Tenant, mailbox: str, now: datetime) -> bool:
    try:
        await _pull(tenant, mailbox, now)
    except Rejected:
        raise
    except TenantError as error:
        log.warning("a calendar could not be read", mailbox=mailbox, why=str(error))
        _note_unread(mailbox, refusal_of(error), now)
        return False
    return True


def _note_unread(mailbox: str, refusal: Refusal, now: datetime) -> None:
    with unit_of_work() as session:
        meetings.note_calendar_unread(session, mailbox=mailbox, refusal=refusal, now=now)


async def _pull(tenant: Tenant, mailbox: str, now: datetime) -> None:
    with unit_of_work() as session:
        known = meetings.calendar_cursor(session, mailbox)
        window = (
            (known.window_starts, known.window_ends) if known else (now - WINDOW_BACK, now + WINDOW_AHEAD)
        )
        link = known.link if known else None
    if now + WINDOW_AHEAD - window[1] > MAX_WINDOW_LAG:
        link, window = None, (now - WINDOW_BACK, now + WINDOW_AHEAD)
    news = await calendar_changes.changes_since(tenant.connection, mailbox, link, window=window)
    with unit_of_work() as session:
        standing = provisioning.calendar_entries(session, mailbox=mailbox, own=tenant.organiser)
        gone = provisioning.entries_not_there(news, standing, window=window)
    found = {key: await calendar_changes.look_at_entry(tenant.connection, mailbox, key) for key in gone}
    still_there: list[EntrySeen] = [seen for seen in found.values() if seen is not None]
    if known is not None and news.whole and _is_another_calendar(standing, [*news.seen, *still_there], gone):
        raise NotBelieved
    with unit_of_work() as session:
        standing = provisioning.calendar_entries(session, mailbox=mailbox, own=tenant.organiser)
        provisioning.take_in_entries(session, standing, [*news.seen, *still_there], now=now)
        told = _circumstances(news.seen, still_there, window)
        provisioning.note_in_calendar(session, list(standing.values()), told, now=now)
        for key in (key for key, seen in found.items() if seen is None and key in standing):
            provisioning.take_in_cancellation(session, standing[key], now=now)
        meetings.note_calendar_read_to(session, mailbox=mailbox, link=news.cursor, window=window, now=now)


def _circumstances(
    seen: Iterable[EntrySeen], still_there: Iterable[EntrySeen], window: tuple[datetime, datetime]
) -> dict[str, dict[str, bool]]:
    """Tell of each meeting whether it is a series by now, or stands in another calendar than the one we read.

    A meeting the calendar told of no more was either moved out of the window, or into another calendar.
    """
    starts, ends = (at.astimezone(meetings.OSLO).replace(tzinfo=None) for at in window)
    told = {one.external_id: {"series": True} if one.series else {} for one in (*seen, *still_there)}
    return told | {
        one.external_id: {"elsewhere": True}
        for one in still_there
        if not one.series and starts < one.starts_at < ends
    }


def _is_another_calendar(standing: Collection[str], seen: Sequence[EntrySeen], gone: Collection[str]) -> bool:
    """Tell whether several meetings of ours should stand in a calendar read anew, and not one does."""
    return len(gone) >= MIN_MEETINGS_MISSED and not any(entry.external_id in standing for entry in seen)
