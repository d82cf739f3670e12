"""A programme dated in a year: meetings, deadlines and cautions. Values, no rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.programmes.audiences import Attendance
    from app.programmes.language.content import Content
    from app.programmes.language.vocabulary import ArrangedBy, Audience, Kind, LeaderLevel, Mode, Per
    from app.programmes.language.when import DueRule, Length

Precision = Literal["exact", "week", "month", "season", "unknown"]
Basis = Literal["source", "assumed", "moved"]
Origin = Literal["source", "addition"]
Track = Literal["team", "organiser"]
CautionCode = Literal[
    "totals-disagree",
    "outside-stated-months",
    "assumed-date",
    "date-open",
    "place-open",
    "weekend-deadline",
    "holiday-deadline",
    "weekend-meeting",
    "public-holiday",
    "easter-week",
    "christmas-eve",
    "school-holiday",
    "school-holidays-unknown",
    "application-too-late",
    "clock-change",
    "iso-week-53",
    "clash",
]


@dataclass(frozen=True, kw_only=True)
class DatedMeeting:
    """A meeting in a year. Times are local and aware; an all-day one ends at the midnight after its last day.

    With `tracks` it is for the teams of these alone.
    `starts_at` is None unless `precision` is exact; then `period` says what is known ("april 2026"),
    `earliest` is the first day it can be, if that much is known, and `length` how long it will be; `lasts` is
    what that comes to when somebody gives it a start alone. `also` are others who are invited, `leaders` and
    `leader_level` those of the top who come; `who` is all of it by role. `arranged_by` is set for a team's own,
    `window` the first and the last day it can be.
    """

    id: str
    kind: Kind
    title: str
    audience: Audience
    also: tuple[Audience, ...]
    who: Attendance
    per: Per
    arranged_by: ArrangedBy | None
    window: tuple[date, date] | None
    mode: Mode
    starts_at: datetime | None
    ends_at: datetime | None
    all_day: bool
    precision: Precision
    basis: Basis
    earliest: date | None
    period: str | None
    place: str | None
    theme: str | None
    goal: str | None
    content: Content
    length: Length
    lasts: timedelta
    leaders: tuple[LeaderLevel, ...]
    leader_level: str | None
    reminder_minutes: int
    mandatory: bool
    optional: bool
    host: str | None
    origin: Origin
    tracks: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day the meeting is on; none while its date is not known."""
        if not self.starts_at or not self.ends_at:
            return ()
        last = (self.ends_at - timedelta(microseconds=1)).date()
        length = (last - self.starts_at.date()).days + 1
        return tuple(self.starts_at.date() + timedelta(days=number) for number in range(length))

    @property
    def first_day(self) -> date | None:
        return self.starts_at.date() if self.starts_at else None


@dataclass(frozen=True, kw_only=True)
class DatedDeliverable:
    """`due` is the last minute of its day; `rule` gives it anew when the meeting it counts from has moved.

    Nobody lacks it before the day of `required_after`; what comes after that of `freeze_after` is a later version.
    """

    id: str
    type: str
    title: str
    due: datetime | None
    basis: Basis
    rule: DueRule | None
    origin: Origin
    required_after: DueRule | None
    freeze_after: DueRule | None


@dataclass(frozen=True, kw_only=True)
class DatedTask:
    """A task of the definition, by its key, with the rule its deadline follows.

    A deadline of its own is a proposal, and so `assumed`; that of a deliverable has the deliverable's basis.
    """

    id: str
    track: Track
    due: date | None
    basis: Basis
    rule: DueRule | None


@dataclass(frozen=True, kw_only=True)
class Caution:
    """Something to look at before the dates are sent out; `code` stays the same, the text may change."""

    code: CautionCode
    text: str


@dataclass(frozen=True, kw_only=True)
class SchoolHoliday:
    """Days off school in a county, with the source that says so."""

    county: str
    name: str
    first_day: date
    last_day: date
    source: str


@dataclass(frozen=True, kw_only=True)
class Calendar:
    programme: str
    start_year: int
    meetings: tuple[DatedMeeting, ...]
    deliverables: tuple[DatedDeliverable, ...]
    tasks: tuple[DatedTask, ...]
    warnings: tuple[Caution, ...]
