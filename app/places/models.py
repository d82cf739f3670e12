"""Every change of a team's place: from what to what, by whom, when and why, and the day it is to be answered by."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Enum, false
from sqlmodel import Field, SQLModel

from app.cohorts import ApplicationState
from app.db import UtcDateTime, row_id


def _state() -> Enum:
    return Enum(ApplicationState, name="placechange", native_enum=False, length=12)


class PlaceChange(SQLModel, table=True):
    """`by_rule` is what followed from the line; a person's own change is not undone when places are decided anew.

    `keep_channel` tells of a team that has left whether its channel is kept, to be read.
    """

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    before: ApplicationState = Field(sa_type=_state())
    after: ApplicationState = Field(sa_type=_state())
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    why: str
    reply_by: date | None = None
    by_rule: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    keep_channel: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
