"""Bring a cohort to rest: look people up, take up what changed, make the tenant so, and wait for what must wait."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.db import unit_of_work
from app.provisioning import ledger
from app.provisioning import service as provisioning
from app.provisioning.draw import surroundings
from jobs.directory import look_up
from jobs.reconcile import reconcile

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.config import Settings
    from jobs.kinds import Tenant

PATIENCE = 600.0


@dataclass(frozen=True, kw_only=True)
class Settled:
    placed: int
    graph_requests: int


async def ask_directory(tenant: Tenant, settings: Settings, cohort_id: int) -> None:
    """Look up who has an account. Reads the tenant, writes only our rows."""
    await look_up(tenant, cohort_id, settings.clock, settings.owner_addresses)


async def settle(
    tenant: Tenant,
    settings: Settings,
    cohort_id: int,
    *,
    patience: float = PATIENCE,
    tell: Callable[[], None] = lambda: None,
) -> Settled:
    """Pass over a cohort until nothing is due, waiting for what is tried again within `patience` seconds."""
    placed, before = 0, tenant.connection.sent
    while True:
        await ask_directory(tenant, settings, cohort_id)
        with unit_of_work() as session:
            provisioning.follow_up(session, cohort_id, surroundings(settings))
        done = await reconcile(tenant, cohort_id, settings.clock, tell)
        placed += done
        wait = _seconds_to_wait(settings, cohort_id)
        if wait is None and not done:
            break
        if wait is not None and wait > patience:
            break
        await asyncio.sleep(wait or 0.0)
    return Settled(placed=placed, graph_requests=tenant.connection.sent - before)


def _seconds_to_wait(settings: Settings, cohort_id: int) -> float | None:
    with unit_of_work() as session:
        soonest = ledger.soonest(session, cohort_id)
    return None if soonest is None else max(0.0, (soonest - settings.clock()).total_seconds())
