"""A person's own sessions, and a way to end them elsewhere: a telephone that was lost, a screen left open."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from app.access import AskerDep
from app.config import settings
from app.db import SessionDep
from app.errors import Code, Refused
from app.sign_in import end_other_sessions, find_session, is_new_session, sessions_of_person
from app.web.form_press import FormPressDep
from app.web.language import gettext
from app.web.page import PageDep
from app.web.routes.sign_in import OWN_SESSIONS, SignInDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
log = structlog.get_logger()


@router.get(OWN_SESSIONS)
def own_sessions(
    session: SessionDep, asker: AskerDep, sign_in: SignInDep, request: Request, show: PageDep
) -> HTMLResponse:
    """List a person's sessions. To end any, they must have signed in just now."""
    now, secret = settings().clock(), request.cookies.get(sign_in.cookie, "")
    this = find_session(session, secret, now=now)
    return show(
        "own_sessions.html",
        title=gettext("Innloggingene dine"),
        sessions=sessions_of_person(session, entra_id=asker.entra_id, now=now),
        this=this,
        may_end=this is not None and is_new_session(this, now=now),
        anew=f"/sign-in?next={OWN_SESSIONS}",
    )


@router.post(f"{OWN_SESSIONS}/avslutt")
def end_elsewhere(
    press: FormPressDep,
    asker: AskerDep,
    sign_in: SignInDep,
    request: Request,
    which: Annotated[str, Form(max_length=64)],
) -> Response:
    """End a session by its id in `which`, or all but this (`andre`). Raises Refused without a new sign-in."""
    secret = request.cookies.get(sign_in.cookie, "")

    def act() -> str:
        this = find_session(press.session, secret, now=press.deed.at)
        if this is None or not is_new_session(this, now=press.deed.at):
            raise Refused(
                Code.sign_in_again, "Logg inn på nytt før du avslutter en innlogging et annet sted."
            )
        only = "" if which == "andre" else which
        ended = end_other_sessions(press.session, secret, entra_id=asker.entra_id, only=only)
        log.info("sessions ended", who=asker.entra_id, sessions=ended)
        return OWN_SESSIONS

    return press.once(act)
