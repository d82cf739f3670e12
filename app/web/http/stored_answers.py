"""The first answers to requests that may be sent again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class AnsweredOnce(SQLModel, table=True):
    """`key` and `content` are digests of the request, `body` is sealed; without a status it is being done."""

    person: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    content: str
    begun_at: datetime = Field(sa_type=UtcDateTime, index=True)
    status: int | None = None
    headers: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    body: bytes = b""
