"""The rules of meetings."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app import audit
from app.audit import Act, Deed
from app.errors import Code, Conflict, Invalid, NotFound
from app.meetings.models import Meeting, TeamTime
from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

OSLO = ZoneInfo("Europe/Oslo")
MIDNIGHT = time(0)
DEFAULT_MINUTES = 60
MAX_AWAY = timedelta(days=5 * 366)
"""No meeting is further away than this: a year more is a slip of the pen."""
CANCELLED = "Møtet er avlyst."


def get(session: Session, meeting_id: int) -> Meeting:
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound(Code.no_such_meeting, f"Det finnes ikke noe møte {meeting_id}.")
    return meeting


def get_in_cohort(session: Session, cohort_id: int, meeting_id: int) -> Meeting:
    """Return a meeting by its id. Raises NotFound when it is another cohort's."""
    meeting = get(session, meeting_id)
    if meeting.cohort_id != cohort_id:
        raise NotFound(Code.no_such_meeting, "Møtet hører ikke til dette kullet.")
    return meeting


def with_key(session: Session, *, cohort_id: int, key: str) -> Meeting:
    found = select(Meeting).where(Meeting.cohort_id == cohort_id, Meeting.key == key)
    meeting = session.exec(found).one_or_none()
    if meeting is None:
        raise NotFound(Code.no_such_meeting, f"Kullet har ikke noe møte med nøkkelen {key}.")
    return meeting


def of_cohort(session: Session, cohort_id: int) -> Sequence[Meeting]:
    found = select(Meeting).where(Meeting.cohort_id == cohort_id)
    return session.exec(found.order_by(col(Meeting.id))).all()


def is_sure(meeting: Meeting) -> bool:
    """Tell whether the source gives its date, or a person has confirmed it: only then people are told.

    One for some of the teams waits for these to be chosen, too.
    """
    is_dated = meeting.starts_at is not None and not meeting.is_unconfirmed
    return is_dated and not waits_for_teams(meeting)


def waits_for_teams(meeting: Meeting) -> bool:
    """Tell whether a person has yet to choose the teams; those begun before that was asked are for all teams."""
    return bool(meeting.details.get("choose_teams")) and not meeting.details.get("teams")


def days_on(meeting: Meeting) -> list[date]:
    """Return every day a meeting is on, in Norway; none while it has no date."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return []
    first = meeting.starts_at.astimezone(OSLO).date()
    last = (meeting.ends_at - timedelta(microseconds=1)).astimezone(OSLO).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def reschedule(
    session: Session, meeting_id: int, *, starts_at: datetime, ends_at: datetime | None = None, deed: Deed
) -> Meeting:
    """Move a meeting, or give it the date it lacked; calendar and deadlines follow on the next pass.

    Without an end it lasts as long as before, or as its programme says. It is confirmed by whoever says so.
    """
    meeting = get(session, meeting_id)
    refuse_what_is_over(meeting, deed.at)
    refuse_past(starts_at, deed.at)
    ends_at = end_of(meeting, starts_at, ends_at, deed.at)
    before = meeting.starts_at
    _set_time(meeting, starts_at, ends_at)
    _forget_own_times(session, meeting)
    meeting.confirmed_at, meeting.confirmed_by = deed.at, deed.actor
    meeting.moved_at, meeting.moved_by = deed.at, deed.actor
    audit.record(
        session,
        Act.meeting_moved if before else Act.meeting_dated,
        deed,
        about=meeting.key,
        cohort_id=meeting.cohort_id,
        details={"from": before and before.isoformat(), "to": starts_at.isoformat()},
    )
    return meeting


def hold_at(session: Session, meeting_id: int, *, place: str, deed: Deed) -> Meeting:
    """Set a meeting's place; all invited people are told on the next pass."""
    meeting, place = get(session, meeting_id), tidy_text(place)
    refuse_what_is_over(meeting, deed.at)
    if not place:
        raise Invalid(Code.field_missing, "Skriv hvor møtet er.")
    before, meeting.place = meeting.place, place
    _place_slots(session, meeting, before)
    meeting.moved_at, meeting.moved_by = deed.at, deed.actor
    audit.record(
        session,
        Act.meeting_placed,
        deed,
        about=meeting.key,
        cohort_id=meeting.cohort_id,
        details={"from": before, "to": place},
    )
    return meeting


def take_over(session: Session, meeting_id: int, *, deed: Deed) -> Meeting:
    """Follow a meeting whose people were invited before we came: it is never sent from here."""
    meeting = get(session, meeting_id)
    if not meeting.invited_elsewhere:
        meeting.invited_elsewhere = True
        audit.record(session, Act.meeting_taken_over, deed, about=meeting.key, cohort_id=meeting.cohort_id)
    return meeting


def open_date(session: Session, meeting_id: int, *, precision: str, deed: Deed) -> Meeting:
    """Take a meeting's date away until another is set; `precision` says how much is still known."""
    meeting = get(session, meeting_id)
    refuse_what_is_over(meeting, deed.at)
    meeting.starts_at = meeting.ends_at = meeting.confirmed_at = meeting.confirmed_by = None
    meeting.all_day, meeting.precision = False, precision
    audit.record(session, Act.date_opened, deed, about=meeting.key, cohort_id=meeting.cohort_id)
    return meeting


def cancel(session: Session, meeting_id: int, *, because: str, deed: Deed) -> Meeting:
    """Cancel a meeting; invited people get the sentence once a person has approved the withdrawal."""
    meeting, because = get(session, meeting_id), tidy_text(because)
    refuse_what_is_over(meeting, deed.at)
    if not because:
        raise Invalid(
            Code.field_missing, "Skriv en setning om hvorfor møtet er avlyst. De som er innkalt, leser den."
        )
    meeting.cancelled_at, meeting.cancelled_by, meeting.cancelled_because = deed.at, deed.actor, because
    audit.record(
        session,
        Act.meeting_cancelled,
        deed,
        about=meeting.key,
        cohort_id=meeting.cohort_id,
        details={"because": because},
    )
    return meeting


def cancellation_sentence(session: Session, *, cohort_id: int, entry_key: str) -> str:
    """Return the sentence sent when an entry is withdrawn; the ledger's key ends with the meeting's."""
    key = entry_key.rpartition("/meeting:")[2]
    found = select(Meeting).where(Meeting.cohort_id == cohort_id, Meeting.key == key)
    meeting = session.exec(found).one_or_none()
    return (meeting and meeting.cancelled_because) or CANCELLED


def drop(session: Session, meeting_id: int, *, deed: Deed) -> None:
    """Take a meeting out of the cohort; its calendar entry is withdrawn once a person has approved it."""
    meeting = get(session, meeting_id)
    _refuse_held(meeting, deed.at)
    session.delete(meeting)
    audit.record(session, Act.meeting_dropped, deed, about=meeting.key, cohort_id=meeting.cohort_id)


def is_held(meeting: Meeting, now: datetime) -> bool:
    return meeting.ends_at is not None and meeting.ends_at <= now


def refuse_what_is_over(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict for a meeting that has been held or is cancelled."""
    _refuse_held(meeting, now)
    if meeting.cancelled_at:
        raise Conflict(Code.meeting_cancelled, "Dette møtet er avlyst.")


def _refuse_held(meeting: Meeting, now: datetime) -> None:
    if is_held(meeting, now):
        raise Conflict(Code.meeting_held, "Dette møtet er holdt og kan ikke flyttes.")


def _place_slots(session: Session, meeting: Meeting, before: str | None) -> None:
    """Let teams whose times we arrange come to the new place, but those that have one of their own."""
    if meeting.details.get("arranged_by") == "unit":
        for own in session.exec(select(TeamTime).where(TeamTime.meeting_id == meeting.id)):
            own.place = meeting.place if own.place == before else own.place


def _forget_own_times(session: Session, meeting: Meeting) -> None:
    """Forget the teams' own times: a common decision counts for teams that had moved theirs, too.

    What a team has agreed on itself stands.
    """
    if meeting.details.get("arranged_by") == "team":
        return
    for own in session.exec(select(TeamTime).where(TeamTime.meeting_id == meeting.id)):
        session.delete(own)


def refuse_past(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise Conflict(Code.time_is_past, "Møtet kan ikke flyttes til en tid som er passert.")


def end_of(meeting: Meeting, starts_at: datetime, ends_at: datetime | None, now: datetime) -> datetime:
    """Return when a meeting that begins then ends, as said or as usual. Raises Invalid when it cannot be right."""
    _refuse_far_away(starts_at, now)
    ends_at = ends_at or usual_end(meeting, starts_at)
    _refuse_far_away(ends_at, now)
    if ends_at <= starts_at:
        raise Invalid(Code.ends_before_it_begins, "Møtet må slutte etter at det begynner.")
    return ends_at


def _refuse_far_away(at: datetime, now: datetime) -> None:
    if abs(at - now) > MAX_AWAY:
        raise Invalid(Code.date_malformed, f"{at.year} er mange år unna. Se om årstallet er riktig.")


def usual_end(meeting: Meeting, starts_at: datetime) -> datetime:
    """Return when a meeting that begins then ends: as long as before, or as its programme says. Raises Invalid.

    Counted on the clock on the wall, so that whole days stay whole when the clocks change.
    """
    start = starts_at.astimezone(OSLO)
    lasts = _usual_length(meeting)
    if not lasts % timedelta(days=1) and start.time() != MIDNIGHT:
        raise Invalid(
            Code.end_missing,
            f"{meeting.title} varer hele dagen. Skriv når møtet slutter, eller la det begynne 00:00.",
        )
    return start + lasts


def _usual_length(meeting: Meeting) -> timedelta:
    if meeting.starts_at and meeting.ends_at:
        return meeting.ends_at.astimezone(OSLO) - meeting.starts_at.astimezone(OSLO)
    return timedelta(minutes=meeting.details.get("minutes", DEFAULT_MINUTES))


def _set_time(meeting: Meeting, starts_at: datetime, ends_at: datetime) -> None:
    """From midnight to midnight is all day. The date is a person's now, and no longer the source's."""
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.all_day = is_all_day(starts_at, ends_at)
    meeting.precision, meeting.basis = "exact", "assumed"
    meeting.details = {**meeting.details, "period": None, **_window(meeting, starts_at, ends_at)}


def is_all_day(starts_at: datetime, ends_at: datetime) -> bool:
    return {at.astimezone(OSLO).time() for at in (starts_at, ends_at)} == {MIDNIGHT}


def _window(meeting: Meeting, starts_at: datetime, ends_at: datetime) -> dict[str, list[str]]:
    """Return the days that teams' own meetings are now within: those it is set to, unless it is within them."""
    if "window" not in meeting.details:
        return {}
    last = (ends_at - timedelta(microseconds=1)).astimezone(OSLO).date()
    days = [day.isoformat() for day in (starts_at.astimezone(OSLO).date(), last)]
    known = meeting.details["window"] or days
    return {"window": known if known[0] <= days[0] and days[1] <= known[1] else days}
