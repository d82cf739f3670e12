"""The way in and out for people with a browser: a page at the sign-in service, and back with a session."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.access import AskerDep
from app.config import settings
from app.db import SessionDep, unit_of_work
from app.errors import Code, TooMany
from app.sign_in import (
    LONGEST_SESSION,
    SIGN_IN_ATTEMPT_LIFETIME,
    SignIn,
    TokenRefused,
    begin_session,
    end_session,
)
from app.web.http.heads import MAX_SMALL_FORM_BYTES
from app.web.language import gettext
from app.web.own_path import own_address, path_of_ours
from app.web.page import PageDep

router = APIRouter(include_in_schema=False, default_response_class=RedirectResponse)
BACK = "/sign-in/back"
SIGN_INS_AT_ONCE, SIGN_INS_A_SECOND = 300.0, 0.5
"""From one address, which may be that of a whole hospital on the morning of a gathering."""
OWN_SESSIONS = "/innlogginger"
log = structlog.get_logger()


def sign_in_of(request: Request) -> SignIn:
    found: SignIn = request.app.state.sign_in
    return found


SignInDep = Annotated[SignIn, Depends(sign_in_of)]


@router.get("/sign-in")
def begin(session: SessionDep, sign_in: SignInDep, request: Request, next: str = "/") -> RedirectResponse:  # noqa: A002 - the parameter's name in the address
    """Send the browser to the sign-in service, with something it must bring back."""
    if not request.app.state.sign_ins.take(request.client.host if request.client else ""):
        raise TooMany(
            Code.too_many_sign_ins, "For mange innlogginger herfra på en gang. Vent litt, og prøv igjen."
        )
    next_path = path_of_ours(next)
    where, secret = sign_in.begin(
        session,
        back=own_address(request) + BACK,
        next_path=next_path,
        anew=next_path == OWN_SESSIONS,
        now=settings().clock(),
    )
    answer = RedirectResponse(where, status_code=303)
    set_cookie(
        answer, sign_in, sign_in.attempt_cookie, secret, seconds=int(SIGN_IN_ATTEMPT_LIFETIME.total_seconds())
    )
    return answer


@router.get(BACK)
def finish(sign_in: SignInDep, request: Request) -> RedirectResponse:
    """Take the sign-in service's answer, and give the browser a session with a new secret."""
    secret, now = request.cookies.get(sign_in.attempt_cookie), settings().clock()
    if secret is None:
        raise TokenRefused("attempt")
    identity, renewal, next_path = sign_in.finish(secret, dict(request.query_params), now=now)
    with unit_of_work() as session:
        end_session(session, request.cookies.get(sign_in.cookie, ""))
        own = begin_session(session, identity=identity, renewal=renewal, now=now)
    log.info("signed in", who=identity.entra_id, by="browser")
    answer = RedirectResponse(next_path, status_code=303)
    set_cookie(answer, sign_in, sign_in.cookie, own, seconds=int(LONGEST_SESSION.total_seconds()))
    answer.delete_cookie(
        sign_in.attempt_cookie, path="/", secure=sign_in.secure, httponly=True, samesite="lax"
    )
    return answer


@router.post("/sign-out", max_body_size=MAX_SMALL_FORM_BYTES)
def end(session: SessionDep, asker: AskerDep, sign_in: SignInDep, request: Request) -> RedirectResponse:
    """End the session here, and at the sign-in service."""
    log.info("signed out", who=asker.entra_id)
    end_session(session, request.cookies.get(sign_in.cookie, ""))
    answer = RedirectResponse(sign_in.issuer.way_out(own_address(request) + "/signed-out"), status_code=303)
    answer.delete_cookie(sign_in.cookie, path="/", secure=sign_in.secure, httponly=True, samesite="lax")
    return answer


@router.get("/signed-out", response_class=HTMLResponse)
def signed_out(show: PageDep) -> HTMLResponse:
    title, sentence = gettext("Du er logget ut"), gettext("Du kan lukke vinduet.")
    return show("refusal.html", title=title, sentence=sentence, sign_in=True)


def set_cookie(answer: RedirectResponse, sign_in: SignIn, name: str, value: str, *, seconds: int) -> None:
    answer.set_cookie(
        name, value, max_age=seconds, path="/", secure=sign_in.secure, httponly=True, samesite="lax"
    )
