"""Receipts of erasures and purges, without a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class Erasure(SQLModel, table=True):
    """An erasure under way. `words` are needed until Microsoft 365 has let the person go; then they go too."""

    id: int = row_id()
    pseudonym: str
    words: list[str] = Field(default_factory=list, sa_type=JSON)
    uid: str
    at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PurgeReceipt(SQLModel, table=True):
    """The number of rows of a class that were purged, and when: our proof that periods are kept."""

    id: int = row_id()
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    kept_as: str
    table_name: str
    rows: int
