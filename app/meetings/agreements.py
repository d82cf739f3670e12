"""Teams' own times of a meeting that each team has for itself: agreed by the team, or laid by us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, select

from app import audit
from app.audit import Act
from app.errors import Code, Conflict, Invalid
from app.meetings import service as meetings
from app.meetings.models import Meeting, TeamTime

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.audit import Deed
    from app.cohorts import Team


def agree(
    session: Session,
    team: Team,
    *,
    meeting_key: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    deed: Deed,
) -> TeamTime:
    """Record when a team has its own meeting. Without an end it lasts as its programme says.

    Times are aware. Raises Conflict for a meeting that is common, and Invalid for an end before the beginning.
    """
    meeting = meetings.with_key(session, cohort_id=team.cohort_id, key=meeting_key)
    _refuse(meeting)
    ends_at = ends_at or meetings.usual_end(meeting, starts_at)
    if ends_at <= starts_at:
        raise Invalid(Code.ends_before_it_begins, "Møtet må slutte etter at det begynner.")
    own = put_team_time(session, meeting, team.id, starts_at=starts_at, ends_at=ends_at, at=deed.at)
    details = {"team_id": team.id, "to": starts_at.isoformat()}
    about = f"{meeting.key} (team {team.id})"
    audit.record(session, Act.meeting_agreed, deed, about=about, cohort_id=meeting.cohort_id, details=details)
    return own


def _refuse(meeting: Meeting) -> None:
    if not meeting.details.get("arranged_by"):
        raise Conflict(Code.meeting_is_common, f"{meeting.title} har samme tid for alle. Flytt det for alle.")
    if meeting.cancelled_at:
        raise Conflict(Code.meeting_cancelled, "Dette møtet er avlyst.")


def put_team_time(
    session: Session, meeting: Meeting, team_id: int, *, starts_at: datetime, ends_at: datetime, at: datetime
) -> TeamTime:
    """Let a team have the meeting at a time of its own."""
    found = select(TeamTime).where(TeamTime.meeting_id == meeting.id, TeamTime.team_id == team_id)
    own = session.exec(found).one_or_none()
    if own is None:
        own = TeamTime(
            meeting_id=meeting.id,
            team_id=team_id,
            starts_at=starts_at,
            ends_at=ends_at,
            all_day=meeting.all_day,
            place=meeting.place,
            moved_at=at,
        )
    own.starts_at, own.ends_at, own.moved_at, own.cancelled_at = starts_at, ends_at, at, None
    own.all_day = meetings.is_all_day(starts_at, ends_at)
    session.add(own)
    session.flush()
    return own


def keep_slots(
    session: Session,
    cohort_id: int,
    slots: Iterable[tuple[str, int, datetime, datetime]],
    *,
    now: datetime,
) -> None:
    """Keep the times we have laid for teams' own meetings, by key and team, so that they stay once they are sent.

    Times are wall clock in Norway.
    """
    rows = {row.key: row for row in meetings.of_cohort(session, cohort_id)}
    for key, team_id, *span in slots:
        starts_at, ends_at = (at.replace(tzinfo=meetings.OSLO) for at in span)
        put_team_time(session, rows[key], team_id, starts_at=starts_at, ends_at=ends_at, at=now)
