"""What teams have handed in, for programs; and what mentors and the unit decide about it."""

from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import AwareDatetime, BaseModel

from app.access import AskerDep
from app.cohorts import service as cohorts
from app.config import settings
from app.db import SessionDep
from app.deliverables import service as deliverables
from app.submissions import service as submissions
from app.submissions import views

router = APIRouter(prefix="/api", tags=["submissions"])
SEND = "send"


class Question(BaseModel, extra="forbid"):
    question: str


class MoreTime(BaseModel, extra="forbid"):
    """`team` by its name and `deliverable` by its key, as the list of submissions has them."""

    team: str
    deliverable: str
    until: AwareDatetime
    why: str = ""


class Choice(BaseModel, extra="forbid"):
    """What a waiting file is."""

    team: str
    deliverable: str


@router.get("/cohorts/{cohort_id}/submissions")
def list_submissions(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """Say how each team stands with each thing it is asked for."""
    return views.submissions(session, cohort_id, now=settings().clock())


@router.get("/cohorts/{cohort_id}/submissions/waiting")
def list_waiting(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """List the files nobody could place, each with what it may be."""
    cohorts.get(session, cohort_id)
    return views.waiting_in_full(session, cohort_id)


@router.post("/submissions/{submission_id}/accept")
def accept(session: SessionDep, asker: AskerDep, submission_id: int) -> dict[str, Any]:
    accepted = submissions.accept(session, submission_id, actor=asker.actor, now=settings().clock())
    return views.submission_in_short(accepted)


@router.post("/submissions/{submission_id}/return")
def give_back(
    session: SessionDep,
    asker: AskerDep,
    submission_id: int,
    new: Question,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    """Return a version with a question, which is mailed to whoever handed it in."""
    now = settings().clock()
    returned = submissions.give_back(
        session, submission_id, question=new.question, actor=asker.actor, now=now
    )
    then.add_task(request.app.state.wake, SEND)
    return views.submission_in_short(returned)


@router.post("/cohorts/{cohort_id}/exceptions", status_code=201)
def grant_exception(session: SessionDep, asker: AskerDep, cohort_id: int, new: MoreTime) -> dict[str, Any]:
    """Give one team more time for one thing, until a time of its own."""
    team_id, deliverable_id = _named(session, cohort_id, new.team, new.deliverable)
    exception = submissions.grant_exception(
        session,
        team_id=team_id,
        deliverable_id=deliverable_id,
        until=new.until,
        why=new.why,
        actor=asker.actor,
        now=settings().clock(),
    )
    return views.exception_in_full(exception)


@router.post("/cohorts/{cohort_id}/waiting/{file_id}/place")
def place(
    session: SessionDep, asker: AskerDep, cohort_id: int, file_id: int, choice: Choice
) -> dict[str, Any]:
    """Say what a waiting file is; it stays where it lies."""
    team_id, deliverable_id = _named(session, cohort_id, choice.team, choice.deliverable)
    placed = submissions.put_with(
        session,
        file_id,
        team_id=team_id,
        deliverable_id=deliverable_id,
        actor=asker.actor,
        now=settings().clock(),
    )
    return views.submission_in_short(placed)


@router.post("/cohorts/{cohort_id}/waiting/{file_id}/set-aside", status_code=204)
def set_aside(session: SessionDep, asker: AskerDep, cohort_id: int, file_id: int) -> None:
    """Say that a waiting file answers nothing."""
    cohorts.get(session, cohort_id)
    submissions.set_aside(session, file_id, actor=asker.actor, now=settings().clock())


def _named(session: SessionDep, cohort_id: int, team: str, deliverable: str) -> tuple[int, int]:
    cohorts.get(session, cohort_id)
    found = cohorts.team_called(session, cohort_id=cohort_id, name=team)
    asked = deliverables.with_key(session, cohort_id=cohort_id, key=deliverable)
    return found.id or 0, asked.id or 0
