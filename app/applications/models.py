"""A commitment: somebody said yes to a text on a day."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class Commitment(SQLModel, table=True):
    """A yes to a team's application: the trust's (`trust`), or the time of a nearest leader (`leader`).

    `text` is what was said yes to, `version` tells two texts apart, and `hours` are those it asked for. No hours are
    kept of what was worked.
    """

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    kind: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    by: str
    text: str
    version: str
    hours: int | None = None
    at: datetime = Field(sa_type=UtcDateTime)
