"""The pages of those who follow a team without working in it."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.access import AskerDep
from app.config import settings
from app.dashboard.homes.followed_team import followed_team
from app.dashboard.homes.own_meetings import own_places
from app.dashboard.team import with_uid
from app.db import SessionDep
from app.errors import Conflict
from app.web import PageDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/team/{team_uid}/leder", name="followed_team")
def leaders_page(session: SessionDep, asker: AskerDep, team_uid: str, show: PageDep) -> HTMLResponse:
    """Show a team to its nearest leader, or to the top leader of its organisation."""
    team = with_uid(session, team_uid)
    try:
        places = own_places(session, asker, team.cohort_id)
        found = followed_team(session, team, places, now=settings().clock())
    except Conflict as why_not:
        return show("dashboard/followed_team.html", title=team.name, cannot=str(why_not))
    return show("dashboard/followed_team.html", title=team.name, cohort=found.cohort, found=found)
