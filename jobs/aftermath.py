"""What becomes of files later: accepted reports are shared with every team, and films go when their time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from app.cohorts import service as cohorts
from app.db import unit_of_work
from app.errors import AppError
from app.provisioning import ledger
from app.submissions import retention, sharing
from graph_adapters import files
from graph_adapters.errors import Rejected, TenantError
from jobs.clock import WallClock
from jobs.pause import knock, paused_when_rejected

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.config import Settings
    from app.submissions.sharing import ToShare
    from jobs.clock import Clock
    from jobs.kinds import Tenant

log = structlog.get_logger()
NOT_REMOVED = "Filen er ikke slettet ennå: {why} Vi prøver igjen av oss selv."


async def share_reports(tenant: Tenant, settings: Settings) -> None:
    """Copy what may be read by all to the cohort's report library, where there is one. Raises Paused."""
    clock = WallClock(settings.clock)
    await knock(tenant, clock)
    with unit_of_work() as session:
        ready = [
            found for cohort_id in cohorts.open_ones(session) if (found := _ready(session, cohort_id, clock))
        ]
    for library, reports in ready:
        with paused_when_rejected(clock):
            await _share(tenant, library, reports, clock)


def _ready(session: Session, cohort_id: int, clock: Clock) -> tuple[str, list[ToShare]] | None:
    """Return the library and what goes there. A cohort without places decided has neither."""
    key = f"{cohorts.get(session, cohort_id).uid}/library"
    library = next((row.external_id for row in ledger.rows(session, cohort_id) if row.key == key), None)
    try:
        reports = sharing.to_share(session, cohort_id, now=clock.now()) if library else []
    except AppError:
        return None
    return (library, reports) if library and reports else None


async def _share(tenant: Tenant, library: str, reports: list[ToShare], clock: Clock) -> None:
    """Look before each copy: one asked for last time is there by now, and is shared when it is seen."""
    try:
        there = {seen.name.casefold() for seen in await files.listed(tenant.connection, library)}
        for one in reports:
            if one.name.casefold() in there:
                with unit_of_work() as session:
                    sharing.note_shared(session, one, now=clock.now())
            else:
                await files.copy(tenant.connection, one.place, library, one.name)
    except Rejected:
        raise
    except TenantError as error:
        log.warning("reports were not shared", why=type(error).__name__)


async def remove_what_is_over(tenant: Tenant, settings: Settings) -> None:
    """Remove the files the unit has approved, one by one, each with its receipt. Raises Paused."""
    clock = WallClock(settings.clock)
    await knock(tenant, clock)
    with unit_of_work() as session:
        approved = retention.to_remove(session)
    for one in approved:
        with paused_when_rejected(clock):
            try:
                request_id = await files.remove(tenant.connection, f"{one.library_id}/{one.item_id}")
            except Rejected:
                raise
            except TenantError as error:
                with unit_of_work() as session:
                    retention.note_not_removed(session, one, problem=NOT_REMOVED.format(why=error))
                continue
        with unit_of_work() as session:
            retention.note_removed(session, one, request_id=request_id, now=clock.now())
