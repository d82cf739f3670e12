"""The show of a gathering, the consents to it, and the files that go afterwards; for programs."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import BaseModel

from app import cohorts, deliverables
from app.access import DeedDep
from app.config import settings
from app.db import SessionDep
from app.submissions import retention, service
from app.submissions.review import consent
from app.submissions.show import running_order

router = APIRouter(prefix="/api", tags=["showing"])
SEND, REMOVE = "send", "remove"


class OneShown(BaseModel, extra="forbid"):
    name: str
    email: str | None = None


class Consent(BaseModel, extra="forbid"):
    """The people seen in the film."""

    deliverable: str
    people: list[OneShown]


class Approved(BaseModel, extra="forbid"):
    """The files of the list, by their ids."""

    files: list[int]


@router.post("/teams/{team_id}/consent")
def confirm_consent(
    session: SessionDep, deed: DeedDep, team_id: int, new: Consent, request: Request, then: BackgroundTasks
) -> dict[str, Any]:
    """List the people seen in a team's film; each with an address is asked, once, whether they will be shown."""
    cohort_id = service.team_with_id(session, team_id).cohort_id
    kept = consent.confirm(
        session,
        team_id=team_id,
        deliverable_id=deliverables.with_key(session, cohort_id=cohort_id, key=new.deliverable).id,
        people=[consent.Somebody(name=one.name, email=one.email) for one in new.people],
        deed=deed,
        page_address=settings().public_url,
    )
    then.add_task(request.app.state.wake, SEND)
    return {"people": [one.name for one in kept]}


@router.get("/cohorts/{cohort_id}/showreel")
def showreel(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """List the films in running order, why others are not among them, and the teams that chose no film."""
    found = running_order.showreel(session, cohort_id, now=settings().clock())
    return {
        "films": [asdict(film) for film in found.films],
        "hitches": [asdict(hitch) for hitch in found.hitches],
        "instead": found.instead,
    }


@router.get("/cohorts/{cohort_id}/removals")
def list_removals(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """List the files whose time is over by the programme's rules; none goes before the unit approves."""
    today = settings().clock().astimezone(deliverables.OSLO).date()
    return [asdict(one) for one in retention.over(session, cohort_id, today=today)]


@router.get("/cohorts/{cohort_id}/removals/receipts")
def list_receipts(session: SessionDep, cohort_id: int) -> list[retention.Receipt]:
    """List the approved files, and what became of each: gone and where it is kept still, or why it is not gone."""
    cohorts.get(session, cohort_id)
    return retention.receipts(session, cohort_id)


@router.post("/cohorts/{cohort_id}/removals", status_code=202)
def approve_removals(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    approved: Approved,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, Any]:
    cohorts.get(session, cohort_id)
    made = retention.approve(
        session,
        cohort_id,
        item_ids=approved.files,
        deed=deed,
        today=deed.at.astimezone(deliverables.OSLO).date(),
    )
    then.add_task(request.app.state.wake, REMOVE)
    return {"approved": len(made)}
