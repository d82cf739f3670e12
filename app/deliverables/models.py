"""A deliverable that every team in a cohort is asked for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import row_id


class Deliverable(SQLModel, table=True):
    """`due_rule` is the definition's own words; the date is computed from the meeting's row when asked."""

    __table_args__ = (UniqueConstraint("cohort_id", "key"),)

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    key: str
    type: str
    title: str
    origin: str
    due_rule: dict[str, Any] = Field(sa_type=JSON)
