"""The row of each job that goes by the clock."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class JobRun(SQLModel, table=True):
    """When a job was last done, and how it went.

    Its next time is counted from `counted_from`: when it last began, or when it was first in the timetable. `due_at`
    is the time on the wall that run answered, where the job has one. `problem` is of the last run, `failed_at` of the
    last that went wrong.
    """

    name: str = Field(primary_key=True)
    counted_from: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None
