"""Ask once a day whether Microsoft lets us see to the online meetings of each mailbox that invites."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app import meetings
from app.db import unit_of_work
from graph_adapters import directory, online_meetings
from graph_adapters.errors import Rejected, TenantError
from jobs.isolation import isolated

if TYPE_CHECKING:
    from jobs.clock import Clock
    from jobs.tenant import Tenant

RECHECK_INTERVAL = timedelta(days=1)


async def check_mailbox(tenant: Tenant, mailbox: str, clock: Clock) -> None:
    """Find the mailbox's owner and whether online meetings are open to us. Raises Rejected; other errors can wait."""
    now = clock.now()
    with unit_of_work() as session:
        known = meetings.known_mailboxes(session, mailbox)
        if known is not None and known.asked_at > now - RECHECK_INTERVAL:
            return
    user_id, granted = None, None
    with isolated("a mailbox broke our code", mailbox=mailbox):
        try:
            user_id = (await directory.look_up(tenant.connection, mailbox)).user_id
            granted = user_id and await online_meetings.are_open_to_us(tenant.connection, user_id)
        except Rejected:
            raise
        except TenantError:
            granted = None
    with unit_of_work() as session:
        meetings.note_mailbox(
            session, mailbox=mailbox, user_id=user_id, may_open_doors=bool(granted) or None, now=now
        )
