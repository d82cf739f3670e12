"""A dated meeting of a cohort."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class Meeting(SQLModel, table=True):
    """A gathering, check-in, mentor or start meeting.

    `starts_at` is None until a date is known; `basis` says whether the source gave the date, we assumed it,
    or it was moved from the year the source speaks of. Only what the source gave or a person has confirmed
    is put into calendars. `invited_elsewhere` is set for one whose people were invited before we took over.
    """

    __table_args__ = (UniqueConstraint("cohort_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    key: str
    kind: str
    title: str
    audience: str
    mode: str
    starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    all_day: bool = False
    precision: str
    basis: str
    place: str | None = None
    theme: str | None = None
    goal: str | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_by: str | None = None
    invited_elsewhere: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
