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
    `hidden` cohort is built where only the owners see it, until a person activates it. Since `approved_at` its people
    are in the tenant: a workbook then proposes changes of people, and a person approves them.
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
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


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
    confirmed = "confirmed"
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


class FormerName(SQLModel, table=True):
    """A name that a team is no longer called by, or that a team merged into it had; workbooks may still use it."""

    cohort_id: int = Field(foreign_key="cohort.id", primary_key=True)
    name_key: str = Field(primary_key=True)
    team_id: int = Field(foreign_key="team.id", index=True)


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


class ChangeKind(StrEnum):
    """Kinds of change of people; a leader, a mentor and a member are changed alike, by their roles.

    Stored by their values: a text has a method called as one of them.
    """

    add = "add"
    remove = "remove"
    swap = "replace"
    move = "move"
    role = "role"
    address = "address"


class ChangeSource(StrEnum):
    """The origin of a proposal: a press of the improvement unit, a workbook, or the team's own page."""

    unit = "unit"
    workbook = "workbook"
    team = "team"


class ChangeState(StrEnum):
    """The state of a proposal; dropped, nothing has come of it."""

    waiting = "waiting"
    approved = "approved"
    dropped = "dropped"


class PeopleChange(SQLModel, table=True):
    """A proposed change of people, and what was decided about it.

    `person_id` is whoever it is about already: who leaves, moves, or gets other roles or another address. `name` and
    `email` are of whoever comes, or the new address. `team_id` None is all the person's teams here, or the whole
    cohort of one who is added; `to_team_id` is where a person moves. `roles` empty keeps the roles as they are.
    `facts` are what a workbook told of whoever comes. With `tasks_left` the tasks stay with whoever had them.
    """

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    kind: ChangeKind = Field(
        sa_type=Enum(
            ChangeKind, name="changekind", values_callable=lambda kinds: [one.value for one in kinds]
        )
    )
    source: ChangeSource
    state: ChangeState = ChangeState.waiting
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    to_team_id: int | None = Field(default=None, foreign_key="team.id")
    name: str | None = None
    email: str | None = Field(default=None, index=True)
    roles: list[str] = Field(default_factory=list, sa_type=JSON)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    tasks_left: bool = False
    request_id: int | None = Field(default=None, foreign_key="request.id")
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    why: str | None = None
