"""Work a cohort here, or let the service that is the runner do it, and follow."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx
from rich import progress as bars
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

from app import halt, provisioning, submissions
from app.cli.terminal.arguments import deed
from app.config import settings
from app.db import unit_of_work
from app.errors import Code, Conflict
from app.provisioning import Progress, progress_of, surroundings
from app.safe import ON_THIS_MACHINE, client
from jobs import open_tenant
from jobs.provision import settle_cohort
from jobs.runner import running_service, the_one_runner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from sqlmodel import Session

EVERY, LONGEST_LOOK = 0.5, 600.0
TRIED_WITHIN_SECONDS = 30.0
"""A service takes up what it is woken for at once; what it cannot come to is not followed."""


def how_far(cohort_id: int) -> Progress:
    with unit_of_work() as session:
        return progress_of(session, cohort_id)


def approve(cohort_id: int, checksum: str | None) -> tuple[int | None, int]:
    """Copy what is wanted into the ledger; return the run's id and how many things are as they should be."""
    with unit_of_work() as session:
        around = surroundings(settings())
        unchanged = provisioning.preview_cohort(session, cohort_id, around).found.counts["unchanged"]
        run = provisioning.provision(session, cohort_id, checksum=checksum, deed=deed(), surroundings=around)
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
    """Wake the service, and follow until nothing moves any more. Raises Halted when a person halts it."""
    _wake()
    began = time.monotonic()
    while time.monotonic() < began + LONGEST_LOOK:
        time.sleep(EVERY)
        with unit_of_work() as session:
            halt.refuse_while_halted(session)
            moves = time.monotonic() < began + TRIED_WITHIN_SECONDS
            is_tried = moves and provisioning.is_tried_now(session, cohort_id)
        now = how_far(cohort_id)
        tell()
        if now.settled == now.total or (len(now.problems) == now.waiting and not is_tried):
            break


def wake_service_if_any() -> None:
    """Wake the service, if any runs; a service that cannot be reached looks by itself in ten seconds."""
    if running_service(settings()).get("address"):
        with suppress(httpx.HTTPError):
            _wake()


def _wake() -> None:
    with client(ON_THIS_MACHINE, timeout=5) as asking:
        asking.post(f"{running_service(settings())['address']}/health/wake").raise_for_status()


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
        await settle_cohort(tenant, settings(), cohort_id)


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


def let_the_service_collect(cohort_ids: Sequence[int]) -> dict[str, Any]:
    """Say that the libraries may have changed, and follow until the service has looked; else raise Conflict."""
    asked_at = settings().clock()
    with unit_of_work() as session:
        before = len(submissions.submissions_of_cohorts(session, cohort_ids))
        submissions.note_look_asked(session, cohort_ids, now=asked_at)
    _wake()
    until = time.monotonic() + LONGEST_LOOK
    while time.monotonic() < until:
        time.sleep(EVERY)
        with unit_of_work() as session:
            followed = submissions.libraries_of_cohorts(session, cohort_ids)
            if all(one.problem or not one.spoken_of for one in followed):
                return _what_was_collected(session, cohort_ids, before, asked_at)
    raise Conflict(
        Code.service_still_looking, "Tjenesten har ikke sett etter filer ennå. Prøv igjen om litt."
    )


def _what_was_collected(
    session: Session, cohort_ids: Sequence[int], before: int, asked_at: datetime
) -> dict[str, Any]:
    followed = submissions.libraries_of_cohorts(session, cohort_ids)
    return {
        "files_seen": submissions.libraries_seen_since(session, followed, asked_at),
        "submissions": len(submissions.submissions_of_cohorts(session, cohort_ids)) - before,
        "problems": [one.problem for one in followed if one.problem],
    }
