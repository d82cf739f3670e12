"""Send what is owed: one message at a time, written down before it leaves and after it has left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.db import unit_of_work
from app.outbox import service as outbox
from graph_adapters import mail
from graph_adapters.errors import NotAccepted, Rejected, TenantError, TryAgain, Unsure
from jobs.clock import WallClock
from jobs.pause import knock, paused_when_rejected

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.config import Settings
    from app.outbox.service import Letter
    from jobs.clock import Clock
    from jobs.kinds import Tenant

USUAL_WAIT = timedelta(minutes=1)
UNTIL_SOMEBODY_ACTS = timedelta(hours=1)
NO_WAY_OUT = "Vi får ikke sendt e-post fra {mailbox}. Be IT se på tilgangen (Mail.Send) og postboksen."


async def send_what_is_owed(tenant: Tenant, settings: Settings, clock: Clock | None = None) -> None:
    """Send every approved message. Without an organiser mailbox they wait. Raises Paused when nobody lets us in."""
    if not tenant.organiser:
        return
    clock = clock or WallClock(settings.clock)
    await knock(tenant, clock)
    with unit_of_work() as session:
        outbox.give_up_on_interrupted(session, now=clock.now())
        letter = outbox.take_next(session, now=clock.now())
    while letter is not None:
        letter = await _sent(tenant, letter, clock)


async def _sent(tenant: Tenant, letter: Letter, clock: Clock) -> Letter | None:
    """Send one, and write down how it went; return the next, None when the others would fare no better now."""
    with paused_when_rejected(clock):
        try:
            request_id = await mail.send(
                tenant.connection,
                tenant.organiser,
                to=letter.recipient,
                subject=letter.subject,
                text=letter.text,
            )
        except TenantError as error:
            return _noted(tenant, letter, error, clock)
    with unit_of_work() as session:
        outbox.note_sent(session, letter.id, request_id=request_id, now=clock.now())
        return outbox.take_next(session, now=clock.now())


def _noted(tenant: Tenant, letter: Letter, error: TenantError, clock: Clock) -> Letter | None:
    """Write down what became of it. Raises Rejected again, once the row says that nothing was sent."""
    others_may_fare_better = isinstance(error, Unsure | NotAccepted)
    with unit_of_work() as session:
        _note(session, tenant, letter, error, clock.now())
        following = outbox.take_next(session, now=clock.now()) if others_may_fare_better else None
    if isinstance(error, Rejected):
        raise error
    return following


def _note(session: Session, tenant: Tenant, letter: Letter, error: TenantError, now: datetime) -> None:
    if isinstance(error, Unsure):
        outbox.note_unsure(session, letter.id, request_id=error.request_id)
    elif isinstance(error, NotAccepted):
        outbox.note_refused(session, letter.id, said=str(error), request_id=error.request_id)
    elif isinstance(error, TryAgain | Rejected):
        wait = timedelta(seconds=error.wait) if error.wait else USUAL_WAIT
        outbox.note_not_sent(session, letter.id, problem=None, again_at=now + wait)
    else:
        problem = NO_WAY_OUT.format(mailbox=tenant.organiser)
        again_at = now + UNTIL_SOMEBODY_ACTS
        outbox.note_not_sent(session, letter.id, problem=problem, again_at=again_at)
