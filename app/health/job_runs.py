"""Read and keep the rows of the clock's jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from app.health.models import JobRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session


def runs_by_job(session: Session) -> dict[str, JobRun]:
    """Read the last run of each job, as copies that outlive the transaction."""
    return {run.name: JobRun(**run.model_dump()) for run in session.exec(select(JobRun)).all()}


def keep_job_runs(session: Session, runs: Iterable[JobRun]) -> None:
    """Write each run over the one before it."""
    for run in runs:
        session.merge(run)
