"""Try again what was refused, once our token is seen to carry other permissions than last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from app import health, provisioning, submissions
from app.audit import by_system
from app.db import unit_of_work
from graph_adapters.errors import TenantError
from jobs.permissions import granted_in

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from jobs.clock import Clock
    from jobs.tenant import Tenant

log = structlog.get_logger()


async def notice_granted(tenant: Tenant, clock: Clock) -> None:
    """Look at the token we sign with, which is kept for an hour. Without a token the work itself says why."""
    try:
        names = granted_in(await tenant.connection.token())
    except TenantError:
        return
    try_again_if_changed(names, now=clock.now())


def try_again_if_changed(names: Collection[str], *, now: datetime) -> None:
    """Let everything that waits for a person, and every source that cannot be read, be tried at once."""
    with unit_of_work() as session:
        if not provisioning.note_granted(session, names, now=now):
            return
        count = provisioning.try_refused_again(session, deed=by_system(now))
        health.try_sources_now(session, now=now)
        submissions.try_libraries_now(session)
    log.info("our permissions are others, so what was refused is tried again", things=count)
