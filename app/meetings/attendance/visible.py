"""Attendance as it may be seen: by name in the team and by its mentor, else only «n av m»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit, cohorts
from app.audit import Act, Deed
from app.errors import Code, Conflict
from app.meetings import service as meetings
from app.meetings.models import Attendance, AttendanceReading, Meeting, Presence, ReadingOutcome
from app.meetings.reach import places_at
from app.meetings.roster import Membership, roster
from app.people import Role, leads_team

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

LEADERS = {role for role in Role if leads_team(role)} | {Role.nearest_leader}
NOT_CONFIGURED = (
    "Deltakelse kan ikke leses fra Microsoft 365: tilgangen er ikke satt opp "
    "(application access policy). Be IT se på det; listen kan krysses av for hånd."
)


@dataclass(frozen=True, kw_only=True)
class TeamsAttendance:
    """A team's members present at a meeting, of the members expected."""

    team_id: int
    team: str
    present: int
    expected: int

    @property
    def text(self) -> str:
        return f"{self.present} av {self.expected}"


@dataclass(frozen=True, kw_only=True)
class PersonsAttendance:
    meeting: str
    title: str
    starts_at: datetime | None
    email: str
    presence: Presence


def in_numbers(session: Session, meeting_id: int) -> list[TeamsAttendance]:
    """Count each team's members at a meeting, by the team's name; empty while nothing is noted."""
    meeting = meetings.get(session, meeting_id)
    teams = cohorts.teams_of(session, cohort_id=meeting.cohort_id)
    places = places_at(meeting, teams, roster(session, meeting.cohort_id))
    return _counted(_noted(session, [meeting_id]).get(meeting_id, {}), places)


def _counted(
    noted: Mapping[str, Presence], places: Mapping[str, Sequence[Membership]]
) -> list[TeamsAttendance]:
    counts: dict[tuple[str, int], list[bool]] = {}
    for email, presence in noted.items():
        for place in places.get(email, ()):
            if place.sits_in_team and place.team:
                here = counts.setdefault((place.team, place.team_id or 0), [])
                here.append(presence is Presence.present)
    return [
        TeamsAttendance(team_id=team_id, team=team, present=sum(here), expected=len(here))
        for (team, team_id), here in sorted(counts.items())
    ]


def by_meeting(session: Session, cohort_id: int) -> dict[int, list[TeamsAttendance]]:
    """Count each team at each meeting that has been noted, in the order the meetings were held."""
    held = [meeting for meeting in meetings.of_cohort(session, cohort_id) if meeting.starts_at]
    held.sort(key=lambda meeting: str(meeting.starts_at))
    noted, places = _noted(session, [meeting.id for meeting in held]), roster(session, cohort_id)
    teams = cohorts.teams_of(session, cohort_id=cohort_id)
    return {
        meeting.id: _counted(noted[meeting.id], places_at(meeting, teams, places))
        for meeting in held
        if meeting.id in noted
    }


def _noted(session: Session, meeting_ids: Sequence[int]) -> dict[int, dict[str, Presence]]:
    found: dict[int, dict[str, Presence]] = {}
    for row in session.exec(select(Attendance).where(col(Attendance.meeting_id).in_(meeting_ids))):
        found.setdefault(row.meeting_id, {})[row.email] = row.presence
    return found


def may_see_names(session: Session, *, cohort_id: int, team_id: int, email: str) -> bool:
    """Tell whether a person sits in a team or is its mentor: only they see names."""
    return any(
        place.team_id == team_id and (place.sits_in_team or Role.mentor in place.roles)
        for place in roster(session, cohort_id).get(email, ())
    )


def of_team(session: Session, *, cohort_id: int, team_id: int) -> list[PersonsAttendance]:
    """Return a team's members at every meeting noted, for the team itself and its mentor."""
    here = {
        email
        for email, places in roster(session, cohort_id).items()
        if any(place.team_id == team_id and place.sits_in_team for place in places)
    }
    return _by_name(session, cohort_id, here)


def of_leaders(
    session: Session, cohort_id: int, *, of: Callable[[int | None], bool] = lambda _: True
) -> list[PersonsAttendance]:
    """Return the leaders at every meeting noted, for their sponsor; `of` selects by organisation id.

    Raises Conflict until that has been agreed.
    """
    if cohorts.get(session, cohort_id).leaders_named_at is None:
        raise Conflict(
            Code.names_not_agreed,
            "Lederes deltakelse vises ikke med navn før dere har registrert at det er avtalt.",
        )
    leading = {
        email
        for email, places in roster(session, cohort_id).items()
        if any(LEADERS & set(place.roles) and of(place.organisation_id) for place in places)
    }
    return _by_name(session, cohort_id, leading)


def agree_on_leaders(session: Session, cohort_id: int, *, agreed: bool, deed: Deed) -> None:
    """Record that it has been agreed to name leaders to their sponsor, or that it no longer is."""
    cohort = cohorts.get(session, cohort_id)
    cohort.leaders_named_at, cohort.leaders_named_by = (deed.at, deed.actor) if agreed else (None, None)
    act = Act.naming_of_leaders_agreed if agreed else Act.naming_of_leaders_ended
    audit.record(session, act, deed, about=cohort.uid, cohort_id=cohort_id)


def _by_name(session: Session, cohort_id: int, emails: set[str]) -> list[PersonsAttendance]:
    found = (
        select(Attendance, Meeting)
        .join(Meeting, col(Attendance.meeting_id) == Meeting.id)
        .where(Meeting.cohort_id == cohort_id, col(Attendance.email).in_(emails))
        .order_by(col(Meeting.starts_at), col(Attendance.email))
    )
    return [
        PersonsAttendance(
            meeting=meeting.key,
            title=meeting.title,
            starts_at=meeting.starts_at,
            email=row.email,
            presence=row.presence,
        )
        for row, meeting in session.exec(found)
    ]


def why_not_read(session: Session, meeting_id: int) -> str | None:
    """Say why a digital meeting has no attendance, when Microsoft does not let us read it."""
    refused = select(AttendanceReading).where(
        AttendanceReading.meeting_id == meeting_id,
        AttendanceReading.outcome == ReadingOutcome.not_configured,
    )
    return NOT_CONFIGURED if session.exec(refused).first() else None
