"""The page behind a personal link: taking one's own yes back, without signing in and without saying why."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.config import settings
from app.db import SessionDep
from app.submissions.review import consent
from app.submissions.service import team_with_id
from app.web import MAX_SMALL_FORM_BYTES, PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/samtykke/{token}")
def asked(session: SessionDep, show: PageDep, token: str) -> HTMLResponse:
    """Ask first: a mail program that opens every link must not answer for anybody."""
    shown = consent.with_link(session, token, now=settings().clock())
    team = team_with_id(session, shown.team_id).name
    return show("submissions/consent.html", title=team, team=team, withdrawn=shown.withdrawn_at is not None)


@router.post("/samtykke/{token}", max_body_size=MAX_SMALL_FORM_BYTES)
def withdraw(session: SessionDep, show: PageDep, token: str) -> HTMLResponse:
    shown = consent.withdraw(session, token, now=settings().clock())
    team = team_with_id(session, shown.team_id).name
    return show("submissions/consent.html", title=team, team=team, withdrawn=True)
