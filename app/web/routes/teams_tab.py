"""The way in for a page inside Teams, where no sign-in page can be shown: its token becomes a session."""

import structlog
from fastapi import APIRouter, Request, Response

from app.config import settings
from app.db import SessionDep
from app.errors import Code, Conflict
from app.sign_in import LONGEST_SESSION, begin_session, end_session, vouch_for_session_again
from app.web.http.heads import MAX_SMALL_FORM_BYTES
from app.web.routes.sign_in import SignInDep

router = APIRouter(include_in_schema=False)
log = structlog.get_logger()


@router.post("/sign-in/teams", status_code=204, response_class=Response, max_body_size=MAX_SMALL_FORM_BYTES)
def exchange(session: SessionDep, sign_in: SignInDep, request: Request) -> Response:
    """Give a browser a session for its token from Teams, or renew the session it has (decision 26).

    Raises TokenRefused for a token that is not good enough, and for a session alone; Conflict without https, where
    no browser keeps such a cookie.
    """
    _, _, token = request.headers.get("authorization", "").partition(" ")
    identity = sign_in.by_token(token.strip()).identity
    if not sign_in.secure:
        raise Conflict(Code.https_needed, "Innlogging fra Teams krever https. Åpne siden i nettleseren.")
    answer, now, has = Response(status_code=204), settings().clock(), request.cookies.get(sign_in.cookie, "")
    if not vouch_for_session_again(session, has, identity=identity, now=now):
        end_session(session, has)
        own = begin_session(session, identity=identity, renewal="", now=now)
        log.info("signed in", who=identity.entra_id, by="Teams")
        answer.headers.append("Set-Cookie", _kept_in_teams_alone(sign_in.cookie, own))
    return answer


def _kept_in_teams_alone(name: str, secret: str) -> str:
    """Write the cookie by hand: Python knows Partitioned from 3.14."""
    seconds = int(LONGEST_SESSION.total_seconds())
    return f"{name}={secret}; HttpOnly; Max-Age={seconds}; Path=/; SameSite=None; Secure; Partitioned"
