"""Oppmøte: ticking by hand, unmatched names of Microsoft's report, and the list to print.

Whoever is noted already is not named here: who came is for the team and its mentor.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app import cohorts
from app.config import settings
from app.db import SessionDep
from app.errors import AppError
from app.meetings import service as meetings
from app.meetings.attendance import door_list, service, visible, warnings
from app.meetings.models import Presence
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(
    prefix="/kull/{cohort_id}/moter/{meeting_id}",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Typed = Annotated[str, Form()]
Ticked = Annotated[list[str], Form(default_factory=list)]


@router.get("/oppmote", name="attendance")
def attendance_page(session: SessionDep, cohort_id: int, meeting_id: int, show: PageDep) -> HTMLResponse:
    """List the people without attendance, and the unmatched names in the report."""
    return _page(session, cohort_id, meeting_id, show)


@router.post("/oppmote")
def tick(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, came: Ticked, sorry: Ticked
) -> Response:
    """Note the people who came or had apologised; the others still wait."""

    def act() -> None:
        for presence, emails in ((Presence.present, came), (Presence.apologised, sorry)):
            for email in emails:
                service.tick(press.session, meeting_id, email=email, presence=presence, deed=press.deed)

    return _done(press, cohort_id, meeting_id, show, act)


@router.post("/oppmote/ferdig")
def close(press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep) -> Response:
    """Close the list, and warn the teams with repeated absence."""

    def act() -> None:
        service.close_the_list(press.session, meeting_id, deed=press.deed)
        warnings.warn_about_absence(press.session, meetings.get(press.session, meeting_id), now=press.deed.at)

    return _done(press, cohort_id, meeting_id, show, act)


@router.post("/oppmote/ukjent")
def tell_apart(
    press: FormPressDep, cohort_id: int, meeting_id: int, show: PageDep, name: Typed = "", email: Typed = ""
) -> Response:
    """Match a name in the report with a person; without an address, nobody of the cohort."""

    def act() -> None:
        service.settle_unknown(press.session, meeting_id, name=name, email=email or None, deed=press.deed)

    return _done(press, cohort_id, meeting_id, show, act)


@router.post("/dorliste")
def print_list(session: SessionDep, cohort_id: int, meeting_id: int) -> Response:
    """Download the list for the door, with a new code when there is an address it can lead to."""
    meetings.get_in_cohort(session, cohort_id, meeting_id)
    written = door_list.door_list_to_print(session, meeting_id, now=settings().clock())
    name = {"Content-Disposition": 'attachment; filename="oppmote.docx"'}
    return Response(written, media_type=DOCX, headers=name)


def _done(press: FormPress, cohort_id: int, meeting_id: int, show: Page, act: Callable[[], None]) -> Response:
    """Do it once and come back to the page, with a sentence where it was refused."""
    meetings.get_in_cohort(press.session, cohort_id, meeting_id)

    def and_back() -> str:
        act()
        return f"/kull/{cohort_id}/moter/{meeting_id}/oppmote"

    try:
        return press.once(and_back)
    except AppError as error:
        return _page(press.session, cohort_id, meeting_id, show, errors=[("", str(error))])


def _page(
    session: Session, cohort_id: int, meeting_id: int, show: Page, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    meeting = meetings.get_in_cohort(session, cohort_id, meeting_id)
    invited = service.invited(session, meeting)
    return show(
        "meetings/attendance.html",
        status=422 if errors else 200,
        title=gettext("Oppmøte"),
        cohort=cohorts.get(session, cohort_id),
        meeting=meeting,
        begun=meeting.starts_at is not None and meeting.starts_at <= settings().clock(),
        waits=door_list.by_team(session, meeting, service.not_noted(session, meeting)),
        invited=invited,
        unknown=service.unknown_attendees(session, meeting_id),
        in_numbers=visible.in_numbers(session, meeting_id),
        why_not_read=visible.why_not_read(session, meeting_id),
        errors=errors or [],
    )
