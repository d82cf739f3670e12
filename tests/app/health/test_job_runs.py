"""The clock's jobs are written over the run before, and read for a clock that goes on after the transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.db import migrate, unit_of_work
from app.health.job_runs import keep_job_runs, runs_by_job
from app.health.models import JobRun

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_a_run_is_written_over_the_one_before_and_read_after_the_transaction(here: Path) -> None:
    migrate()
    for hours in (0, 1):
        with unit_of_work() as session:
            keep_job_runs(session, [JobRun(name="purge", counted_from=NOON + timedelta(hours=hours))])
    with unit_of_work() as session:
        runs = runs_by_job(session)
    assert [(name, run.counted_from) for name, run in runs.items()] == [("purge", NOON + timedelta(hours=1))]
