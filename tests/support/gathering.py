"""A gathering of the small cohort, with its four people on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from app.meetings import service as meetings
from app.meetings.models import Attendance, Invited, Presence, Response
from support.small_cohort import ANNE, BERIT, CARL, DINA

if TYPE_CHECKING:
    from sqlmodel import Session


def gathering(session: Session, cohort_id: int, key: str = "samling-1") -> int:
    """The gathering of 16 September, to which all four are invited; Dina has declined."""
    meeting = meetings.with_key(session, cohort_id=cohort_id, key=key)
    for email in (ANNE, BERIT, CARL, DINA):
        response = Response.declined if email == DINA else Response.none
        session.add(
            Invited(
                entry_key=key,
                meeting_id=meeting.id or 0,
                email=email,
                name=email,
                required=True,
                response=response,
            )
        )
    session.flush()
    return meeting.id or 0


def noted(session: Session, meeting_id: int) -> dict[str, Presence]:
    rows = session.exec(select(Attendance).where(Attendance.meeting_id == meeting_id))
    return {row.email: row.presence for row in rows}
