"""Who did what, when: an append-only record of each admin act and each write to the tenant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field, Session, SQLModel

from app.db import UtcDateTime


class AuditRecord(SQLModel, table=True):
    """`about` names the thing (a ledger key, a cohort); `request_id` is Graph's, for Microsoft's support."""

    __table_args__ = (CheckConstraint("actor <> ''", name="actor_is_named"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str
    act: str
    about: str
    cohort_id: int | None = Field(default=None, index=True)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    request_id: str | None = None


def record(  # noqa: PLR0913 - a record has this many sides
    session: Session,
    *,
    at: datetime,
    actor: str,
    act: str,
    about: str,
    cohort_id: int | None = None,
    details: dict[str, Any] | None = None,
    request_id: str | None = None,
) -> None:
    session.add(
        AuditRecord(
            at=at,
            actor=actor,
            act=act,
            about=about,
            cohort_id=cohort_id,
            details=details or {},
            request_id=request_id,
        )
    )
