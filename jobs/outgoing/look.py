"""Look in Sent Items for letters whose answer was lost: the same question until Exchange answers it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app import outbox
from app.db import unit_of_work
from graph_adapters import mail
from graph_adapters.errors import Rejected, TenantError, TryAgain, Unsure

if TYPE_CHECKING:
    from datetime import datetime

    from app.outbox import Letter
    from jobs.clock import Clock
    from jobs.tenant import Tenant

DEFAULT_BACKOFF = timedelta(minutes=1)


async def look_for_letters(tenant: Tenant, clock: Clock) -> None:
    """Look for each letter that is due to be looked for, until a question gets no answer. Raises Rejected."""
    while letter := _next(clock.now()):
        try:
            sent_at = await mail.sent_at(tenant.connection, tenant.organiser, letter.mark)
        except (TryAgain, Unsure) as error:
            _note_no_answer(letter, error, clock.now())
            return
        except Rejected:
            raise
        except TenantError:  # we may not look, or there is nothing to look in
            with unit_of_work() as session:
                outbox.note_no_looking(session, letter.id)
        else:
            _note(letter, sent_at, clock.now())


def _next(now: datetime) -> Letter | None:
    with unit_of_work() as session:
        return outbox.next_to_look_for(session, now=now)


def _note_no_answer(letter: Letter, error: TenantError, now: datetime) -> None:
    again_at = now + (timedelta(seconds=error.wait) if error.wait else DEFAULT_BACKOFF)
    with unit_of_work() as session:
        outbox.note_no_answer(session, letter.id, again_at=again_at)


def _note(letter: Letter, sent_at: datetime | None, now: datetime) -> None:
    with unit_of_work() as session:
        if sent_at is None:
            outbox.note_not_found(session, letter.id, now=now)
        else:
            outbox.note_found(session, letter.id, sent_at=sent_at, now=now)
