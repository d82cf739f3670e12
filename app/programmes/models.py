"""A unit's own programmes, beside the shipped ones, and the school holidays it has entered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class OwnProgramme(SQLModel, table=True):
    """A version of a programme. Versions are added, never changed."""

    __table_args__ = (UniqueConstraint("key", "version"),)

    id: int = row_id()
    key: str
    version: int
    definition: dict[str, Any] = Field(sa_type=JSON)
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class CountyHoliday(SQLModel, table=True):
    """Days off school in a county, as a unit has entered them from `source`, which is about a `year`."""

    __table_args__ = (UniqueConstraint("county", "name", "first_day"),)

    id: int = row_id()
    county: str
    name: str
    first_day: date
    last_day: date
    source: str
    year: int
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
