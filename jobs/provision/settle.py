"""Settle cohorts: look people up, follow changes, reconcile the tenant, and wait until nothing is due."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from app import cohorts, health, meetings, provisioning
from app.db import unit_of_work
from app.errors import Halted, Invalid, Paused
from app.provisioning import surroundings
from graph_adapters import calendar
from graph_adapters.errors import Gone, NeedsPerson, TryAgain, Unsure
from jobs.clock import Clock, WallClock
from jobs.halt import refuse_while_halted
from jobs.meetings import READ_INTERVAL, check_mailbox, follow_outlook
from jobs.outgoing import send_what_is_owed
from jobs.pause import paused_when_rejected, resume_if_answered
from jobs.provision.directory import look_up
from jobs.provision.granted import notice_granted
from jobs.provision.lost_keys import find_keys_again
from jobs.provision.reconcile import RULES, Rules, reconcile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from app.config import Settings
    from jobs.tenant import Tenant

PATIENCE_SECONDS = 600.0
FAR = timedelta(days=1)
log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Settled:
    placed: int
    graph_requests: int


async def ask_directory(
    tenant: Tenant, settings: Settings, cohort_id: int, clock: Clock | None = None
) -> None:
    """Look up accounts and mailboxes; writes only our rows. Raises Paused when our credentials are refused."""
    clock = clock or WallClock(settings.clock)
    await resume_if_answered(tenant, clock)
    with paused_when_rejected(clock):
        organiser = _organiser(cohort_id) or tenant.organiser
        owners = (*settings.owner_addresses, organiser)
        await look_up(tenant, cohort_id, clock, owners, own_domains=settings.own_domain_names)
        await check_mailbox(tenant, organiser, clock)


def _organiser(cohort_id: int) -> str | None:
    with unit_of_work() as session:
        return cohorts.get(session, cohort_id).organiser


async def settle_cohort(
    tenant: Tenant,
    settings: Settings,
    cohort_id: int,
    *,
    patience: float = PATIENCE_SECONDS,
    tell: Callable[[], None] = lambda: None,
    clock: Clock | None = None,
    rules: Rules = RULES,
) -> Settled:
    """Pass over a cohort until nothing is due, or nothing could be placed for `patience` seconds.

    Raises Paused when our credentials are refused, and Halted when a person has halted all writing: then the
    directory and Outlook have been read, and nothing else is done.
    """
    clock = clock or WallClock(settings.clock)
    placed, before, made = 0, tenant.connection.sent, set[str]()
    until = clock.now() + timedelta(seconds=patience)
    while True:
        await ask_directory(tenant, settings, cohort_id, clock)
        _follow_up(settings, cohort_id, clock)
        with paused_when_rejected(clock):
            if await follow_outlook(tenant, cohort_id, clock):
                _follow_up(settings, cohort_id, clock)
            refuse_while_halted()
            held = await find_keys_again(tenant, cohort_id, clock)
            done, letters = await _both(
                reconcile(tenant, cohort_id, clock, tell, replace(rules, held=held), made),
                _letters(tenant, settings, cohort_id, clock),
            )
        placed += done
        until = clock.now() + timedelta(seconds=patience) if done or letters else until
        soonest = clock.now() if done or letters else _soonest(cohort_id)
        if soonest is None or soonest > until:
            break
        await clock.sleep(max(0.0, (soonest - clock.now()).total_seconds()))
    return Settled(placed=placed, graph_requests=tenant.connection.sent - before)


async def settle_everything(tenant: Tenant, settings: Settings) -> datetime | None:
    """Ask the directory for each open cohort, and settle it if approved; an error does not stop the others.

    Return until when there is nothing to do unless something changes; None after an error. Raises Paused when our
    credentials are refused.
    """
    began, is_well = settings.clock(), True
    with unit_of_work() as session:
        still = provisioning.stands_still(session, now=began)
        closed = provisioning.closed_and_unsettled_cohorts(session)
        cohort_ids = [] if still else [*cohorts.open_cohorts(session), *closed]
        approved = provisioning.cohorts_to_work(session)
    if cohort_ids:
        await notice_granted(tenant, WallClock(settings.clock))
    for cohort_id in cohort_ids:
        try:
            await ask_directory(tenant, settings, cohort_id)
            if cohort_id in approved:
                await settle_cohort(tenant, settings, cohort_id, patience=0.0)
        except Paused:
            raise
        except Halted:
            log.info("a cohort waits, for writing is halted", cohort_id=cohort_id)
        except Exception:
            is_well = False
            log.exception("a cohort could not be worked", cohort_id=cohort_id)
    return _next_moment(began) if is_well and not still else None


def _next_moment(began: datetime) -> datetime:
    """Return when rows say that there is something to do, counted from when the last were read."""
    with unit_of_work() as session:
        times = (
            provisioning.next_try(session, after=began),
            meetings.next_calendar_read(session, after=began, interval=READ_INTERVAL),
            health.next_source_try(session, after=began),
        )
    return min((at for at in times if at), default=began + FAR)


def _follow_up(settings: Settings, cohort_id: int, clock: Clock) -> None:
    """Take up what is safe to change; a wish that cannot be stored is logged, and the rest of the cohort goes on."""
    try:
        with unit_of_work() as session:
            provisioning.follow_up(session, cohort_id, replace(surroundings(settings), now=clock.now()))
    except Invalid as refused:
        log.warning("changes could not be taken up", cohort_id=cohort_id, why=str(refused))


async def _both(work: Awaitable[int], letters: Awaitable[bool]) -> tuple[int, bool]:
    """Run work and letters side by side; an error is raised when both have ended."""
    done, sent = await asyncio.gather(work, letters, return_exceptions=True)
    if isinstance(done, BaseException):
        raise done
    if isinstance(sent, BaseException):
        raise sent
    return done, sent


async def _letters(tenant: Tenant, settings: Settings, cohort_id: int, clock: Clock) -> bool:
    """Send the letters that tell of the invitations, which wait for them; return whether they are out now.

    They take minutes, as a mailbox sends thirty a minute, and nothing but the invitations waits for them.
    """
    await _decide_about_letters(tenant, cohort_id, clock)
    if not _letters_are_waiting(cohort_id):
        return False
    await send_what_is_owed(tenant, settings, clock)
    return not _letters_are_waiting(cohort_id)


async def _decide_about_letters(tenant: Tenant, cohort_id: int, clock: Clock) -> None:
    """Let the letters go; not again when the invitations they tell of were sent before."""
    with unit_of_work() as session:
        cohort, drafted = (
            cohorts.get(session, cohort_id),
            provisioning.drafted_announcements(session, cohort_id),
        )
        uid, organiser = cohort.uid, cohort.organiser or tenant.organiser
        known = provisioning.knows_of_invitations(session, cohort_id)
    if drafted:
        with suppress(TryAgain, Unsure, NeedsPerson, Gone):
            before = not known and await calendar.has_any_of(tenant.connection, organiser, uid)
            with unit_of_work() as session:
                provisioning.decide_about_announcement(
                    session, cohort_id, invited_before=before, now=clock.now()
                )


def _letters_are_waiting(cohort_id: int) -> bool:
    with unit_of_work() as session:
        return provisioning.announcements_on_their_way(session, cohort_id)


def _soonest(cohort_id: int) -> datetime | None:
    with unit_of_work() as session:
        return provisioning.soonest_try(session, cohort_id)
