"""The audit's rows. Columns about people have a digest of their own, so that they can be erased without a hole."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, CheckConstraint, event
from sqlmodel import Field, SQLModel

from app.audit.guard import GUARDS
from app.db import UtcDateTime, row_id


class AuditRecord(SQLModel, table=True):
    """An act with its actor, time and origin; `about` names the thing (a ledger key, a cohort).

    `request_id` is Microsoft's, for their support. `content` is the digest of what is about people, `digest` of the
    whole and of the record before; both are set when the transaction is committed, with the record's `position`.
    """

    __table_args__ = (CheckConstraint("actor <> ''", name="actor_is_named"),)

    id: int = row_id()
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str
    actor_id: str | None = None
    act: str
    about: str
    cohort_id: int | None = Field(default=None, index=True)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    origin: str = ""
    request_id: str | None = None
    salt: str = Field(default_factory=lambda: secrets.token_hex(16))
    position: int | None = Field(default=None, unique=True)
    previous: str | None = None
    content: str | None = None
    digest: str | None = None
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AuditHead(SQLModel, table=True):
    """The number of records, and the digest of the last: a single row, locked while the next is written."""

    id: int = Field(default=1, primary_key=True)
    records: int = 0
    digest: str = ""


for _dialect, _statements in GUARDS.items():
    for _statement in _statements:
        _ddl = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(SQLModel.metadata.tables["auditrecord"], "after_create", _ddl)
event.listen(
    SQLModel.metadata.tables["audithead"],
    "after_create",
    DDL("INSERT INTO audithead (id, records, digest) VALUES (1, 0, '')"),  # type: ignore[no-untyped-call]
)
