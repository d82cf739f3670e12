"""Follow changes to our meetings in Outlook. Nothing is sent back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlmodel import Session, select

from app import audit, people
from app.audit import Act, Deed
from app.meetings.models import Invited, JoinLink, Meeting, Response, TeamTime
from app.meetings.service import OSLO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from app.tenant import Answered, EntrySeen

OUTLOOK = "Outlook"


@dataclass(frozen=True, kw_only=True)
class WhenAndWhere:
    """Times are wall clock in Norway, as in the calendar."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str | None


def time_seen(seen: EntrySeen) -> WhenAndWhere:
    return WhenAndWhere(
        starts_at=seen.starts_at, ends_at=seen.ends_at, all_day=seen.all_day, place=seen.place
    )


def our_meeting(
    session: Session, meeting: Meeting, team_id: int | None
) -> tuple[WhenAndWhere | None, datetime | None]:
    """Return a meeting's time and place by our rows (None while undated), and when they were last set."""
    own = own_time(session, meeting, team_id)
    row = own or meeting
    if row.starts_at is None or row.ends_at is None:
        return None, row.moved_at
    starts_at, ends_at = (at.astimezone(OSLO).replace(tzinfo=None) for at in (row.starts_at, row.ends_at))
    here = WhenAndWhere(starts_at=starts_at, ends_at=ends_at, all_day=row.all_day, place=row.place)
    return here, row.moved_at


def own_time(session: Session, meeting: Meeting, team_id: int | None) -> TeamTime | None:
    if team_id is None:
        return None
    found = select(TeamTime).where(TeamTime.meeting_id == meeting.id, TeamTime.team_id == team_id)
    return session.exec(found).one_or_none()


def note_moved(
    session: Session, meeting: Meeting, team_id: int | None, *, seen: EntrySeen, now: datetime
) -> None:
    """Let a meeting be when and where Outlook says; for a meeting each team has, only that team's."""
    row = meeting if team_id is None else _own(session, meeting, team_id, at=seen.changed_at)
    before = row.starts_at
    row.starts_at, row.ends_at = (at.replace(tzinfo=OSLO) for at in (seen.starts_at, seen.ends_at))
    row.all_day, row.place, row.moved_at = seen.all_day, seen.place, seen.changed_at
    if isinstance(row, Meeting):
        row.precision, row.basis, row.moved_by = "exact", "assumed", OUTLOOK
        row.confirmed_at, row.confirmed_by = now, OUTLOOK
    details = {"from": before and before.isoformat(), "to": row.starts_at.isoformat(), "place": row.place}
    _note(session, meeting, team_id, act=Act.meeting_moved_in_outlook, now=now, details=details)


def _own(session: Session, meeting: Meeting, team_id: int, *, at: datetime) -> TeamTime:
    own = own_time(session, meeting, team_id)
    if own is None:
        own = TeamTime(
            meeting_id=meeting.id,
            team_id=team_id,
            starts_at=meeting.starts_at or at,
            ends_at=meeting.ends_at or at,
            all_day=meeting.all_day,
            place=meeting.place,
            moved_at=at,
        )
        session.add(own)
    return own


def note_cancelled(session: Session, meeting: Meeting, team_id: int | None, *, now: datetime) -> None:
    """Cancel a meeting as in Outlook, which has told all invited people."""
    if team_id is None:
        meeting.cancelled_at, meeting.cancelled_by = now, OUTLOOK
    else:
        _own(session, meeting, team_id, at=now).cancelled_at = now
    _note(session, meeting, team_id, act=Act.meeting_cancelled_in_outlook, now=now, details={})


def _note(
    session: Session,
    meeting: Meeting,
    team_id: int | None,
    *,
    act: Act,
    now: datetime,
    details: dict[str, Any],
) -> None:
    about = f"{meeting.key} (team {team_id})" if team_id else meeting.key
    audit.record(
        session, act, Deed(actor=OUTLOOK, at=now), about=about, cohort_id=meeting.cohort_id, details=details
    )


def note_answers(
    session: Session,
    meeting: Meeting,
    *,
    entry_key: str,
    team_id: int | None,
    answers: Sequence[Answered],
) -> None:
    """Keep a meeting's list and its answers as in Outlook; people taken off it are forgotten."""
    standing = {
        row.email: row for row in session.exec(select(Invited).where(Invited.entry_key == entry_key)).all()
    }
    the_entry = {"entry_key": entry_key, "meeting_id": meeting.id, "team_id": team_id}
    new: list[dict[str, Any]] = []
    for answered in _once_each(session, meeting.cohort_id, answers):
        row = standing.pop(answered.email, None)
        if row is None:
            new.append({**the_entry, "email": answered.email, **_said(answered)})
        else:
            row.sqlmodel_update(_said(answered))
    if new:
        session.execute(insert(Invited), new)
    for gone in standing.values():
        session.delete(gone)


def _once_each(session: Session, cohort_id: int, answers: Sequence[Answered]) -> Iterable[Answered]:
    """Return an answer for each person, by the address we call them by, whichever Outlook knows them at."""
    called = people.called_by(session, [one.email for one in answers], cohort_id)
    once: dict[str, Answered] = {}
    for one in answers:
        email = called.get(one.email, one.email)
        if email not in once or once[email].response == "none":
            once[email] = replace(one, email=email)
    return once.values()


def _said(answered: Answered) -> dict[str, Any]:
    response = Response(answered.response)
    return {
        "name": answered.name,
        "required": answered.required,
        "response": response,
        "answered_at": answered.at,
    }


def note_link(
    session: Session, meeting: Meeting, *, entry_key: str, team_id: int | None, url: str | None
) -> None:
    if url is not None:
        kept = JoinLink(entry_key=entry_key, meeting_id=meeting.id, team_id=team_id, url=url)
        session.merge(kept)
