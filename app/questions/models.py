"""A question, and its answer once a person has given it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class Question(SQLModel, table=True):
    """A doubt that a person settles; nothing that hangs on it is stored as certain before.

    `key` tells the thing that was seen, never when: the same thing seen again is the same question, and an answer
    given once holds. `about` names the thing (a workbook, `submission:7`, an erasure); `details` fill the sentence of
    its kind. `choices` are the answers that may be given, `proposed` the likeliest of them.
    """

    __table_args__ = (UniqueConstraint("cohort_id", "key"),)

    id: int = row_id()
    cohort_id: int | None = Field(default=None, foreign_key="cohort.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    key: str = Field(index=True)
    kind: str
    about: str = Field(index=True)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    choices: list[str] = Field(default_factory=list, sa_type=JSON)
    proposed: str | None = None
    asked_of: str
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
