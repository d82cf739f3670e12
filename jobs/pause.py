"""Credentials that are refused stop everything once and say it once; the first answer we get lets it go on."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app import provisioning
from app.db import unit_of_work
from graph_adapters import people
from graph_adapters.errors import Rejected, TryAgain, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.clock import Clock
    from jobs.tenant import Tenant


@contextmanager
def paused_when_rejected(clock: Clock) -> Iterator[None]:
    """Raise Paused, and write down that we stand still, when Microsoft 365 does not let us in."""
    try:
        yield
    except Rejected as rejected:
        with unit_of_work() as session:
            paused = provisioning.pause(session, now=clock.now(), request_id=rejected.request_id)
        raise paused from None


async def resume_if_answered(tenant: Tenant, clock: Clock) -> None:
    """While we stand still, ask one small thing before the rest: an answer lets everything go on."""
    with unit_of_work() as session:
        if provisioning.pause_reason(session) is None:
            return
    with paused_when_rejected(clock), suppress(TryAgain, Unsure):
        await people.look_up(tenant.connection, tenant.organiser)
        with unit_of_work() as session:
            provisioning.resume(session, now=clock.now())
