"""The page behind a nearest leader's link: what is asked, and one button to say yes."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app import cohorts
from app.applications.commitment import (
    confirm_by_leader,
    leader_said,
    leader_text,
    opened_by_leader,
    version_of,
)
from app.config import settings
from app.db import SessionDep
from app.errors import Conflict
from app.web import MAX_SMALL_FORM_BYTES, Page, PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/forpliktelse/{token}")
def asked(session: SessionDep, show: PageDep, token: str) -> HTMLResponse:
    """Ask first: a mail program that opens every link must not answer for anybody."""
    return _page(session, show, token)


@router.post("/forpliktelse/{token}", max_body_size=MAX_SMALL_FORM_BYTES)
def say_yes(
    session: SessionDep, show: PageDep, token: str, version: Annotated[str, Form()] = ""
) -> HTMLResponse:
    now = settings().clock()
    team, leader = opened_by_leader(session, token, now=now)
    cohort = cohorts.get(session, team.cohort_id)
    try:
        confirm_by_leader(session, cohort, team, leader, version=version, now=now)
    except Conflict as error:
        return _page(session, show, token, errors=[("", str(error))])
    return _page(session, show, token)


def _page(
    session: Session, show: Page, token: str, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    team, leader = opened_by_leader(session, token, now=settings().clock())
    cohort = cohorts.get(session, team.cohort_id)
    said = leader_said(session, team, leader)
    text = said.text if said else leader_text(session, cohort)[0]
    return show(
        "applications/leader.html",
        status=409 if errors else 200,
        title=team.name,
        team=team.name,
        run=cohort.name,
        text=text,
        text_version=version_of(text),
        said=said,
        errors=errors or [],
    )
