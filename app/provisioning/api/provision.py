"""Starting, previewing, provisioning and following a cohort, for programs."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

from app import cohorts, meetings, programmes
from app.access import AskerDep, DeedDep
from app.cohorts import deviations_of
from app.config import settings
from app.db import SessionDep
from app.errors import Code, Invalid
from app.provisioning.api.json_views import (
    cohort_in_short,
    cohort_with_teams,
    deviation_in_full,
    preview_in_full,
)
from app.provisioning.lifecycle.deviate import deviate
from app.provisioning.lifecycle.start import start_cohort, start_cohort_like, take_over_meetings
from app.provisioning.preview import service
from app.provisioning.preview.picture_of import surroundings
from app.provisioning.progress.followers import FollowersDep
from app.provisioning.progress.progress import Progress, progress_of

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])
TELLINGS_A_SECOND = 300.0


class NewCohort(BaseModel, extra="forbid"):
    """Of a programme, in its newest version or in `version`, or like an earlier cohort."""

    programme: str | None = None
    version: Annotated[int, Field(ge=1)] | None = None
    like: str | None = None
    start_year: int
    name: Annotated[str, Field(min_length=1, max_length=120)]
    switched_off: list[str] = []


class NewDeviation(BaseModel, extra="forbid"):
    """A difference from the programme, in a team or in the whole cohort, and its reason."""

    changes: dict[str, Any]
    why: str
    team: str | None = None


class Already(BaseModel, extra="forbid"):
    """The keys of meetings that others have sent."""

    meetings: list[str]


class Organiser(BaseModel, extra="forbid"):
    """The mailbox that new meetings are sent from; null is the service's own."""

    organiser: str | None


class Approved(BaseModel, extra="forbid"):
    """The checksum of the preview; with `require_mentors` it is refused while a new team has no mentor."""

    checksum: str
    require_mentors: bool = False


@router.post("", status_code=201)
def create(session: SessionDep, deed: DeedDep, new: NewCohort, response: Response) -> dict[str, Any]:
    """Start a cohort of a programme, or like an earlier cohort."""
    usual: dict[str, Any] = {"start_year": new.start_year, "name": new.name, "deed": deed}
    if bool(new.programme) == bool(new.like):
        raise Invalid(Code.programme_or_cohort, "Velg enten et program eller et kull å ligne på.")
    if new.like and new.version:
        raise Invalid(Code.programme_or_cohort, "Et kull som ligner et annet, har ingen versjon å velge.")
    if new.like:
        cohort = start_cohort_like(session, like=cohorts.called(session, new.like), **usual)
    else:
        definition = programmes.find(session, key=new.programme or "", version=new.version)
        cohort = start_cohort(session, definition=definition, switched_off=new.switched_off, **usual)
    response.headers["Location"] = f"/api/cohorts/{cohort.id}"
    return cohort_in_short(session, cohort)


@router.get("")
def list_all(session: SessionDep, asker: AskerDep) -> list[dict[str, Any]]:
    """List the cohorts that the asker has a part in."""
    found = [cohort for cohort in cohorts.all_cohorts(session) if asker.sees_cohort(cohort.id)]
    return [cohort_in_short(session, cohort) for cohort in found]


@router.get("/{cohort_id}")
def one(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """Tell of a cohort: its state, and its teams with their places."""
    return cohort_with_teams(session, cohorts.get(session, cohort_id))


@router.post("/{cohort_id}/deviations", status_code=201)
def leave_the_programme(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    new: NewDeviation,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    """Deviate from the programme. `stays` are meetings whose date or place a person had set already."""
    made = deviate(
        session,
        cohort_id,
        team_id=cohorts.team_called(session, cohort_id=cohort_id, name=new.team).id if new.team else None,
        changes=new.changes,
        why=new.why,
        deed=deed,
    )
    then.add_task(request.app.state.wake)
    return deviation_in_full(session, made.deviation) | {"stays": made.stays}


@router.get("/{cohort_id}/deviations")
def list_deviations(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    cohorts.get(session, cohort_id)
    return [deviation_in_full(session, row) for row in deviations_of(session, cohort_id)]


@router.post("/{cohort_id}/taken-over")
def taken_over(session: SessionDep, deed: DeedDep, cohort_id: int, already: Already) -> dict[str, list[str]]:
    """Say which meetings were invited before the cohort came here; they are followed and not sent again."""
    followed = take_over_meetings(session, cohort_id, meeting_keys=already.meetings, deed=deed)
    return {"taken_over": [meeting.key for meeting in followed]}


@router.put("/{cohort_id}/organiser", status_code=204)
def choose_organiser(session: SessionDep, deed: DeedDep, cohort_id: int, chosen: Organiser) -> None:
    """Choose the mailbox that sends new meetings; meetings already sent stay in theirs."""
    meetings.choose_mailbox(session, cohort_id, organiser=chosen.organiser, deed=deed)


@router.get("/{cohort_id}/preview")
def preview(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """Preview the things to make, change and withdraw, and the mail it means. Nothing is done."""
    return preview_in_full(service.preview_cohort(session, cohort_id, surroundings(settings())))


@router.post("/{cohort_id}/provision", status_code=202)
def provision(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    approved: Approved,
    request: Request,
    response: Response,
    then: BackgroundTasks,
) -> dict[str, int | None]:
    """Approve a preview by its checksum; the work itself is done by the runner."""
    run = service.provision(
        session,
        cohort_id,
        checksum=approved.checksum,
        deed=deed,
        surroundings=surroundings(settings()),
        require_mentors=approved.require_mentors,
    )
    response.headers["Location"] = f"/api/cohorts/{cohort_id}/provision"
    then.add_task(request.app.state.wake)
    return {"run_id": run.id}


@router.get("/{cohort_id}/provision")
def progress(session: SessionDep, cohort_id: int) -> Progress:
    """Tell how far the provisioning has come."""
    cohorts.get(session, cohort_id)
    return progress_of(session, cohort_id)


@router.get("/{cohort_id}/events", response_class=EventSourceResponse)
async def events(cohort_id: int, followers: FollowersDep) -> AsyncIterator[ServerSentEvent]:
    """Tell the same as it happens, until everything is settled, or for an hour."""
    async for news in followers.news(cohort_id, tellings_a_second=TELLINGS_A_SECOND):
        yield ServerSentEvent(raw_data=news.written, event="progress")
