"""A cohort is one run of a programme; a team is the people improving something together."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class Organisation(SQLModel, table=True):
    """A trust or a municipality."""

    id: int = row_id()
    name: str = Field(unique=True)


class Cohort(SQLModel, table=True):
    """`definition` is the programme as it is run; `switched_off` are additions it does without.

    `organiser` is the mailbox its meetings are sent from; None is the service's own. `leaders_named_by` is who
    recorded that it has been agreed to show leaders' attendance by name to their sponsor; None: it has not. A
    `hidden` cohort is built where only the owners see it, until a person activates it.
    """

    id: int = row_id()
    uid: str = Field(default_factory=lambda: "k" + secrets.token_hex(5), unique=True)
    name: str = Field(unique=True)
    programme: str
    programme_version: int
    start_year: int
    definition: dict[str, Any] = Field(sa_type=JSON)
    switched_off: list[str] = Field(default_factory=list, sa_type=JSON)
    guests_allowed: bool = False
    adopted_msteam_id: str | None = None
    hidden: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    organiser: str | None = None
    leaders_named_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    leaders_named_by: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CohortDeviation(SQLModel, table=True):
    """A change of the programme for a cohort, or for a team in it, with its author, time and reason."""

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    changes: dict[str, Any] = Field(sa_type=JSON)
    why: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class ApplicationState(StrEnum):
    """The outcome of a team's application."""

    applied = "applied"
    offered = "offered"
    waiting = "waiting"
    declined = "declined"
    withdrawn = "withdrawn"


class Team(SQLModel, table=True):
    """`priority` is its rank among its organisation's applications; `name` is as people write it.

    `tracks` are the keys of the programme's tracks that it belongs to. `site` is where its leader works.
    """

    __table_args__ = (UniqueConstraint("cohort_id", "name_key"),)

    id: int = row_id()
    uid: str = Field(default_factory=lambda: secrets.token_hex(4), unique=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    name_key: str
    priority: int | None = None
    unit: str | None = None
    theme: str | None = None
    problem: str | None = None
    aim: str | None = None
    site: str | None = None
    tracks: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    place: ApplicationState = Field(
        default=ApplicationState.applied,
        sa_type=Enum(ApplicationState, name="place"),  # the type has this name in PostgreSQL
    )


class RequestKind(StrEnum):
    """A change in the team, or a need for help."""

    change = "change"
    help = "help"


class Request(SQLModel, table=True):
    """A team's request to the improvement unit; `settled_at` is when it was dealt with."""

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    kind: RequestKind
    text: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_by: str | None = None
