"""The ledger: one row is at once intention, checkpoint, id map, queue and progress line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class TenantObject(SQLModel, table=True):
    """A thing the tenant should hold. `wanted` None means withdraw; `applied` None means nothing was placed.

    There is no status column to get wrong: a row is settled when what is wanted is what was applied.
    """

    key: str = Field(primary_key=True)
    kind: str
    parent_key: str | None = Field(default=None, index=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int | None = None
    position: int = 0
    version: int = 0
    generation: int = 0
    wanted: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    applied: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    seen: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    external_id: str | None = None
    web_url: str | None = None
    decision: str | None = None
    attempts: int = 0
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None
    next_step: str | None = None
    request_id: str | None = None

    @property
    def stands_or_shall(self) -> bool:
        """Tell a thing we want or have from one that is over and done with."""
        return self.wanted is not None or self.applied is not None

    @property
    def settled(self) -> bool:
        return self.wanted == self.applied and self.decision is None


class Approval(SQLModel, table=True):
    """Somebody saw a preview and said yes; its id is the run's id."""

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    checksum: str
    approved_by: str
    approved_at: datetime = Field(sa_type=UtcDateTime)


class EnginePause(SQLModel, table=True):
    """Our credentials are refused, so nothing is tried before `next_try_at`. One row at most."""

    id: int = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    request_id: str | None = None
