"""Send owed letters: each is written down before it leaves and after it has left."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from app import outbox
from app.db import repeat_unit_of_work, unit_of_work
from graph_adapters import mail
from graph_adapters.errors import Halted, NotAccepted, Stopped, TenantError, TryAgain, Unsure
from jobs.clock import WallClock
from jobs.halt import refuse_while_halted
from jobs.outgoing.look import DEFAULT_BACKOFF, look_for_letters
from jobs.outgoing.restored import doubt_what_is_owed_again
from jobs.pause import paused_when_rejected, resume_if_answered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.config import Settings
    from app.outbox import Letter
    from jobs.clock import Clock
    from jobs.tenant import Tenant

SendResult = str | None | TenantError
MAX_CONCURRENT_LETTERS = 4
"""Graph works on so many requests of a mailbox at once (its service-specific throttling limits, Outlook)."""

BACKOFF_UNTIL_FIXED = timedelta(hours=1)
NO_WAY_OUT = "Vi får ikke sendt e-post fra {mailbox}. Be IT se på tilgangen (Mail.Send) og postboksen."


async def send_what_is_owed(tenant: Tenant, settings: Settings, clock: Clock | None = None) -> None:
    """Look for letters that may have been sent, then send those approved, unless the queue waits.

    Without an organiser mailbox they wait. Raises Paused or Halted.
    """
    if not tenant.organiser:
        return
    clock = clock or WallClock(settings.clock)
    await resume_if_answered(tenant, clock)
    with unit_of_work() as session:
        outbox.note_interrupted(session, now=clock.now())
    doubt_what_is_owed_again(clock)
    with paused_when_rejected(clock):
        await look_for_letters(tenant, clock)
        refuse_while_halted()
        if not _queue_waits(clock):
            await _send(tenant, clock)


def _queue_waits(clock: Clock) -> bool:
    with unit_of_work() as session:
        return outbox.queue_waits(session, now=clock.now())


async def _send(tenant: Tenant, clock: Clock) -> None:
    """Send a letter, and while all goes well as many at once as Graph works on for a mailbox.

    After an error that would hit every letter, start no more: also where we do not know whether one was sent.
    """
    under_way: dict[asyncio.Task[SendResult], Letter] = {}
    in_the_way: list[TenantError] = []
    following = _noted(tenant, [], 1, clock)
    try:
        while following or under_way:
            under_way |= {asyncio.create_task(_sent(tenant, letter)): letter for letter in following}
            done, _ = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            went = [(under_way.pop(task), task.result()) for task in done]
            errors = [how for _, how in went if isinstance(how, TenantError)]
            in_the_way += [error for error in errors if not isinstance(error, NotAccepted)]
            most = 0 if in_the_way else 1 if errors else MAX_CONCURRENT_LETTERS
            following = _noted(tenant, went, most - len(under_way), clock)
    finally:
        for task in under_way:  # whoever stops us stops those too
            task.cancel()
    for error in in_the_way:
        if isinstance(error, Stopped):
            raise error


async def _sent(tenant: Tenant, letter: Letter) -> SendResult:
    """Send a letter; return Microsoft's id of the request, or the error."""
    try:
        return await mail.send(
            tenant.connection,
            tenant.organiser,
            to=letter.recipient,
            subject=letter.subject,
            text=letter.text,
            mark=letter.mark,
        )
    except TenantError as error:
        return error


def _noted(
    tenant: Tenant, went: Sequence[tuple[Letter, SendResult]], most: int, clock: Clock
) -> Sequence[Letter]:
    """Note the outcome of some letters, and take the next letters; repeated, for what has left must be noted."""

    def note(session: Session) -> Sequence[Letter]:
        _held = outbox.messages_by_id(session, [letter.id for letter, _ in went])
        for letter, how in went:
            if isinstance(how, TenantError):
                _note(session, tenant, letter, how, clock.now())
            else:
                outbox.note_sent(session, letter.id, request_id=how, now=clock.now())
        return outbox.take_next(session, now=clock.now(), most=most) if most > 0 else []

    return repeat_unit_of_work(note)


def _note(session: Session, tenant: Tenant, letter: Letter, error: TenantError, now: datetime) -> None:
    if isinstance(error, Unsure):
        outbox.note_unsure(session, letter.id, request_id=error.request_id, now=now)
    elif isinstance(error, NotAccepted):
        outbox.note_refused(session, letter.id, said=str(error), request_id=error.request_id)
    elif isinstance(error, Halted):
        outbox.note_not_sent(session, letter.id, problem=None, again_at=now)
    elif isinstance(error, TryAgain | Stopped):
        wait = timedelta(seconds=error.wait) if error.wait else DEFAULT_BACKOFF
        outbox.note_not_sent(session, letter.id, problem=None, again_at=now + wait)
    else:
        problem = NO_WAY_OUT.format(mailbox=tenant.organiser)
        again_at = now + BACKOFF_UNTIL_FIXED
        outbox.note_not_sent(session, letter.id, problem=problem, again_at=again_at)
