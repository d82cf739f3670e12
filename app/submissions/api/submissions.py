"""Submissions for programs, and the decisions of mentors and the unit about them."""

from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import AwareDatetime, BaseModel

from app import cohorts, deliverables
from app.access import Asker, AskerDep, DeedDep, Scope
from app.cohorts import Team
from app.config import settings
from app.db import SessionDep
from app.submissions import service
from app.submissions.api import json_views
from app.submissions.library import arrivals, unplaced

router = APIRouter(prefix="/api", tags=["submissions"])
SEND, BRING = "send", "bring"


class Question(BaseModel, extra="forbid"):
    question: str


class MoreTime(BaseModel, extra="forbid"):
    """`deliverable` by its key, as the list of submissions has it."""

    deliverable: str
    until: AwareDatetime
    why: str = ""


class Choice(BaseModel, extra="forbid"):
    """A person's word for a waiting file: a team by its name, a deliverable by its key."""

    team: str
    deliverable: str


@router.get("/cohorts/{cohort_id}/submissions")
def list_submissions(session: SessionDep, asker: AskerDep, cohort_id: int) -> list[dict[str, Any]]:
    """Say how each team stands with each thing it is asked for; others' teams are left out."""
    standings = service.standings(session, cohort_id, now=settings().clock())
    return [json_views.standing_in_full(one) for one in standings if _sees(asker, one.team)]


def _sees(asker: Asker, team: Team) -> bool:
    place = Scope(cohort_id=team.cohort_id, team_id=team.id, organisation_id=team.organisation_id)
    return asker.sees(place)


@router.get("/cohorts/{cohort_id}/submissions/waiting")
def list_waiting(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """List the files that wait for a person to place them, each with its proposals."""
    cohorts.get(session, cohort_id)
    return json_views.waiting_in_full(session, cohort_id)


@router.post("/submissions/{submission_id}/accept")
def accept(session: SessionDep, deed: DeedDep, submission_id: int) -> dict[str, Any]:
    accepted = service.accept(session, submission_id, deed=deed)
    return json_views.submission_in_short(accepted)


@router.post("/submissions/{submission_id}/return")
def give_back(
    session: SessionDep,
    deed: DeedDep,
    submission_id: int,
    new: Question,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    """Return a version with a question, which is mailed to its sender."""
    returned = service.give_back(session, submission_id, question=new.question, deed=deed)
    then.add_task(request.app.state.wake, SEND)
    return json_views.submission_in_short(returned)


@router.post("/teams/{team_id}/exceptions", status_code=201)
def grant_exception(session: SessionDep, deed: DeedDep, team_id: int, new: MoreTime) -> dict[str, Any]:
    """Give a team more time for a deliverable, until a time of its own."""
    cohort_id = service.team_with_id(session, team_id).cohort_id
    exception = service.grant_exception(
        session,
        team_id=team_id,
        deliverable_id=deliverables.with_key(session, cohort_id=cohort_id, key=new.deliverable).id,
        until=new.until,
        why=new.why,
        deed=deed,
    )
    return json_views.exception_in_full(exception)


@router.post("/waiting/{libraryitem_id}/place")
def place(session: SessionDep, deed: DeedDep, libraryitem_id: int, choice: Choice) -> dict[str, Any]:
    """Place a waiting file with a team and a deliverable; it stays where it lies."""
    cohort_id = unplaced.cohort_of_file(session, libraryitem_id)
    placed = unplaced.put_with(
        session,
        libraryitem_id,
        team_id=cohorts.team_called(session, cohort_id=cohort_id, name=choice.team).id,
        deliverable_id=deliverables.with_key(session, cohort_id=cohort_id, key=choice.deliverable).id,
        deed=deed,
    )
    return json_views.submission_in_short(placed)


@router.post("/waiting/{libraryitem_id}/set-aside", status_code=204)
def set_aside(session: SessionDep, deed: DeedDep, libraryitem_id: int) -> None:
    """Say that a waiting file answers nothing."""
    unplaced.set_aside(session, libraryitem_id, deed=deed)


@router.get("/arrivals")
def list_arrivals(session: SessionDep) -> list[dict[str, Any]]:
    """List the files that came by mail without a known team or deliverable."""
    return json_views.arrivals_in_full(session)


class Whose(Choice):
    cohort: str


@router.post("/arrivals/{arrival_id}/place", status_code=202)
def place_arrival(
    session: SessionDep, deed: DeedDep, arrival_id: int, whose: Whose, request: Request, then: BackgroundTasks
) -> dict[str, Any]:
    """Place an arrival with a team and a deliverable; it is laid in that team's folder."""
    cohort_id = cohorts.called(session, whose.cohort).id
    arrival = arrivals.choose(
        session,
        arrival_id,
        team_id=cohorts.team_called(session, cohort_id=cohort_id, name=whose.team).id,
        deliverable_id=deliverables.with_key(session, cohort_id=cohort_id, key=whose.deliverable).id,
        deed=deed,
    )
    then.add_task(request.app.state.wake, BRING)
    return {"id": arrival.id, "name": arrival.name}


@router.post("/arrivals/{arrival_id}/set-aside", status_code=204)
def set_arrival_aside(session: SessionDep, deed: DeedDep, arrival_id: int) -> None:
    """Say that a file answers nothing."""
    arrivals.set_aside(session, arrival_id, deed=deed)
