"""Read and keep the rows of the clock's jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from app.health.models import JobRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session


def runs_by_job(session: Session) -> dict[str, JobRun]:
    """Return each job's run, let go of: the clock keeps them long after the session has ended."""
    runs = {run.name: run for run in session.exec(select(JobRun)).all()}
    session.expunge_all()
    return runs


def keep_job_runs(session: Session, runs: Iterable[JobRun]) -> None:
    """Write each run over the one before it."""
    for run in runs:
        session.merge(run)
