"""The page behind a personal link: saying yes or no, without signing in and without saying why."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.config import settings
from app.db import SessionDep
from app.submissions.models import Shown
from app.submissions.review import consent
from app.submissions.service import team_with_id
from app.web import MAX_SMALL_FORM_BYTES, Page, PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/samtykke/{token}")
def asked(session: SessionDep, show: PageDep, token: str) -> HTMLResponse:
    """Ask first: a mail program that opens every link must not answer for anybody."""
    shown = consent.with_link(session, token, now=settings().clock())
    return _page(session, show, shown)


@router.post("/samtykke/{token}", max_body_size=MAX_SMALL_FORM_BYTES)
def answer(
    session: SessionDep, show: PageDep, token: str, said: Annotated[Literal["ja", "nei"], Form()] = "nei"
) -> HTMLResponse:
    """Take the answer; a form of before, which had a no alone, says no."""
    decide = consent.say_yes if said == "ja" else consent.withdraw
    return _page(session, show, decide(session, token, now=settings().clock()))


def _page(session: Session, show: Page, shown: Shown) -> HTMLResponse:
    team = team_with_id(session, shown.team_id).name
    return show(
        "submissions/consent.html",
        title=team,
        team=team,
        withdrawn=shown.withdrawn_at is not None,
        waits=shown.asked_at is not None and shown.said_yes_at is None,
    )
