"""The row of each job that goes by the clock, and of each source in the tenant that cannot be read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

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


NOT_BELIEVED = "All was read anew, and nothing that we knew of stands there: it is not believed."


class SourceKind(StrEnum):
    """A kind of place in the tenant that we read on in: a team's library, an organiser's calendar, a mailbox."""

    files = "files"
    calendar = "calendar"
    mailbox = "mailbox"


class UnreadableSource(SQLModel, table=True):
    """A source that cannot be read, by the library's id or the mailbox's address. The row goes once it is read."""

    kind: SourceKind = Field(primary_key=True)
    source: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    tries: int = 0
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    said: str = ""

    @property
    def is_disbelieved(self) -> bool:
        """Tell whether it answered, but with nothing that we knew of."""
        return self.said == NOT_BELIEVED
