"""The restores of this database."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class RestoredBackup(SQLModel, table=True):
    """A restore: when, by whom, and the time of the last record in the log of the file that was put back.

    What was done between the two is unknown to our rows, and may stand in Microsoft 365. `known_until` is None for a
    file in which nothing had been done.
    """

    id: int = row_id()
    restored_at: datetime = Field(sa_type=UtcDateTime)
    restored_by: str
    known_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
