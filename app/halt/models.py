"""The halt that stands, if any: a single row, which every process sees."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class Halt(SQLModel, table=True):
    """All writing to Microsoft 365 is halted as long as this row stands. At most a single row."""

    id: int = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    stopped_by: str
    why: str = ""
