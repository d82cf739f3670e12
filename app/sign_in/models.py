"""Rows of browser sessions, sign-ins and links. No secret stands here: the key of a row is hashed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class BrowserSession(SQLModel, table=True):
    """Somebody's browser that is signed in. `renewal` can be read with the browser's own secret alone."""

    id_hash: str = Field(primary_key=True)
    entra_id: str = Field(index=True)
    name: str
    email: str
    app_roles: list[str] = Field(sa_type=JSON)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    roles_read_at: datetime = Field(sa_type=UtcDateTime)
    renewal: str = ""


class SignInAttempt(SQLModel, table=True):
    """A sign-in that has begun: `sealed` checks the answer. Read once, and gone."""

    id_hash: str = Field(primary_key=True)
    sealed: str
    next_path: str
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)


class PersonalLink(SQLModel, table=True):
    """An address that lets its holder do a single thing: `scope` names the act, `about` its object."""

    id: int = row_id()
    token_hash: str = Field(unique=True)
    scope: str
    about: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    made_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime, index=True)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
