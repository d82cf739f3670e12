"""A programme of a unit's own, beside the shipped programmes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class OwnProgramme(SQLModel, table=True):
    """A version of a programme. Versions are added, never changed."""

    __table_args__ = (UniqueConstraint("key", "version"),)

    id: int = row_id()
    key: str
    version: int
    definition: dict[str, Any] = Field(sa_type=JSON)
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
