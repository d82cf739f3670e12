"""Starting, previewing, provisioning and following a cohort, for programs."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from app.cohorts import service as cohorts
from app.config import settings
from app.db import SessionDep, unit_of_work
from app.programmes import service as programmes
from app.provisioning import service as provisioning
from app.provisioning.draw import surroundings
from app.provisioning.progress import Progress, progress_of
from app.provisioning.start import start
from app.provisioning.views import cohort_in_short, preview_in_full

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])
NOBODY_SIGNED_IN = "api (sandkasse)"
EVERY = 1.0


class NewCohort(BaseModel, extra="forbid"):
    programme: str
    start_year: int
    name: Annotated[str, Field(min_length=1, max_length=120)]
    switched_off: list[str] = []


class Approved(BaseModel, extra="forbid"):
    checksum: str


@router.post("", status_code=201)
def create(session: SessionDep, new: NewCohort, response: Response) -> dict[str, Any]:
    """Start a cohort of a programme."""
    cohort = start(
        session,
        definition=programmes.find(new.programme),
        start_year=new.start_year,
        name=new.name,
        now=settings().clock(),
        actor=NOBODY_SIGNED_IN,
        switched_off=new.switched_off,
    )
    response.headers["Location"] = f"/api/cohorts/{cohort.id}"
    return cohort_in_short(session, cohort)


@router.get("")
def list_all(session: SessionDep) -> list[dict[str, Any]]:
    return [cohort_in_short(session, cohort) for cohort in cohorts.all_cohorts(session)]


@router.get("/{cohort_id}/preview")
def preview(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """Show what would be made, changed and withdrawn, and who would be told. Nothing is done."""
    return preview_in_full(provisioning.preview(session, cohort_id, surroundings(settings())))


@router.post("/{cohort_id}/provision", status_code=202)
def provision(
    session: SessionDep,
    cohort_id: int,
    approved: Approved,
    request: Request,
    response: Response,
    then: BackgroundTasks,
) -> dict[str, int | None]:
    """Approve a preview by its checksum; the work itself is done by the runner."""
    run = provisioning.provision(
        session,
        cohort_id,
        checksum=approved.checksum,
        actor=NOBODY_SIGNED_IN,
        surroundings=surroundings(settings()),
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
async def events(cohort_id: int) -> AsyncIterator[ServerSentEvent]:
    """Tell the same as it happens, until everything is settled."""
    last: dict[str, Any] = {}
    while True:
        now = await run_in_threadpool(_progress, cohort_id)
        if now != last:
            yield ServerSentEvent(data=now, event="progress")
            last = now
        if now["total"] == now["settled"]:
            return
        await asyncio.sleep(EVERY)


def _progress(cohort_id: int) -> dict[str, Any]:
    with unit_of_work() as session:
        return asdict(progress_of(session, cohort_id))
