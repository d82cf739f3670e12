"""Attendance: present, apologised or absent. The times people came and left are not kept.

A digital meeting is read from Microsoft's report; a gathering from the list at the door; people outside the
tenant are ticked by hand. What a person has said is never overruled by a report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from app import audit, cohorts
from app.audit import Act, Deed
from app.errors import Code, Conflict, NotFound
from app.meetings import service as meetings
from app.meetings.models import (
    Attendance,
    AttendanceReading,
    Invited,
    Meeting,
    Presence,
    ReadingOutcome,
    Response,
    UnknownAttendee,
)
from app.people import tidy_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from app.tenant import AttendeeSeen

THE_REPORT, THE_LIST = "Microsoft 365", "lista"
AS_A_GUEST = re.compile(r"^(?P<name>.+)_(?P<domain>[^_]+)#ext#@", re.IGNORECASE)


# --- from Microsoft's report ------------------------------------------------------------------------


def read_attendance_report(
    session: Session,
    meeting: Meeting,
    *,
    entry_key: str,
    seen: Sequence[AttendeeSeen],
    now: datetime,
) -> None:
    """Note the attendance of the people invited to an entry, and list the names we cannot match.

    Whoever was in is present, however late they came and often they rang in.
    """
    known = _known(session, meeting)
    present = {email for one in seen if (email := _who(one, known))}
    for one in seen:
        if _who(one, known) is None:
            _list_unknown(session, meeting, one.name)
    for email in present:
        note(session, meeting, email, Presence.present, by=THE_REPORT, now=now)
    _note_the_others(session, meeting, invited(session, meeting, entry_key), by=THE_REPORT, now=now)
    note_attendance_reading(session, meeting, entry_key=entry_key, outcome=ReadingOutcome.read, now=now)


def _known(session: Session, meeting: Meeting) -> Mapping[str, str]:
    """Return known people's addresses, by address and by their id in the directory."""
    people = [person for _, person in cohorts.grants_of(session, cohort_id=meeting.cohort_id)]
    by_id = {person.entra_id: person.email for person in people if person.entra_id}
    addresses = {person.email for person in people} | {row.email for row in invited(session, meeting)}
    return by_id | {email: email for email in addresses}


def _who(seen: AttendeeSeen, known: Mapping[str, str]) -> str | None:
    """Match an attendee by id, by address, or by the address in a guest's account name; never by name."""
    if seen.user_id in known:
        return known[seen.user_id or ""]
    written = tidy_address(seen.email or "")
    guest = AS_A_GUEST.match(written)
    return known.get(f"{guest['name']}@{guest['domain']}" if guest else written)


def _list_unknown(session: Session, meeting: Meeting, name: str) -> None:
    same = select(UnknownAttendee).where(
        UnknownAttendee.meeting_id == meeting.id, UnknownAttendee.name == name
    )
    if session.exec(same).first() is None:
        session.add(UnknownAttendee(meeting_id=meeting.id, name=name))
        session.flush()


def _note_the_others(
    session: Session, meeting: Meeting, rows: Iterable[Invited], *, by: str, now: datetime
) -> None:
    """Note the missing: declined means apologised, required means absent, optional is not noted."""
    for row in rows:
        if row.response is Response.declined:
            note(session, meeting, row.email, Presence.apologised, by=by, now=now)
        elif row.required:
            note(session, meeting, row.email, Presence.absent, by=by, now=now)


def note(
    session: Session, meeting: Meeting, email: str, presence: Presence, *, by: str, now: datetime
) -> None:
    """Note a person's attendance; a report overrules neither a person's word nor being present."""
    row = of_person(session, meeting, email)
    if row is None:
        session.add(
            Attendance(meeting_id=meeting.id, email=email, presence=presence, noted_by=by, noted_at=now)
        )
        session.flush()
    elif by not in {THE_REPORT, THE_LIST} or _may_say(row):
        row.presence, row.noted_by, row.noted_at = presence, by, now


def _may_say(row: Attendance) -> bool:
    """Tell whether a report or the list may change a row: it may add presence, never take it away."""
    return row.noted_by in {THE_REPORT, THE_LIST} and row.presence is not Presence.present


def note_attendance_reading(
    session: Session, meeting: Meeting, *, entry_key: str, outcome: ReadingOutcome, now: datetime
) -> None:
    row = session.get(AttendanceReading, entry_key)
    if row is None:
        row = AttendanceReading(entry_key=entry_key, meeting_id=meeting.id, asked_at=now, outcome=outcome)
    if row.outcome is not ReadingOutcome.read:
        row.outcome = outcome
    row.asked_at = now
    session.add(row)


def of_person(session: Session, meeting: Meeting, email: str) -> Attendance | None:
    found = select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.email == email)
    return session.exec(found).one_or_none()


def attendance_counted(session: Session, cohort_id: int) -> dict[str, tuple[int, int]]:
    """Return at how many of a cohort's meetings each address was present, and for how many it is noted at all."""
    present = func.sum(case((col(Attendance.presence) == Presence.present, 1), else_=0))
    noted = (
        select(Attendance.email, present, func.count())
        .join(Meeting, col(Attendance.meeting_id) == Meeting.id)
        .where(Meeting.cohort_id == cohort_id)
        .group_by(col(Attendance.email))
    )
    return {email: (int(there), of) for email, there, of in session.exec(noted)}


def invited(session: Session, meeting: Meeting, entry_key: str | None = None) -> Sequence[Invited]:
    """Return the people invited to a meeting, or to one of its calendar entries."""
    found = select(Invited).where(Invited.meeting_id == meeting.id)
    if entry_key is not None:
        found = found.where(Invited.entry_key == entry_key)
    return session.exec(found.order_by(col(Invited.name))).all()


def not_noted(session: Session, meeting: Meeting) -> list[Invited]:
    """Return the invited people without attendance noted yet."""
    noted = set(session.exec(select(Attendance.email).where(Attendance.meeting_id == meeting.id)))
    return [row for row in invited(session, meeting) if row.email not in noted]


# --- by people --------------------------------------------------------------------------------------


def tick(session: Session, meeting_id: int, *, email: str, presence: Presence, deed: Deed) -> None:
    """Note attendance by hand. Raises NotFound for a person who is not invited and has no role."""
    meeting = _begun(session, meeting_id, deed.at)
    email = _expected(session, meeting, email)
    note(session, meeting, email, presence, by=deed.actor, now=deed.at)
    _record(session, meeting, Act.attendance_ticked, deed, {"presence": presence.value})


def sign_the_list(session: Session, meeting_id: int, *, email: str, now: datetime) -> None:
    """Let a person tick themselves as present, by the code on the wall."""
    meeting = _begun(session, meeting_id, now)
    note(session, meeting, _expected(session, meeting, email), Presence.present, by=THE_LIST, now=now)


def close_the_list(session: Session, meeting_id: int, *, deed: Deed) -> None:
    """Close the list: invited people who are not ticked have apologised or are absent."""
    meeting = _begun(session, meeting_id, deed.at)
    _note_the_others(session, meeting, not_noted(session, meeting), by=THE_LIST, now=deed.at)
    _record(session, meeting, Act.attendance_list_closed, deed, {})


def unknown_attendees(session: Session, meeting_id: int) -> Sequence[UnknownAttendee]:
    """Return the names in the reports that are not matched with a person yet."""
    found = select(UnknownAttendee).where(
        UnknownAttendee.meeting_id == meeting_id, col(UnknownAttendee.settled_by).is_(None)
    )
    return session.exec(found.order_by(col(UnknownAttendee.name))).all()


def settle_unknown(session: Session, meeting_id: int, *, name: str, email: str | None, deed: Deed) -> None:
    """Match a name in a report with a person; without an address it was nobody of the cohort."""
    meeting = meetings.get(session, meeting_id)
    row = next((one for one in unknown_attendees(session, meeting_id) if one.name == name), None)
    if row is None:
        raise NotFound(Code.not_in_report, f"Ingen i rapporten heter «{name}» og er ukjent.")
    if email is not None:
        row.is_email = _expected(session, meeting, email)
        note(session, meeting, row.is_email, Presence.present, by=deed.actor, now=deed.at)
    row.settled_by = deed.actor
    _record(session, meeting, Act.attendee_told_apart, deed, {})


def _begun(session: Session, meeting_id: int, now: datetime) -> Meeting:
    meeting = meetings.get(session, meeting_id)
    if meeting.cancelled_at:
        raise Conflict(Code.meeting_cancelled, "Dette møtet er avlyst.")
    if meeting.starts_at is None or meeting.starts_at > now:
        raise Conflict(Code.meeting_not_begun, "Møtet har ikke begynt ennå.")
    return meeting


def _expected(session: Session, meeting: Meeting, email: str) -> str:
    known = _known(session, meeting).get(tidy_address(email))
    if known is None:
        raise NotFound(Code.not_in_cohort, f"{email} er ikke innkalt og har ingen rolle i kullet.")
    return known


def _record(session: Session, meeting: Meeting, act: Act, deed: Deed, details: dict[str, object]) -> None:
    """Record who noted attendance, never about whom: attendance is erased with the person."""
    audit.record(session, act, deed, about=meeting.key, cohort_id=meeting.cohort_id, details=details)
