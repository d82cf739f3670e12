"""Bring a cohort to rest: look people up, take up what changed, make the tenant so, and wait for what must wait."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.db import unit_of_work
from app.provisioning import ledger
from app.provisioning import service as provisioning
from app.provisioning.draw import surroundings
from jobs.clock import Clock, WallClock
from jobs.directory import look_up
from jobs.pause import knock, paused_when_rejected
from jobs.reconcile import RULES, Rules, reconcile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.config import Settings
    from jobs.kinds import Tenant

PATIENCE = 600.0


@dataclass(frozen=True, kw_only=True)
class Settled:
    placed: int
    graph_requests: int


async def ask_directory(
    tenant: Tenant, settings: Settings, cohort_id: int, clock: Clock | None = None
) -> None:
    """Look up who has an account. Reads the tenant, writes only our rows. Raises Paused when nobody lets us in."""
    clock = clock or WallClock(settings.clock)
    await knock(tenant, clock)
    with paused_when_rejected(clock):
        await look_up(tenant, cohort_id, clock, settings.owner_addresses)


async def settle(
    tenant: Tenant,
    settings: Settings,
    cohort_id: int,
    *,
    patience: float = PATIENCE,
    tell: Callable[[], None] = lambda: None,
    clock: Clock | None = None,
    rules: Rules = RULES,
) -> Settled:
    """Pass over a cohort until nothing is due, or nothing could be placed for `patience` seconds.

    Raises Paused when our credentials are refused.
    """
    clock = clock or WallClock(settings.clock)
    placed, before, made = 0, tenant.connection.sent, set[str]()
    until = clock.now() + timedelta(seconds=patience)
    while True:
        await ask_directory(tenant, settings, cohort_id, clock)
        with unit_of_work() as session:
            provisioning.follow_up(session, cohort_id, replace(surroundings(settings), now=clock.now()))
        with paused_when_rejected(clock):
            done = await reconcile(tenant, cohort_id, clock, tell, rules, made)
        placed += done
        until = clock.now() + timedelta(seconds=patience) if done else until
        soonest = clock.now() if done else _soonest(cohort_id)
        if soonest is None or soonest > until:
            break
        await clock.sleep(max(0.0, (soonest - clock.now()).total_seconds()))
    return Settled(placed=placed, graph_requests=tenant.connection.sent - before)


def _soonest(cohort_id: int) -> datetime | None:
    with unit_of_work() as session:
        return ledger.soonest(session, cohort_id)
