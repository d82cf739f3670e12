"""Changes of people, for programs: propose, see the effects, approve or drop."""

from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import BaseModel, Field

from app import cohorts
from app.access import DeedDep
from app.cohorts import ChangeSource, PeopleChange
from app.config import settings
from app.db import Number, SessionDep
from app.people_changes.decide import approve_changes, drop
from app.people_changes.effects import effects_in_full, effects_of
from app.people_changes.views import change_in_full
from app.people_changes.wishes import Wish, proposed_by
from app.provisioning import surroundings

router = APIRouter(prefix="/api/cohorts/{cohort_id}/people-changes", tags=["cohorts"])


class Approved(BaseModel, extra="forbid"):
    """The checksum of the effects that were shown; null approves them as they are now."""

    checksum: str | None = None


class Together(Approved):
    """Several changes approved at once."""

    ids: list[Number] = Field(min_length=1)


class Dropped(BaseModel, extra="forbid"):
    why: str = Field(default="", max_length=500)


@router.get("")
def list_changes(session: SessionDep, cohort_id: int) -> dict[str, list[dict[str, Any]]]:
    """List the changes that wait for a decision, and those decided."""
    cohorts.get(session, cohort_id)
    waiting, decided = (
        cohorts.waiting_changes(session, cohort_id),
        cohorts.decided_changes(session, cohort_id),
    )
    return {
        "waiting": [change_in_full(session, one) for one in waiting],
        "decided": [change_in_full(session, one) for one in decided],
    }


@router.post("", status_code=201)
def propose(session: SessionDep, deed: DeedDep, cohort_id: int, wish: Wish) -> dict[str, Any]:
    """Propose a change of people, and tell what it would do. Nothing has been done."""
    cohorts.get(session, cohort_id)
    change = proposed_by(session, cohort_id, wish, source=ChangeSource.unit, deed=deed)
    return change_in_full(session, change) | {"effects": _effects(session, cohort_id, [change])}


@router.post("/effects")
def effects(session: SessionDep, deed: DeedDep, cohort_id: int, wishes: list[Wish]) -> dict[str, Any]:
    """Tell what changes would do together. Nothing is proposed or kept."""
    cohorts.get(session, cohort_id)
    trial = session.begin_nested()
    try:
        proposed = [
            proposed_by(session, cohort_id, wish, source=ChangeSource.unit, deed=deed) for wish in wishes
        ]
        return _effects(session, cohort_id, proposed)
    finally:
        trial.rollback()


@router.post("/approved")
def approve_together(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    chosen: Together,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    """Approve several changes at once; the runner sends what they mean."""
    return _approve(session, deed, cohort_id, chosen.ids, chosen.checksum, request, then)


@router.post("/{peoplechange_id}/approve")
def approve(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    peoplechange_id: int,
    approved: Approved,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    """Approve a change; the runner sends what it means."""
    return _approve(session, deed, cohort_id, [peoplechange_id], approved.checksum, request, then)


@router.post("/{peoplechange_id}/drop")
def drop_change(
    session: SessionDep, deed: DeedDep, cohort_id: int, peoplechange_id: int, dropped: Dropped
) -> dict[str, Any]:
    """Drop a change that waits; a team that asked for it is told why."""
    change = drop(session, cohort_id, peoplechange_id, why=dropped.why, deed=deed)
    return change_in_full(session, change)


def _approve(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    change_ids: list[int],
    checksum: str | None,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    done = approve_changes(
        session, cohort_id, change_ids, checksum=checksum, deed=deed, around=surroundings(settings())
    )
    then.add_task(request.app.state.wake)
    return effects_in_full(done)


def _effects(session: SessionDep, cohort_id: int, proposed: list[PeopleChange]) -> dict[str, Any]:
    return effects_in_full(effects_of(session, cohort_id, proposed, surroundings(settings())))
