"""Forhåndsvisning og klargjøring: the preview, its approval, and the progress."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from app import cohorts
from app.cohorts import Shortcoming
from app.config import settings
from app.db import Number, SessionDep
from app.errors import Code, Conflict
from app.provisioning.desired.changes import Change, ChangeSet
from app.provisioning.desired.picture import CohortPicture
from app.provisioning.drift.observations import look_of
from app.provisioning.pages.counted import heading, in_short, of_kind
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.preview.service import approved, preview_cohort, provision
from app.provisioning.progress.followers import FollowersDep
from app.provisioning.progress.progress import Progress, progress_of
from app.provisioning.progress.retry import try_again
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
ACTIONS = ("create", "change", "withdraw")
PAGES_A_SECOND = 20.0
"""Each is rendered for its reader: their language, their form's token, the parts they may use."""


@router.get("/kull/{cohort_id}/klargjoring")
def preview(session: SessionDep, cohort_id: int, show: PageDep) -> HTMLResponse:
    """Show the things to make, change and withdraw, and the mail it means. Nothing is done."""
    return _preview(session, cohort_id, show)


@router.post("/kull/{cohort_id}/klargjoring")
def approve(
    press: FormPressDep, cohort_id: int, show: PageDep, checksum: Typed, without_mentor: Typed = ""
) -> Response:
    """Approve the preview that was shown, and go on to its progress. After a change it is shown anew instead."""

    def act() -> str:
        around = surroundings(settings())
        provision(
            press.session,
            cohort_id,
            checksum=checksum,
            deed=press.deed,
            surroundings=around,
            require_mentors=not without_mentor,
        )
        return f"/kull/{cohort_id}/klargjoring/fremdrift"

    try:
        return press.once(act)
    except Conflict as error:
        field = "without_mentor" if error.code is Code.team_without_mentor else ""
        return _preview(press.session, cohort_id, show, errors=[(field, str(error))])


@router.get("/kull/{cohort_id}/klargjoring/fremdrift")
def progress(session: SessionDep, cohort_id: int, show: PageDep, request: Request) -> HTMLResponse:
    """Show how far it has come; asked by htmx, only the part that changes."""
    part = "hx-request" in request.headers
    return show(
        f"provisioning/{'progress_part' if part else 'progress'}.html", **_progress(session, cohort_id)
    )


@router.get("/kull/{cohort_id}/klargjoring/hendelser", response_class=EventSourceResponse)
async def progress_events(
    cohort_id: int, show: PageDep, followers: FollowersDep
) -> AsyncIterator[ServerSentEvent]:
    """Tell the same as it happens, until everything is settled, or for an hour."""
    async for news in followers.news(cohort_id, tellings_a_second=PAGES_A_SECOND):
        told = _shown(news.cohort, news.progress)
        answer = await run_in_threadpool(show, "provisioning/progress_part.html", **told)
        yield ServerSentEvent(raw_data=bytes(answer.body).decode())


@router.post("/kull/{cohort_id}/klargjoring/igjen")
def try_it_again(
    press: FormPressDep, cohort_id: int, key: Typed = "", team_id: Annotated[Number | None, Form()] = None
) -> Response:
    """Try a thing, a team's things or all things that wait for a person now."""

    def act() -> str:
        cohorts.get(press.session, cohort_id)
        try_again(press.session, cohort_id, key=key or None, team_id=team_id, deed=press.deed)
        return f"/kull/{cohort_id}/klargjoring/fremdrift"

    return press.once(act)


def _progress(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    return _shown(cohorts.get(session, cohort_id), progress_of(session, cohort_id))


def _shown(cohort: cohorts.Cohort, found: Progress) -> dict[str, Any]:
    return {
        "title": gettext("Klargjøring"),
        "cohort": cohort,
        "progress": found,
        "teams": sorted(found.by_team, key=lambda team: (team.settled == team.total, team.name)),
        "of_kind": of_kind,
        "may_try": any(problem.next_step for problem in found.problems),
    }


def _preview(
    session: SessionDep, cohort_id: int, show: Page, *, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    cohort = cohorts.get(session, cohort_id)
    usual: dict[str, Any] = {"title": gettext("Klargjøring"), "cohort": cohort, "errors": errors or []}
    try:
        seen = preview_cohort(session, cohort_id, surroundings(settings()))
    except Conflict as why_not:
        return show("provisioning/cannot_preview.html", sentence=str(why_not), **usual)
    counts = {action: seen.found.by_kind(action) for action in ACTIONS}
    return show(
        "provisioning/preview.html",
        status=409 if errors else 200,
        **usual,
        seen=seen,
        approved=approved(session, cohort_id),
        outside=look_of(session, cohort_id).drifted,
        counts=counts,
        in_short=in_short,
        of_kind=of_kind,
        heading=heading,
        kinds=seen.found.kinds_concerned,
        teams=_by_team(seen.picture, seen.found, cohorts.shortcomings_by_team(session, cohort)),
        noticed=[one for one in seen.found.changes if one.action in {"change", "withdraw"}],
        mails=sum(told.total for told in seen.messages),
    )


def _by_team(
    picture: CohortPicture, found: ChangeSet, missing: Mapping[int | None, list[Shortcoming]]
) -> list[dict[str, Any]]:
    """Count the changes for each team; things that all share have no team."""
    theirs: dict[str, list[Change]] = defaultdict(list)
    for change in found.changes:
        if change.action != "unchanged":
            theirs[change.key.partition("/team:")[2].partition("/")[0]].append(change)
    return [
        {
            "name": team.name,
            "channel": team.channel_name,
            "people": len(team.people),
            "missing": missing.get(team.id, []),
            "counts": {
                action: Counter(one.kind for one in theirs[team.uid] if one.action == action)
                for action in ACTIONS
            },
        }
        for team in picture.teams
    ]
