"""The libraries we follow, the files in them, and the versions teams have handed in."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class Library(SQLModel, table=True):
    """A file library we follow, by the tenant's id.

    `cursor` is where we read on from, `looked_at` when the last look began, `told_at` when somebody last said that
    something has changed. `secret` comes back with each notification, and is how we know that it is no other's.
    """

    library_id: str = Field(primary_key=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    cursor: str | None = None
    looked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None
    secret: str = Field(default_factory=lambda: secrets.token_urlsafe(32))
    subscription_id: str | None = Field(default=None, index=True)
    subscribed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    renew_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    subscription_problem: str | None = None

    @property
    def spoken_of(self) -> bool:
        """Tell whether a notification has come since the last look began."""
        return self.told_at is not None and (self.looked_at is None or self.told_at >= self.looked_at)


class Route(StrEnum):
    """How it was handed in."""

    channel = "channel"
    mailbox = "mailbox"
    form = "form"


class LibraryItem(SQLModel, table=True):
    """A file or folder in a library. `tag` is another once its content is; `name` is without identity numbers.

    `considered` says how it lay and what was in it when we last decided what it is; None: it is to be decided.
    `waits_since` is set while a person must say what it is, `chosen_by` once one has.
    """

    __table_args__ = (UniqueConstraint("library_id", "item_id"),)

    id: int = row_id()
    library_id: str = Field(foreign_key="library.library_id", index=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    item_id: str
    parent_id: str | None = None
    name: str
    is_folder: bool
    gone: bool = False
    tag: str
    size: int
    web_url: str | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    considered: str | None = None
    team_id: int | None = Field(default=None, foreign_key="team.id")
    deliverable_id: int | None = Field(default=None, foreign_key="deliverable.id")
    chosen_by: str | None = None
    waits_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    why: str | None = None
    proposals: list[dict[str, int]] = Field(default_factory=list, sa_type=JSON)
    by: str | None = None
    route: Route = Route.channel


class SubmissionState(StrEnum):
    received = "received"
    accepted = "accepted"
    returned = "returned"


class Submission(SQLModel, table=True):
    """A version of a team's answer to a deliverable; the newest accepted counts.

    `received_at` is when the library got it, `noted_at` when we saw it. `read_at` is set once it has been read,
    `answered_at` once whoever handed it in has been told: until then new content of the same file is the same
    version, since people save while they write. A `barred` one holds what may be neither copied nor shown. `step` is
    the self-evaluation among its `fields`, where a list of hundreds can read it. `after_freeze` is a later version: it
    came after the day the programme says, and the one before it counts until a person accepts this one.
    `shared_as` is the copy of it in the report library, by the tenant's id, while we keep one there.
    """

    __table_args__ = (
        UniqueConstraint("team_id", "deliverable_id", "version"),
        Index(
            "ix_submission_glanced",
            *("cohort_id", "team_id", "deliverable_id", "version", "state", "received_at", "answered_at"),
        ),
    )

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    deliverable_id: int = Field(foreign_key="deliverable.id", index=True)
    version: int
    item_id: int = Field(foreign_key="libraryitem.id", index=True)
    tag: str
    name: str
    size: int
    web_url: str | None = None
    handed_in_by: str | None = None
    route: Route = Route.channel
    received_at: datetime = Field(sa_type=UtcDateTime)
    noted_at: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    findings: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    fields: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    step: float | None = None
    barred: bool = False
    shared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    shared_as: str | None = None
    state: SubmissionState = SubmissionState.received
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    question: str | None = None
    after_freeze: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class LateException(SQLModel, table=True):
    """A team's own deadline for a deliverable; the latest given holds."""

    id: int = row_id()
    team_id: int = Field(foreign_key="team.id", index=True)
    deliverable_id: int = Field(foreign_key="deliverable.id")
    until: datetime = Field(sa_type=UtcDateTime)
    why: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class Arrival(SQLModel, table=True):
    """A file that came another way than the channel, until it lies in the team's folder like all others.

    `source` names where its content is (`message/attachment`, or a file of ours), once each. Without a team or a
    deliverable it waits for a person, and is never dropped. `link` is set when only an address was sent, and
    `name` is the link itself until we know which file lies behind it. A part inside an attached mail or a packed file
    has its number after one more `/`; what is no file (`message#ord`: a mail of words alone) has `#` and no link.
    """

    id: int = row_id()
    cohort_id: int | None = Field(default=None, foreign_key="cohort.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    deliverable_id: int | None = Field(default=None, foreign_key="deliverable.id")
    route: Route
    source: str = Field(unique=True)
    sender: str
    name: str
    size: int
    link: str | None = None
    received_at: datetime = Field(sa_type=UtcDateTime)
    chosen_by: str | None = None
    set_aside_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    item_id: str | None = Field(default=None, index=True)
    put_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether we know which file it is. A mail's words, and links we are not told, are no file."""
        return self.name != self.link if self.link else "#" not in self.source


class Mailbox(SQLModel, table=True):
    """The unit's mailbox as far as we have read it; mail from before `begun_at` is taken up from members alone."""

    address: str = Field(primary_key=True)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    cursor: str | None = None
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None


class Shown(SQLModel, table=True):
    """A person seen in a team's film.

    `confirmed_at` is when the team leader last listed them; a newer film must be confirmed anew. `asked_at` is when
    they were asked themselves, once, and `said_yes_at` when they said yes: until then they are not shown. Empty
    `asked_at`: they could not be asked, and the leader answers for their yes.
    """

    __table_args__ = (UniqueConstraint("team_id", "deliverable_id", "name"),)

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    deliverable_id: int = Field(foreign_key="deliverable.id")
    name: str
    email: str | None = None
    confirmed_by: str
    confirmed_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    said_yes_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Removal(SQLModel, table=True):
    """A file the programme says shall go, and its approval; `receipt` tells where the file is kept still.

    `next_try_at` is set while a rule of the tenant holds the file: then it is asked for once a day.
    """

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    item_id: int = Field(foreign_key="libraryitem.id", unique=True)
    approved_by: str
    approved_at: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None
    receipt: str | None = None
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OwnTemplate(SQLModel, table=True):
    """The unit's own file for one of a cohort's templates, named as the programme names it.

    `lacks` are the keys of the form's fields that it has no place for. `said` is what stood at the others, in this file
    and in those before it; it is kept when the file is not `in_use`, for teams may write in their copies.
    """

    cohort_id: int = Field(foreign_key="cohort.id", primary_key=True)
    source: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    filename: str
    content: bytes = Field(sa_type=LargeBinary)
    lacks: list[str] = Field(default_factory=list, sa_type=JSON)
    said: list[str] = Field(default_factory=list, sa_type=JSON)
    in_use: bool
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
