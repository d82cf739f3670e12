"""Teams' own times of a meeting that each team has for itself: agreed by the team, or laid by us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, select

from app import audit, cohorts
from app.audit import Act
from app.errors import Code, Conflict
from app.meetings import service as meetings
from app.meetings.models import Meeting, TeamTime
from app.meetings.reach import is_for_place, teams_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.audit import Deed
    from app.cohorts import Team
    from app.meetings.reach import Teams


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

    Times are aware. What a team has agreed on itself may be over; where we call them, it may not. Raises Conflict for
    a meeting that is common, or other teams', and Invalid for a time that cannot be right.
    """
    meeting = meetings.with_key(session, cohort_id=team.cohort_id, key=meeting_key)
    _refuse(session, meeting, team)
    if meeting.details["arranged_by"] == "unit":
        meetings.refuse_past(starts_at, deed.at)
    ends_at = meetings.end_of(meeting, starts_at, ends_at, deed.at)
    own = put_team_time(session, meeting, team.id, starts_at=starts_at, ends_at=ends_at, at=deed.at)
    details = {"team_id": team.id, "to": starts_at.isoformat()}
    about = f"{meeting.key} (team {team.id})"
    audit.record(session, Act.meeting_agreed, deed, about=about, cohort_id=meeting.cohort_id, details=details)
    return own


def _refuse(session: Session, meeting: Meeting, team: Team) -> None:
    if not meeting.details.get("arranged_by"):
        raise Conflict(Code.meeting_is_common, f"{meeting.title} har samme tid for alle. Flytt det for alle.")
    if meeting.cancelled_at:
        raise Conflict(Code.meeting_cancelled, "Dette møtet er avlyst.")
    cohort = cohorts.get(session, meeting.cohort_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet og kan ikke endres.")
    if not is_for_place(teams_at(meeting, [team]), team.id):
        raise Conflict(Code.meeting_has_its_teams, f"{meeting.title} er ikke for {team.name}.")


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

    Times are wall clock in Norway. A team that such a meeting is for no more has its time forgotten: others may have
    been laid there when it is the team's again.
    """
    rows = {row.key: row for row in meetings.of_cohort(session, cohort_id)}
    teams = cohorts.teams_of(session, cohort_id=cohort_id)
    for row in rows.values():
        if row.details.get("arranged_by") == "unit":
            _forget_others(session, row, teams_at(row, teams))
    for key, team_id, *span in slots:
        starts_at, ends_at = (at.replace(tzinfo=meetings.OSLO) for at in span)
        put_team_time(session, rows[key], team_id, starts_at=starts_at, ends_at=ends_at, at=now)


def _forget_others(session: Session, meeting: Meeting, here: Teams) -> None:
    for own in session.exec(select(TeamTime).where(TeamTime.meeting_id == meeting.id)):
        if not is_for_place(here, own.team_id):
            session.delete(own)
