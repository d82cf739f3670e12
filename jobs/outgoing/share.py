"""Copy accepted reports to the cohort's report library, which every team reads, and withdraw stale copies."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from app import cohorts, provisioning, submissions
from app.db import unit_of_work
from app.errors import Conflict
from graph_adapters import files, removal
from graph_adapters.errors import Gone, InUse, Stopped, TenantError
from jobs.clock import WallClock
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected, resume_if_answered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlmodel import Session

    from app.config import Settings
    from app.submissions import ToShare
    from jobs.clock import Clock
    from jobs.tenant import Tenant

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class _Shelf:
    """A cohort's report library, and the reports that belong in it and are not there."""

    cohort_id: int
    library: str
    reports: Sequence[ToShare]


async def share_reports(tenant: Tenant, settings: Settings) -> None:
    """Copy accepted reports to each cohort's report library; withdraw the stale copies. Raises Paused."""
    clock = WallClock(settings.clock)
    await resume_if_answered(tenant, clock)
    with unit_of_work() as session:
        open_ones = cohorts.open_cohorts(session)
    for cohort_id in open_ones:
        with isolated("reports could not be shared", cohort_id=cohort_id), paused_when_rejected(clock):
            with unit_of_work() as session:
                shelf = _shelf(session, cohort_id, clock)
            if shelf is not None:
                await _share(tenant, shelf, clock)
                await _withdraw(tenant, shelf, clock)


def _shelf(session: Session, cohort_id: int, clock: Clock) -> _Shelf | None:
    """Find the cohort's report library; a cohort without it, or without places decided, shares nothing."""
    key = f"{cohorts.get(session, cohort_id).uid}/library"
    library = next(
        (row.external_id for row in provisioning.ledger_rows(session, cohort_id) if row.key == key), None
    )
    if library is None:
        return None
    try:
        reports = submissions.reports_to_share(session, cohort_id, now=clock.now())
    except Conflict:
        return None
    return _Shelf(cohort_id=cohort_id, library=library, reports=reports)


async def _share(tenant: Tenant, shelf: _Shelf, clock: Clock) -> None:
    """Look before each copy: a copy begun last time is there by now, and noted as shared when it is seen."""
    if not shelf.reports:
        return
    with _logged("reports were not shared"):
        there = {seen.name.casefold(): seen for seen in await files.listed(tenant.connection, shelf.library)}
        for one in shelf.reports:
            copied = there.get(one.name.casefold())
            with _logged("a report was not shared"):
                if copied is None:
                    await files.copy(tenant.connection, one.place, shelf.library, one.name)
                    continue
                with unit_of_work() as session:
                    submissions.note_shared(session, one, place=copied.external_id, now=clock.now())


async def _withdraw(tenant: Tenant, shelf: _Shelf, clock: Clock) -> None:
    """Remove our copies of withdrawn reports; a copy that a person has written in is theirs, and stays."""
    with unit_of_work() as session:
        withdrawn = submissions.reports_to_withdraw(session, shelf.cohort_id)
    for one in withdrawn:
        left = False
        with _logged("a shared report was not withdrawn"):
            try:
                await removal.item(tenant.connection, one.place)
            except InUse:
                left = True
            except Gone:
                log.info("a shared report was gone already", submission=one.submission_id)
            with unit_of_work() as session:
                submissions.note_withdrawn(session, one, left=left, now=clock.now())


@contextmanager
def _logged(event: str) -> Iterator[None]:
    """Log a failure and go on: the next run tries again. Lets through what ends the job."""
    with isolated(event):
        try:
            yield
        except Stopped:
            raise
        except TenantError as error:
            log.warning(event, why=type(error).__name__)
