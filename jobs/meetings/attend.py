"""Read Microsoft's attendance reports of digital meetings that have been held."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from app import cohorts, meetings, provisioning
from app.db import unit_of_work
from app.meetings import ReadingOutcome
from graph_adapters import directory, online_meetings
from graph_adapters.errors import NeedsPerson, TenantError
from jobs.clock import WallClock
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected

if TYPE_CHECKING:
    from datetime import datetime

    from app.config import Settings
    from app.provisioning import HeldMeeting
    from app.tenant import AttendeeSeen
    from jobs.tenant import Tenant

EARLY_MARGIN, LATE_MARGIN = timedelta(hours=1), timedelta(hours=3)
log = structlog.get_logger()


async def read_attendance(tenant: Tenant, settings: Settings) -> None:
    """Read the report of every meeting that is due. Raises Paused when our credentials are refused."""
    clock = WallClock(settings.clock)
    with unit_of_work() as session:
        due = [
            one
            for cohort_id in cohorts.open_cohorts(session)
            for one in provisioning.attendance_to_read(
                session, cohort_id, own=tenant.organiser, now=clock.now()
            )
        ]
    for one in due:
        later = partial(_ask_later, one, clock.now())
        with isolated("attendance broke our code", later, entry=one.entry_key), paused_when_rejected(clock):
            await _read(tenant, one, clock.now())


async def _read(tenant: Tenant, one: HeldMeeting, now: datetime) -> None:
    """Read a meeting's report; a report that cannot be read now is asked for again."""
    try:
        seen = await _attendees(tenant, one)
        outcome = ReadingOutcome.none_yet
    except NeedsPerson:
        seen, outcome = None, ReadingOutcome.not_configured
    except TenantError as error:
        log.warning("attendance could not be read", entry=one.entry_key, why=str(error))
        return
    with unit_of_work() as session:
        meeting = meetings.get(session, one.meeting_id)
        if seen is None:
            meetings.note_attendance_reading(
                session, meeting, entry_key=one.entry_key, outcome=outcome, now=now
            )
            return
        meetings.read_attendance_report(session, meeting, entry_key=one.entry_key, seen=seen, now=now)
        meetings.warn_about_absence(session, meeting, now=now)


def _ask_later(one: HeldMeeting, now: datetime) -> None:
    with unit_of_work() as session:
        meeting = meetings.get(session, one.meeting_id)
        meetings.note_attendance_reading(
            session, meeting, entry_key=one.entry_key, outcome=ReadingOutcome.none_yet, now=now
        )


async def _attendees(tenant: Tenant, one: HeldMeeting) -> list[AttendeeSeen] | None:
    organiser = await directory.look_up(tenant.connection, one.mailbox)
    if organiser.user_id is None:
        raise NeedsPerson(f"The organiser {one.mailbox} was not found in the directory.")
    return await online_meetings.attendees(
        tenant.connection,
        one.mailbox,
        organiser.user_id,
        one.external_id,
        between=(one.starts_at - EARLY_MARGIN, one.ends_at + LATE_MARGIN),
    )
