"""Keep a subscription to each followed library alive, as long as Microsoft can reach us."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from app import cohorts, submissions
from app.db import unit_of_work
from graph_adapters import subscriptions
from graph_adapters.errors import Gone, NeedsPerson, Stopped, TenantError, Unsure
from jobs.clock import WallClock
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected, resume_if_answered

if TYPE_CHECKING:
    from app.config import Settings
    from app.submissions import Watch
    from app.tenant import Subscribed
    from jobs.clock import Clock
    from jobs.tenant import Tenant

log = structlog.get_logger()
DEFAULT_BACKOFF, BACKOFF_UNTIL_FIXED = timedelta(minutes=5), timedelta(hours=6)
NOT_TOLD = "Microsoft 365 får ikke varslet oss om nye filer. Vi ser etter selv, hvert tiende minutt."


async def watch_libraries(tenant: Tenant, settings: Settings) -> None:
    """Make, renew and end subscriptions; without a public address there are none. Raises Paused."""
    clock = WallClock(settings.clock)
    address = settings.public_url.rstrip("/")
    await resume_if_answered(tenant, clock)
    with unit_of_work() as session:
        now, open_ones = clock.now(), set(cohorts.open_cohorts(session))
        every = submissions.every_library(session)
        watches = [
            *submissions.libraries_to_watch(
                (one for one in every if one.cohort_id in open_ones), now=now, wanted=bool(address)
            ),
            *submissions.libraries_to_watch(
                (one for one in every if one.cohort_id not in open_ones), now=now, wanted=False
            ),
        ]
    for one in watches:
        later = partial(_give_up_for_now, one, DEFAULT_BACKOFF, clock)
        with (
            isolated("a library could not be watched", later, library=one.library_id),
            paused_when_rejected(clock),
        ):
            await _look_after(tenant, one, address, clock)


async def _look_after(tenant: Tenant, one: Watch, address: str, clock: Clock) -> None:
    try:
        if one.needs == "end" and one.subscription_id is not None:
            await subscriptions.end(tenant.connection, one.subscription_id)
            with unit_of_work() as session:
                submissions.note_not_watched(session, one.library_id)
            return
        subscribed = await _subscribed(tenant, one, address, clock)
    except Stopped:
        raise
    except TenantError as error:
        _note(one, error, clock)
        return
    with unit_of_work() as session:
        submissions.note_watched(
            session,
            one.library_id,
            subscription_id=subscribed.subscription_id,
            until=subscribed.until,
            now=clock.now(),
        )


async def _subscribed(tenant: Tenant, one: Watch, address: str, clock: Clock) -> Subscribed:
    """Renew a library's subscription; make a new subscription when it has ended."""
    if one.subscription_id is not None:
        try:
            return await subscriptions.renew(tenant.connection, one.subscription_id, now=clock.now())
        except Gone:
            log.warning("a subscription had ended", library=one.library_id)
    return await subscriptions.subscribe(
        tenant.connection, one.library_id, address=address, secret=one.secret, now=clock.now()
    )


def _note(one: Watch, error: TenantError, clock: Clock) -> None:
    """Note that a library is not watched and when we try again; keep a subscription that may still live."""
    log.warning("a library is not watched", library=one.library_id, why=str(error))
    helpless = isinstance(error, NeedsPerson)
    wait = (
        timedelta(seconds=error.wait) if error.wait else BACKOFF_UNTIL_FIXED if helpless else DEFAULT_BACKOFF
    )
    if one.needs == "renew" and isinstance(error, Unsure):
        with unit_of_work() as session:
            submissions.try_library_again(session, one.library_id, at=clock.now() + wait)
    else:
        _give_up_for_now(one, wait, clock)


def _give_up_for_now(one: Watch, wait: timedelta, clock: Clock) -> None:
    with unit_of_work() as session:
        submissions.note_not_watched(session, one.library_id, problem=NOT_TOLD, again_at=clock.now() + wait)
