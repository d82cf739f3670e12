"""A dated meeting of a cohort, with its answers and attendance."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class Meeting(SQLModel, table=True):
    """A gathering, check-in, mentor or start meeting.

    `starts_at` is None until a date is known; `basis` says whether the source gave the date, we assumed it,
    or it was moved from the year the source speaks of. Only what the source gave or a person has confirmed
    is put into calendars; on a day people have off also the source's own waits (`needs_own_confirmation`, set when
    the cohort is started). `invited_elsewhere` is set for one whose people were invited before we took over.
    `moved_at` is when somebody last set its time or place, `moved_by` who: a name, or Outlook. A cancelled
    meeting keeps its row, with the sentence that everybody invited was told.
    """

    __table_args__ = (UniqueConstraint("cohort_id", "key"),)

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    key: str
    kind: str
    title: str
    audience: str
    mode: str
    starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    all_day: bool = False
    precision: str
    basis: str
    place: str | None = None
    theme: str | None = None
    goal: str | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_by: str | None = None
    invited_elsewhere: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    needs_own_confirmation: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    moved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    moved_by: str | None = None
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancelled_by: str | None = None
    cancelled_because: str | None = None

    @property
    def is_unconfirmed(self) -> bool:
        """Tell whether it has a date that waits for a person's yes."""
        waits = self.basis != "source" or self.needs_own_confirmation
        return self.starts_at is not None and self.confirmed_at is None and waits


class TeamTime(SQLModel, table=True):
    """A team's own time of a meeting that each team has, once moved or cancelled in Outlook."""

    __table_args__ = (UniqueConstraint("meeting_id", "team_id"),)

    id: int = row_id()
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    team_id: int = Field(foreign_key="team.id", index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    all_day: bool
    place: str | None = None
    moved_at: datetime = Field(sa_type=UtcDateTime)
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Response(StrEnum):
    """The answer to an invitation."""

    accepted = "accepted"
    tentative = "tentative"
    declined = "declined"
    none = "none"


class Invited(SQLModel, table=True):
    """A person on a meeting's list in Outlook, and their answer. `team_id` is set for a team's own."""

    __table_args__ = (UniqueConstraint("entry_key", "email"),)

    id: int = row_id()
    entry_key: str = Field(index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    email: str
    name: str
    required: bool
    response: Response = Response.none
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class JoinLink(SQLModel, table=True):
    """The address people join a digital meeting by, as Outlook has it: for feeds read outside the tenant."""

    entry_key: str = Field(primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    url: str


class StandIn(SQLModel, table=True):
    """A person who comes to a meeting instead of a member of a team."""

    __table_args__ = (UniqueConstraint("meeting_id", "team_id", "instead_of"),)

    id: int = row_id()
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    team_id: int = Field(foreign_key="team.id", index=True)
    instead_of: str
    name: str
    email: str
    by: str
    at: datetime = Field(sa_type=UtcDateTime)


class CalendarCursor(SQLModel, table=True):
    """The place we have read an organiser's calendar to: Microsoft's link, good for a window of time."""

    mailbox: str = Field(primary_key=True)
    link: str
    window_starts: datetime = Field(sa_type=UtcDateTime)
    window_ends: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime = Field(sa_type=UtcDateTime)


class OrganiserMailbox(SQLModel, table=True):
    """A mailbox that invites. `may_open_doors` is whether Microsoft lets us at its online meetings; None: not asked."""

    address: str = Field(primary_key=True)
    user_id: str | None = None
    may_open_doors: bool | None = None
    asked_at: datetime = Field(sa_type=UtcDateTime)


class Presence(StrEnum):
    """Attendance at a meeting. The times people came and left are not kept."""

    present = "present"
    apologised = "apologised"
    absent = "absent"


class Attendance(SQLModel, table=True):
    """A person's attendance at a meeting. `noted_by` is Microsoft's report, the list, or a name."""

    __table_args__ = (UniqueConstraint("meeting_id", "email"),)

    id: int = row_id()
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    email: str = Field(index=True)
    presence: Presence
    noted_by: str
    noted_at: datetime = Field(sa_type=UtcDateTime)


class UnknownAttendee(SQLModel, table=True):
    """A name in Microsoft's report without a match: a telephone, or a guest with a typed name."""

    __table_args__ = (UniqueConstraint("meeting_id", "name"),)

    id: int = row_id()
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    name: str
    is_email: str | None = None
    settled_by: str | None = None


class ReadingOutcome(StrEnum):
    """The outcome of reading a digital meeting's attendance."""

    read = "read"
    none_yet = "none_yet"
    not_configured = "not_configured"


class AttendanceReading(SQLModel, table=True):
    """The last reading of a meeting's attendance, by its calendar entry."""

    entry_key: str = Field(primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    outcome: ReadingOutcome


class TimeCheck(SQLModel, table=True):
    """A question whether people are free at a time for a meeting; their calendars give the answer."""

    id: int = row_id()
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    asked_by: str
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
