"""Møter: the cohort's calendar, answers and attendance; and moving a meeting, its recipients named first."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app import cohorts, meetings, programmes
from app.access import AskerDep, Scope, Sight
from app.config import settings
from app.db import SessionDep
from app.errors import AppError
from app.health import UnreadableSource
from app.meetings import Meeting
from app.provisioning.pages.dates import Typed, moment_typed
from app.provisioning.preview.move_recipients import told_of_a_move
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/kull/{cohort_id}/moter", name="meetings")
def list_meetings(session: SessionDep, asker: AskerDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show every meeting by date, with how many have answered and how many came."""
    now, found = settings().clock(), meetings.meeting_counts(session, cohort_id)
    return show(
        "provisioning/meetings.html",
        title=gettext("Møter"),
        cohort=cohorts.get(session, cohort_id),
        found=found,
        waits=[one.meeting for one in found if meetings.waits_for_teams(one.meeting)],
        coming=meetings.next_meeting(found, now=now) if asker.sees_everything else None,
        ahead=sum(_is_ahead(one.meeting, now) for one in found),
        unread=_unread(session, cohort_id),
    )


def _is_ahead(meeting: Meeting, now: datetime) -> bool:
    return meeting.starts_at is not None and meeting.starts_at > now and meeting.cancelled_at is None


def _unread(session: Session, cohort_id: int) -> list[UnreadableSource]:
    return meetings.unread_calendar(session, cohort_id, own=settings().organiser, now=settings().clock())


@router.get("/kull/{cohort_id}/moter/{meeting_id}")
def one_meeting(
    session: SessionDep, asker: AskerDep, cohort_id: int, meeting_id: int, show: PageDep
) -> HTMLResponse:
    """Show a meeting: answers by team, teams without a mentor there, and attendance; names to the unit alone."""
    named = asker.may_see(Sight.answers_by_name, Scope(cohort_id=cohort_id))
    meeting = meetings.get_in_cohort(session, cohort_id, meeting_id)
    found = meetings.answers_of(session, meeting_id)
    (counted,) = (one for one in meetings.meeting_counts(session, cohort_id) if one.meeting.id == meeting_id)
    return show(
        "provisioning/meeting.html",
        title=meeting.title,
        cohort=cohorts.get(session, cohort_id),
        meeting=meeting,
        content=meetings.content_of(meeting),
        counted=counted,
        by_team=meetings.answers_by_team(found),
        declined=[one for one in found if named and one.response == "declined"],
        without_mentor=meetings.teams_without_mentor(found),
        unknown=meetings.unknown_attendees(session, meeting_id) if named else [],
        unread=_unread(session, cohort_id),
        over=meeting.ends_at is not None and meeting.ends_at <= settings().clock(),
        waits=meetings.waits_for_teams(meeting),
        for_teams=_for_teams(session, meeting),
    )


def _for_teams(session: Session, meeting: Meeting) -> list[str]:
    """Name the teams a meeting is for, when it is not for all."""
    teams = cohorts.teams_of(session, cohort_id=meeting.cohort_id)
    here = meetings.teams_at(meeting, teams)
    return [team.name for team in teams if team.id in (here or ())]


@router.get("/kull/{cohort_id}/moter/{meeting_id}/flytt")
def ask_to_move(
    session: SessionDep, cohort_id: int, meeting_id: int, show: PageDep, day: str = "", clock: str = ""
) -> HTMLResponse:
    """Ask for a new time, and name the people a move to it would mail. Nothing is moved."""
    meeting = meetings.get_in_cohort(session, cohort_id, meeting_id)
    typed = {"day": day, "clock": clock}
    try:
        meetings.refuse_what_is_over(meeting, settings().clock())
        time = _time_typed(meeting, day, clock) if day else None
    except AppError as error:
        return _move(session, meeting, show, typed=typed, errors=[("day", str(error))])
    return _move(session, meeting, show, typed=typed, time=time)


@router.post("/kull/{cohort_id}/moter/{meeting_id}/ledige")
def ask_whether_free(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, day: Typed = "", clock: Typed = ""
) -> Response:
    """Ask the calendars of people who must come; the answer stands on the page of the new time in a moment."""
    meeting, typed = (
        meetings.get_in_cohort(press.session, cohort_id, meeting_id),
        {"day": day, "clock": clock},
    )

    def act() -> str:
        starts_at, ends_at = _time_typed(meeting, day, clock)
        meetings.ask_time_check(
            press.session, meeting_id, starts_at=starts_at, ends_at=ends_at, deed=press.deed
        )
        return f"/kull/{cohort_id}/moter/{meeting_id}/flytt?{urlencode(typed)}"

    try:
        return press.once(act, meetings.CHECK_TIMES)
    except AppError as error:
        return _move(press.session, meeting, show, typed=typed, errors=[("day", str(error))])


@router.post("/kull/{cohort_id}/moter/{meeting_id}/flytt")
def move(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, day: Typed = "", clock: Typed = ""
) -> Response:
    """Move the meeting; all invited are told once, on the next pass."""
    meeting = meetings.get_in_cohort(press.session, cohort_id, meeting_id)

    def act() -> str:
        starts_at = moment_typed(day, clock)
        press.unchanged(meeting.key, cohort_id=cohort_id)
        meetings.reschedule(press.session, meeting_id, starts_at=starts_at, deed=press.deed)
        return f"/kull/{cohort_id}/moter/{meeting_id}"

    try:
        return press.once(act)
    except AppError as error:
        typed = {"day": day, "clock": clock}
        return _move(press.session, meeting, show, typed=typed, errors=[("day", str(error))])


def _time_typed(meeting: Meeting, day: str, clock: str) -> tuple[datetime, datetime]:
    starts_at = moment_typed(day, clock)
    return starts_at, meetings.usual_end(meeting, starts_at)


def _move(
    session: Session,
    meeting: Meeting,
    show: Page,
    *,
    typed: dict[str, str],
    time: tuple[datetime, datetime] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    usual: dict[str, Any] = {"typed": typed, "errors": errors or [], "starts_at": time and time[0]}
    return show(
        "provisioning/move.html",
        status=422 if errors else 200,
        title=gettext("Flytt møtet"),
        cohort=cohorts.get(session, meeting.cohort_id),
        meeting=meeting,
        told=told_of_a_move(session, meeting),
        about=list(meetings.about_the_days(*time, programmes.known_school_holidays(session))) if time else [],
        asked=time and meetings.time_check_of(session, meeting.id, starts_at=time[0]),
        must_come=len(meetings.who_must_come(session, meeting)),
        **usual,
    )
