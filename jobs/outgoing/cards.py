"""Post the cards that are owed to the teams' channels: once each, written down before and after, as mails are.

Graph has no part in it: it goes on while our credentials are refused there. A halt is for these too.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from app import channel_posts, outbox
from app.db import unit_of_work
from app.outbox import Way
from app.safe import async_client
from app.tenant import ChannelCard
from graph_adapters import workflows
from graph_adapters.errors import TenantError, TryAgain, Unsure
from jobs.clock import WallClock
from jobs.halt import refuse_while_halted
from jobs.isolation import isolated
from jobs.outgoing.restored import doubt_what_is_owed_again

if TYPE_CHECKING:
    from datetime import datetime

    import httpx

    from app.config import Settings
    from app.outbox import Letter
    from jobs.clock import Clock
    from jobs.tenant import Tenant

DEFAULT_BACKOFF = timedelta(minutes=1)
NO_ADDRESS = "Kanalen har ingen adresse lenger."


async def post_in_channels(_tenant: Tenant, settings: Settings, clock: Clock | None = None) -> None:
    """Post every card that may be posted now. Raises Halted, before the next card."""
    clock = clock or WallClock(settings.clock)
    with unit_of_work() as session:
        outbox.note_interrupted(session, now=clock.now())
    doubt_what_is_owed_again(clock)
    async with async_client(settings.workflow_host_names, outside=settings.tenant == "live") as client:
        refuse_while_halted()
        while taken := _next(clock.now()):
            unsure = partial(_note, taken[0], Unsure("Our own code broke."), clock.now())
            with isolated("a card could not be posted", unsure, letter=taken[0].id):
                await _post(client, *taken, settings.public_url, clock)
            refuse_while_halted()


def _next(now: datetime) -> tuple[Letter, str | None] | None:
    """Take the next card, and the address as it is now."""
    with unit_of_work() as session:
        for card in outbox.take_next(session, way=Way.channel, now=now):
            return card, channel_posts.channel_address_for(session, card.recipient)
    return None


async def _post(
    client: httpx.AsyncClient, owed: Letter, address: str | None, ours: str, clock: Clock
) -> None:
    if address is None:
        with unit_of_work() as session:
            outbox.note_refused(session, owed.id, said=NO_ADDRESS, request_id=None)
        return
    try:
        run_id = await workflows.post(client, address, _card(owed, ours))
    except TenantError as error:
        _note(owed, error, clock.now())
        return
    with unit_of_work() as session:
        outbox.note_sent(session, owed.id, request_id=run_id, now=clock.now())


def _card(owed: Letter, ours: str) -> ChannelCard:
    return ChannelCard(
        title=owed.subject,
        lines=tuple(owed.text.splitlines()),
        leads_to=f"{ours}{channel_posts.team_page(owed.recipient)}" if ours else "",
        leads_to_title="Åpne siden til teamet",
    )


def _note(owed: Letter, error: TenantError, now: datetime) -> None:
    with unit_of_work() as session:
        if isinstance(error, TryAgain):
            again_at = now + (timedelta(seconds=error.wait) if error.wait else DEFAULT_BACKOFF)
            outbox.note_not_sent(session, owed.id, problem=None, again_at=again_at)
            outbox.hold_for_recipient(session, recipient=owed.recipient, until=again_at)
        elif isinstance(error, Unsure):
            outbox.note_unsure(session, owed.id, request_id=None, now=now)
        else:
            outbox.note_refused(session, owed.id, said=str(error), request_id=None)
            channel_posts.note_channel_refused(session, owed.recipient, said=str(error))
