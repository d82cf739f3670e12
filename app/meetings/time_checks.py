"""Check a time before it is booked: required people's calendars, public and school holidays.

A page never waits for Microsoft: the question is written down, the runner asks, and the answer stands here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import cohorts, programmes
from app.errors import Code, Invalid
from app.meetings import service as meetings
from app.meetings.audience import required_roles
from app.meetings.models import Invited, TimeCheck
from app.meetings.reach import is_for_place, teams_at
from app.programmes import day_in_norwegian

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from app.audit import Deed
    from app.meetings.models import Meeting
    from app.programmes import SchoolHoliday
    from app.tenant import BusyTime

CHECK_TIMES = "times asked about"
"""The job that answers."""

QUESTION_LIFETIME = timedelta(days=7)
MAX_DURATION = timedelta(days=14)
SCHOOL_HOLIDAYS_NOT_KNOWN = "Skoleferiene er ukjent: ingen er lagt inn, så datoen er ikke holdt opp mot dem."


@dataclass(frozen=True, kw_only=True)
class TimeQuestion:
    """A question as plain values, free of the session. Times are wall clock in Norway."""

    id: int
    organiser: str | None
    people: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime


def ask_time_check(
    session: Session, meeting_id: int, *, starts_at: datetime, ends_at: datetime, deed: Deed
) -> TimeCheck:
    """Write the question down; it is answered on the next pass."""
    meeting = meetings.get(session, meeting_id)
    meetings.refuse_what_is_over(meeting, deed.at)
    if not timedelta(0) < ends_at - starts_at <= MAX_DURATION:
        raise Invalid(
            Code.ends_before_it_begins,
            "Tiden må slutte etter at den begynner, og vare i høyst fjorten dager.",
        )
    row = TimeCheck(
        meeting_id=meeting_id, starts_at=starts_at, ends_at=ends_at, asked_by=deed.actor, asked_at=deed.at
    )
    session.add(row)
    session.flush()
    return row


def time_checks_waiting(session: Session) -> list[TimeQuestion]:
    found = select(TimeCheck).where(col(TimeCheck.answered_at).is_(None)).order_by(col(TimeCheck.id))
    return [_question(session, row) for row in session.exec(found)]


def _question(session: Session, row: TimeCheck) -> TimeQuestion:
    meeting = meetings.get(session, row.meeting_id)
    starts_at, ends_at = (
        at.astimezone(meetings.OSLO).replace(tzinfo=None) for at in (row.starts_at, row.ends_at)
    )
    return TimeQuestion(
        id=row.id,
        organiser=cohorts.get(session, meeting.cohort_id).organiser,
        people=tuple(who_must_come(session, meeting)),
        starts_at=starts_at,
        ends_at=ends_at,
    )


def who_must_come(session: Session, meeting: Meeting) -> list[str]:
    """Return the required people's addresses: by the list in Outlook, or by role before it exists."""
    listed = select(Invited).where(Invited.meeting_id == meeting.id, col(Invited.required))
    emails = {row.email for row in session.exec(listed)}
    if not emails:
        wanted = required_roles(meeting)
        teams = teams_at(meeting, cohorts.teams_of(session, cohort_id=meeting.cohort_id))
        grants = cohorts.grants_of(session, cohort_id=meeting.cohort_id)
        emails = {
            person.email
            for grant, person in grants
            if grant.role in wanted and is_for_place(teams, grant.team_id)
        }
    return sorted(emails)


def answer_time_check(
    session: Session, question_id: int, *, calendars: Sequence[BusyTime], now: datetime
) -> None:
    """Keep the answer: the number of free people, the busy and the unknown. Delete old questions."""
    row = session.get_one(TimeCheck, question_id)
    counted = Counter(one.status for one in calendars)
    row.answered_at = now
    row.answer = {
        "free": counted["free"],
        "not_free": [asdict(one) for one in calendars if one.status in {"tentative", "busy", "away"}],
        "unknown": [one.email for one in calendars if one.status == "unknown"],
        "days": list(about_the_days(row.starts_at, row.ends_at, programmes.known_school_holidays(session))),
    }
    for old in session.exec(select(TimeCheck).where(TimeCheck.asked_at < now - QUESTION_LIFETIME)):
        session.delete(old)


def latest(session: Session, meeting_id: int) -> TimeCheck | None:
    found = select(TimeCheck).where(TimeCheck.meeting_id == meeting_id)
    return session.exec(found.order_by(col(TimeCheck.id).desc()).limit(1)).first()


def time_check_of(session: Session, meeting_id: int, *, starts_at: datetime) -> TimeCheck | None:
    """Return the newest question when it is about this time, with its answer once that is there."""
    newest = latest(session, meeting_id)
    return newest if newest and newest.starts_at == starts_at else None


def about_the_days(
    starts_at: datetime, ends_at: datetime, holidays: Sequence[SchoolHoliday] = ()
) -> Iterator[str]:
    """Describe holidays, weekends and school holidays among the days, with year and source."""
    days = list(_days(starts_at, ends_at))
    for day in days:
        written = day_in_norwegian(day)
        if name := programmes.holiday_name(day):
            what = name.lower().replace("; ", " og ")
            yield f"{written} er {what} (kilde: holidays {version('holidays')}, {day.year})."
        elif programmes.is_christmas_eve(day):
            yield f"{written} er julaften."
        elif day.weekday() >= programmes.SATURDAY:
            yield f"{written} er i en helg."
        if programmes.in_easter_week(day):
            yield f"{written} er i påskeuken."
        for which in programmes.holidays_on(day, holidays):
            yield f"{written} er i {which}."
    if programmes.school_years_missing(days, holidays):
        yield SCHOOL_HOLIDAYS_NOT_KNOWN


def _days(starts_at: datetime, ends_at: datetime) -> Iterator[date]:
    """Yield every day in Norway that some of the time is on."""
    day = starts_at.astimezone(meetings.OSLO).date()
    last = (ends_at - timedelta(microseconds=1)).astimezone(meetings.OSLO).date()
    while day <= last:
        yield day
        day += timedelta(days=1)
