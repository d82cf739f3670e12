"""The page behind the code at the door: self-registration without signing in."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse

from app.config import settings
from app.db import SessionDep
from app.errors import AppError
from app.meetings.attendance import door_list
from app.web import MAX_SMALL_FORM_BYTES, PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/oppmote/{token}")
def at_the_door(session: SessionDep, show: PageDep, token: str) -> HTMLResponse:
    """Ask for the address of the invitation. No name is shown."""
    meeting = door_list.meeting_of(session, token, now=settings().clock())
    return show("meetings/door.html", title=meeting.title, signed=False, email="", errors=[])


@router.post("/oppmote/{token}", max_body_size=MAX_SMALL_FORM_BYTES)
def sign(session: SessionDep, show: PageDep, token: str, email: Annotated[str, Form()] = "") -> HTMLResponse:
    """Tick oneself as present; twice is as once."""
    now = settings().clock()
    meeting = door_list.meeting_of(session, token, now=now)
    try:
        door_list.sign(session, token, email=email, now=now)
    except AppError as error:
        wrong = [("email", str(error))]
        return show("meetings/door.html", status=422, title=meeting.title, email=email, errors=wrong)
    return show("meetings/door.html", title=meeting.title, signed=True)
