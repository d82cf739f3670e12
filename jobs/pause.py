"""Pause all work on the tenant when our credentials are refused; the first answer resumes it.

A halt is another thing: a person's, and only a person ends it.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app import halt, provisioning
from app.db import unit_of_work
from graph_adapters import directory
from graph_adapters.errors import Halted, Rejected, TryAgain, Unsure
from jobs.sole_runner import SOLE_RUNNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.clock import Clock
    from jobs.tenant import Tenant


@contextmanager
def paused_when_rejected(clock: Clock) -> Iterator[None]:
    """Turn Rejected into Paused, and write down that all work is paused; tell a halted write in the halt's words."""
    try:
        yield
    except Rejected as rejected:
        with unit_of_work() as session:
            paused = provisioning.pause(session, now=clock.now(), request_id=rejected.request_id)
        raise paused from None
    except Halted:
        with unit_of_work() as session:
            refused = SOLE_RUNNER.refusal() or halt.halted_error(session)
        raise refused from None


async def resume_if_answered(tenant: Tenant, clock: Clock) -> None:
    """Ask the tenant a small question while paused: an answer resumes all work."""
    with unit_of_work() as session:
        if provisioning.pause_reason(session) is None:
            return
    with paused_when_rejected(clock), suppress(TryAgain, Unsure):
        await directory.look_up(tenant.connection, tenant.organiser)
        with unit_of_work() as session:
            provisioning.resume(session, now=clock.now())
