"""Kalenderlenker: feeds for people without Outlook or outside the tenant."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from app import cohorts
from app.access import DeedDep
from app.db import SessionDep
from app.errors import AppError
from app.meetings import feeds
from app.web import Page, PageDep, gettext

router = APIRouter(
    prefix="/kull/{cohort_id}/kalenderlenker",
    include_in_schema=False,
    default_response_class=HTMLResponse,
)
Typed = Annotated[str, Form(max_length=254)]


@router.get("", name="feeds")
def asked(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Ask whose."""
    return _page(session, cohort_id, show)


@router.post("")
def open_or_close(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    show: PageDep,
    act: Annotated[str, Form(pattern="^(open|close)$")],
    team: Typed = "",
    email: Typed = "",
) -> Response:
    """Make a feed's address, shown this once, or take feeds back. A team goes before a person."""
    one, person = team or None, None if team else email
    try:
        if act == "close":
            feeds.close(session, cohort_id, team=one, email=person, deed=deed)
            return _page(session, cohort_id, show, closed=team or email)
        token = feeds.open_for(session, cohort_id, team=one, email=person, deed=deed)
    except AppError as error:
        return _page(session, cohort_id, show, typed=email, errors=[("email", str(error))])
    return _page(session, cohort_id, show, address=feeds.address_of(token), whose=team or email)


def _page(
    session: Session, cohort_id: int, show: Page, errors: list[tuple[str, str]] | None = None, **told: str
) -> HTMLResponse:
    return show(
        "meetings/feeds.html",
        status=422 if errors else 200,
        title=gettext("Kalenderlenker"),
        cohort=cohorts.get(session, cohort_id),
        teams=[team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)],
        errors=errors or [],
        **{"address": "", "whose": "", "closed": "", "typed": ""} | told,
    )
