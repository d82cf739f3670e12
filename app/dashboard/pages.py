"""The first pages: which cohorts there are, and what one of them needs today."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from app.access import AskerDep
from app.cohorts import requests
from app.cohorts import service as cohorts
from app.config import settings
from app.dashboard.needs import needs_of
from app.dashboard.queries import cohort_lines
from app.db import SessionDep
from app.provisioning.progress import progress_of
from app.provisioning.seeing import look_of
from app.web.language import gettext
from app.web.page import PageDep
from app.web.paging import one_page
from app.web.press import PressDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def all_cohorts(session: SessionDep, asker: AskerDep, show: PageDep, side: int = 1) -> HTMLResponse:
    """List every cohort that is theirs to see, those that wait for somebody first."""
    lines = [line for line in cohort_lines(session, now=settings().clock()) if asker.sees_cohort(line.id)]
    waiting = [line for line in lines if line.needs]
    page = one_page(lines, number=side, address="/?side={}")
    return show("dashboard/cohorts.html", title=gettext("Kull"), page=page, waiting=waiting, total=len(lines))


@router.get("/kull/{cohort_id}")
def one_cohort(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show what a cohort needs today, and how far it has come."""
    cohort = cohorts.get(session, cohort_id)
    (line,) = cohort_lines(session, now=settings().clock(), only=cohort_id)
    progress = progress_of(session, cohort_id)
    return show(
        "dashboard/cohort.html",
        title=cohort.name,
        cohort=cohort,
        line=line,
        progress=progress,
        steps=needs_of(session, cohort, line, progress),
        requests=requests.open_ones(session, cohort_id),
        teams={team.id: team for team in cohorts.teams_of(session, cohort_id=cohort_id)},
        fetched=look_of(session, cohort_id).looked_at,
    )


@router.post("/kull/{cohort_id}/henvendelser/{request_id}")
def settle_request(press: PressDep, cohort_id: int, request_id: int) -> Response:
    """Take what a team asked off the list: somebody has seen to it."""

    def act() -> str:
        requests.settle(press.session, request_id, actor=press.actor, now=press.now)
        return f"/kull/{cohort_id}"

    return press.once(act)
