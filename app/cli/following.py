"""What several commands need: which cohort is meant, approving it, and a bar that follows the ledger."""

from __future__ import annotations

import asyncio
import getpass
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import progress as bars
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

from app.cohorts import service as cohorts
from app.config import settings
from app.db import migrate, unit_of_work
from app.errors import Conflict
from app.provisioning import service as provisioning
from app.provisioning.draw import surroundings
from app.provisioning.progress import Progress, progress_of
from app.safe.outgoing import ON_THIS_MACHINE, client
from jobs.runner import running_service, the_one_runner
from jobs.settle import settle
from jobs.tenants import open_tenant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVERY, LONGEST_LOOK = 0.5, 600.0


def id_of(cohort: str) -> int:
    """Find a cohort by number or name. The database is brought up to date first."""
    migrate()
    with unit_of_work() as session:
        return cohorts.called(session, cohort).id


def actor() -> str:
    """Return who sits at this terminal, for the audit."""
    return getpass.getuser()


def how_far(cohort_id: int) -> Progress:
    with unit_of_work() as session:
        return progress_of(session, cohort_id)


def approve(cohort_id: int, checksum: str | None) -> tuple[int | None, int]:
    """Copy what is wanted into the ledger; return the run's id and how many things are as they should be."""
    with unit_of_work() as session:
        around = surroundings(settings())
        unchanged = provisioning.preview(session, cohort_id, around).found.counts["unchanged"]
        run = provisioning.provision(
            session, cohort_id, checksum=checksum, actor=actor(), surroundings=around
        )
        return run.id, unchanged


def approve_and_follow(
    cohort_id: int, checksum: str | None, tell: Callable[[], None]
) -> tuple[int | None, int, int, int]:
    """Write the rows, wake the service that is the runner, and follow until nothing moves any more."""
    before = how_far(cohort_id).settled
    run_id, unchanged = approve(cohort_id, checksum)
    wake_and_follow(cohort_id, tell)
    return run_id, unchanged, how_far(cohort_id).settled - before, 0


def wake_and_follow(cohort_id: int, tell: Callable[[], None]) -> None:
    """Wake the service, and follow until nothing moves any more."""
    with client(ON_THIS_MACHINE, timeout=5) as asking:
        asking.post(f"{running_service(settings())['address']}/health/wake").raise_for_status()
    until = time.monotonic() + LONGEST_LOOK
    while time.monotonic() < until:
        time.sleep(EVERY)
        now = how_far(cohort_id)
        tell()
        if now.settled == now.total or len(now.problems) == now.waiting:
            break


def settle_now(cohort_id: int) -> None:
    """Work what is due in a cohort here, or let the service that is the runner do it and follow."""
    try:
        with the_one_runner(settings()):
            asyncio.run(_settled(cohort_id))
    except Conflict:
        if not running_service(settings()).get("address"):
            raise
        wake_and_follow(cohort_id, lambda: None)


async def _settled(cohort_id: int) -> None:
    async with open_tenant(settings()) as tenant:
        await settle(tenant, settings(), cohort_id)


@contextmanager
def progress_bar(cohort_id: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Show a bar on stderr; the function given moves it to where the ledger is."""
    console = Console(stderr=True)
    columns = TextColumn("Klargjør"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with bars.Progress(*columns, console=console, disable=not shown) as bar:
        task = bar.add_task("Klargjør", total=None)

        def tell() -> None:
            now = how_far(cohort_id)
            bar.update(task, completed=now.settled, total=now.total)

        yield tell
        tell()
