"""The first pages: the list of cohorts, and the needs of a cohort today."""

from collections import defaultdict

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session, col, select

from app import cohorts
from app.access import Asker, AskerDep, Scope, Sight
from app.cohorts import Team
from app.config import settings
from app.dashboard.needs import needs_of
from app.dashboard.queries import cohort_lines
from app.dashboard.source_checks import unread_in_cohort
from app.db import SessionDep
from app.provisioning import look_of, progress_of
from app.web import FormPressDep, PageDep, gettext, one_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
ONE_COHORT = "GET /kull/{cohort_id}"


@router.get("/")
def all_cohorts(session: SessionDep, asker: AskerDep, show: PageDep, side: int = 1) -> HTMLResponse:
    """List every cohort that the reader may see, with their own teams; cohorts that wait for people first."""
    lines = [line for line in cohort_lines(session, now=settings().clock()) if asker.sees_cohort(line.id)]
    looked_after = [line for line in lines if asker.may(ONE_COHORT, Scope(cohort_id=line.id))]
    return show(
        "dashboard/cohorts.html",
        title=gettext("Kull"),
        page=one_page(lines, number=side, address="/?side={}"),
        waiting=[line for line in looked_after if line.needs],
        looks_after=bool(looked_after),
        total=len(lines),
        own_teams=_own_teams(session, asker),
    )


def _own_teams(session: Session, asker: Asker) -> dict[int, list[Team]]:
    """Return the teams that the reader has a role in, by cohort."""
    theirs: dict[int, list[Team]] = defaultdict(list)
    known = select(Team).where(col(Team.id).in_({grant.team_id for grant in asker.grants if grant.team_id}))
    for team in session.exec(known.order_by(Team.name)):
        theirs[team.cohort_id].append(team)
    return theirs


@router.get("/kull/{cohort_id}")
def one_cohort(session: SessionDep, asker: AskerDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show the needs of a cohort today, and its progress."""
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
        requests=cohorts.open_requests(session, cohort_id),
        proposed={one.request_id: one.id for one in cohorts.waiting_changes(session, cohort_id)},
        in_words=asker.may_see(Sight.requests_in_words, Scope(cohort_id=cohort_id)),
        teams={team.id: team for team in cohorts.teams_of(session, cohort_id=cohort_id)},
        fetched=look_of(session, cohort_id).looked_at,
        unread=unread_in_cohort(session, cohort_id),
    )


@router.post("/kull/{cohort_id}/henvendelser/{request_id}")
def settle_request(press: FormPressDep, cohort_id: int, request_id: int) -> Response:
    """Take a team's request that was dealt with off the list."""

    def act() -> str:
        cohorts.settle_request(press.session, request_id, deed=press.deed)
        return f"/kull/{cohort_id}"

    return press.once(act)
