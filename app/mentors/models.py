"""A mentor's own line: what no enrolment workbook tells of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import true
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class MentorLine(SQLModel, table=True):
    """A person's line as a mentor, in all networks.

    `experienced` is False for a mentor in training, None where nobody has said. `max_teams` is their own limit over
    all cohorts. `last_role_at` is when they were last seen to be the mentor of a cohort that runs.
    """

    id: int = row_id()
    person_id: int = Field(foreign_key="person.id", unique=True)
    clinic: str | None = None
    experienced: bool | None = None
    max_teams: int | None = None
    available: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    note: str | None = None
    last_role_at: datetime = Field(sa_type=UtcDateTime)
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
