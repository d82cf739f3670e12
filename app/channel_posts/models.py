"""Where cards for a team's channel are posted."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class ChannelAddress(SQLModel, table=True):
    """The address of the workflow in Teams that takes cards for a team's channel.

    Whoever holds it can post there, so it is shown to nobody again. `problem` is what Microsoft last said no by; then
    nothing more is posted until somebody sets another.
    """

    team_id: int = Field(foreign_key="team.id", primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    address: str = Field(repr=False)
    problem: str | None = None
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
