"""Endret utenfra, for programs: the last look, a look now, and a person's decision."""

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import BaseModel

from app import cohorts
from app.access import DeedDep
from app.db import SessionDep
from app.provisioning.drift import observations
from app.provisioning.drift.decisions import decide_about_drift
from app.provisioning.drift.report import Decision, Drift, drift_of

router = APIRouter(prefix="/api/cohorts", tags=["drift"])
LOOK_OVER = "looks asked for"


class NewDecision(BaseModel, extra="forbid"):
    """A person's decision about a thing that others have changed."""

    key: str
    decision: Decision


@router.get("/{cohort_id}/drift")
def drift(session: SessionDep, cohort_id: int) -> Drift:
    """Tell of the changes by others that the last look saw."""
    cohorts.get(session, cohort_id)
    return drift_of(session, cohort_id)


@router.post("/{cohort_id}/drift", status_code=202)
def look_over(
    session: SessionDep, deed: DeedDep, cohort_id: int, request: Request, then: BackgroundTasks
) -> Drift:
    """Ask for a look now; answer with the look before it."""
    observations.ask(session, cohort_id, deed=deed)
    then.add_task(request.app.state.wake, LOOK_OVER)
    return drift_of(session, cohort_id)


@router.post("/{cohort_id}/drift/decisions")
def decide_one(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    new: NewDecision,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, list[str]]:
    """Put a thing back, let it go, or take it over as it is; the runner does the rest."""
    cohorts.get(session, cohort_id)
    concerned = decide_about_drift(session, cohort_id, key=new.key, decision=new.decision, deed=deed)
    then.add_task(request.app.state.wake)
    return {"concerned": concerned}
