"""The first pages: the list of cohorts, and the needs of a cohort today."""

from collections import defaultdict
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import func
from sqlmodel import Session, col, select

from app import cohorts
from app.access import Asker, AskerDep, Scope, Sight, Who
from app.cohorts import Team
from app.config import settings
from app.dashboard.homes.one_page_links import sponsors_of
from app.dashboard.homes.own_meetings import next_own_meeting
from app.dashboard.needs import needs_of
from app.dashboard.queries import CohortLine, cohort_lines
from app.dashboard.source_checks import unread_in_cohort
from app.db import SessionDep
from app.provisioning import look_of, progress_of
from app.submissions import Submission, SubmissionState
from app.web import FormPressDep, PageDep, gettext, one_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
ONE_COHORT, A_TEAM = "GET /kull/{cohort_id}", "GET /team/{team_uid}"
OwnMeeting = tuple[str | None, datetime | None]


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
        own_meetings=_own_meetings(session, asker, [line for line in lines if line.state != "closed"]),
        waiting_for_mentor=_waiting_for_mentor(session, asker),
    )


def _own_meetings(session: Session, asker: Asker, lines: list[CohortLine]) -> dict[int, OwnMeeting]:
    """Return the next meeting in each cohort: for those who run them all the cohort's, for all others their own."""
    if asker.sees_everything:
        return {one.id: (one.next_meeting, one.next_meeting_at) for one in lines if one.next_meeting_at}
    now = settings().clock()
    own = {line.id: next_own_meeting(session, asker, line.id, now=now) for line in lines}
    return {key: (one.meeting.title, one.starts_at) for key, one in own.items() if one}


def _waiting_for_mentor(session: Session, asker: Asker) -> dict[int, int]:
    """Count the unanswered versions of the teams they are the mentor of, by cohort."""
    theirs = [grant.team_id for grant in asker.grants if grant.who is Who.mentor and grant.team_id]
    waits = (
        select(Submission.cohort_id, func.count())
        .where(col(Submission.team_id).in_(theirs), Submission.state == SubmissionState.received)
        .group_by(col(Submission.cohort_id))
    )
    return dict(session.exec(waits).all()) if theirs else {}


def _own_teams(session: Session, asker: Asker) -> dict[int, list[tuple[Team, str]]]:
    """Return the teams that the reader has a role in, by cohort, with the page that is theirs."""
    theirs: dict[int, list[tuple[Team, str]]] = defaultdict(list)
    known = select(Team).where(col(Team.id).in_({grant.team_id for grant in asker.grants if grant.team_id}))
    for team in session.exec(known.order_by(Team.name)):
        place = Scope(cohort_id=team.cohort_id, team_id=team.id, organisation_id=team.organisation_id)
        follows = not asker.may(A_TEAM, place)
        theirs[team.cohort_id].append((team, f"/team/{team.uid}{'/leder' if follows else ''}"))
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
        sponsors=len(sponsors_of(session, cohort_id)),
        next_meeting=_own_meetings(session, asker, [line]).get(cohort_id),
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
