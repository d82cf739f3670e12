"""Videoene til samlingen: the running order, and what is missing before the day."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.cohorts import service as cohorts
from app.config import settings
from app.db import SessionDep
from app.submissions import show as showing
from app.web.language import gettext
from app.web.page import PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/kull/{cohort_id}/videoer")
def showreel_page(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """List the films in running order, and what keeps the others out."""
    found = showing.showreel(session, cohort_id, now=settings().clock())
    return show(
        "submissions/showreel.html",
        title=gettext("Videoene til samlingen"),
        cohort=cohorts.get(session, cohort_id),
        films=found.films,
        hitches=found.hitches,
        seconds=sum(film.seconds or 0 for film in found.films),
    )
