"""Answer the questions whether people are free at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import structlog

from app import meetings
from app.db import unit_of_work
from app.tenant import BusyTime
from graph_adapters import free_busy
from graph_adapters.errors import Gone, NeedsPerson, NotAccepted, TenantError
from jobs.clock import WallClock
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.config import Settings
    from app.meetings import TimeQuestion
    from jobs.clock import Clock
    from jobs.tenant import Tenant

log = structlog.get_logger()


async def check_asked_times(tenant: Tenant, settings: Settings) -> None:
    """Answer every question that waits. Raises Paused when our credentials are refused."""
    clock = WallClock(settings.clock)
    with unit_of_work() as session:
        questions = meetings.time_checks_waiting(session)
    for question in questions:
        unknown = partial(_answer, question, _all_unknown(question), clock)
        with (
            isolated("a question broke our code", unknown, question=question.id),
            paused_when_rejected(clock),
        ):
            calendars = await _calendars(tenant, question)
            if calendars is not None:
                _answer(question, calendars, clock)


def _answer(question: TimeQuestion, calendars: Sequence[BusyTime], clock: Clock) -> None:
    with unit_of_work() as session:
        meetings.answer_time_check(session, question.id, calendars=calendars, now=clock.now())


def _all_unknown(question: TimeQuestion) -> list[BusyTime]:
    return [BusyTime(email=email, status="unknown") for email in question.people]


async def _calendars(tenant: Tenant, question: TimeQuestion) -> list[BusyTime] | None:
    """Read the calendars; a calendar we may not see is unknown, and None means that we ask again later."""
    organiser = question.organiser or tenant.organiser
    try:
        return await free_busy.ask(
            tenant.connection, organiser, question.people, question.starts_at, question.ends_at
        )
    except (NeedsPerson, NotAccepted, Gone):
        return _all_unknown(question)
    except TenantError as error:
        log.warning("calendars could not be read", why=str(error))
        return None
