"""How many have answered and how many came, for every meeting of a cohort at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.meetings import service as meetings
from app.meetings.models import Attendance, Invited, Meeting, Presence, Response

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A meeting with its answers and, once it was held, its attendance."""

    meeting: Meeting
    answers: Counter[Response] = field(default_factory=Counter)
    attendance: Counter[Presence] = field(default_factory=Counter)

    @property
    def invited(self) -> int:
        return self.answers.total()

    @property
    def answered(self) -> int:
        return self.invited - self.answers[Response.none]


def meeting_counts(session: Session, cohort_id: int) -> list[Counted]:
    """Return every meeting by date, undated meetings last."""
    answers = _counted(session, cohort_id, Invited, Invited.response)
    attendance = _counted(session, cohort_id, Attendance, Attendance.presence)
    found = [
        Counted(meeting=row, answers=answers[row.id], attendance=attendance[row.id])
        for row in meetings.of_cohort(session, cohort_id)
    ]
    return sorted(found, key=lambda one: (one.meeting.starts_at is None, str(one.meeting.starts_at)))


def _counted(
    session: Session, cohort_id: int, table: type[Invited | Attendance], said: Response | Presence
) -> dict[int, Counter[Any]]:
    counted = (
        select(table.meeting_id, said, func.count())
        .join(Meeting, col(table.meeting_id) == Meeting.id)
        .where(Meeting.cohort_id == cohort_id)
        .group_by(col(table.meeting_id), said)
    )
    by_meeting: dict[int, Counter[Any]] = defaultdict(Counter)
    for meeting_id, word, count in session.execute(counted):
        by_meeting[meeting_id][word] = count
    return by_meeting


def next_meeting(found: list[Counted], *, now: datetime) -> Counted | None:
    """Return the first that is not over and not cancelled."""
    coming = (one for one in found if one.meeting.ends_at and one.meeting.ends_at > now)
    return next((one for one in coming if not one.meeting.cancelled_at), None)
