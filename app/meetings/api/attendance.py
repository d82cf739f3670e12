"""Attendance for programs. By name only in the team and to its mentor."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from app.access import AskerDep, DeedDep, Scope
from app.config import settings
from app.db import SessionDep
from app.meetings import service as meetings
from app.meetings.attendance import door_list, service, visible, warnings
from app.meetings.models import Presence
from app.web import MAX_SMALL_FORM_BYTES

router = APIRouter(prefix="/api", tags=["attendance"])


class Tick(BaseModel, extra="forbid"):
    email: str
    presence: Presence


class Told(BaseModel, extra="forbid"):
    """The person behind a name in Microsoft's report; without an address, nobody of the cohort."""

    name: str
    email: str | None = None


class Present(BaseModel, extra="forbid"):
    email: str


class Agreed(BaseModel, extra="forbid"):
    agreed: bool


@router.get("/meetings/{meeting_id}/attendance")
def count(session: SessionDep, meeting_id: int) -> dict[str, Any]:
    """Count each team's members who were present; `problem` says why the report could not be read."""
    return {
        "teams": [asdict(one) for one in visible.in_numbers(session, meeting_id)],
        "unknown": len(service.unknown_attendees(session, meeting_id)),
        "problem": visible.why_not_read(session, meeting_id),
    }


@router.put("/meetings/{meeting_id}/attendance", status_code=204)
def tick(session: SessionDep, deed: DeedDep, meeting_id: int, said: Tick) -> None:
    """Note a person's attendance by hand."""
    service.tick(session, meeting_id, email=said.email, presence=said.presence, deed=deed)


@router.post("/meetings/{meeting_id}/attendance/closed", status_code=204)
def close(session: SessionDep, deed: DeedDep, meeting_id: int) -> None:
    """Close the list: people who are not ticked have apologised or are absent."""
    now = settings().clock()
    service.close_the_list(session, meeting_id, deed=deed)
    warnings.warn_about_absence(session, meetings.get(session, meeting_id), now=now)


@router.get("/meetings/{meeting_id}/unknown")
def list_unknown(session: SessionDep, meeting_id: int) -> list[str]:
    """List the names in Microsoft's report that are not matched with a person yet."""
    meetings.get(session, meeting_id)
    return [one.name for one in service.unknown_attendees(session, meeting_id)]


@router.post("/meetings/{meeting_id}/unknown", status_code=204)
def tell_apart(session: SessionDep, deed: DeedDep, meeting_id: int, told: Told) -> None:
    """Match a name in the report with a person."""
    service.settle_unknown(session, meeting_id, name=told.name, email=told.email, deed=deed)


@router.post("/meetings/{meeting_id}/door-list", status_code=201)
def open_list(session: SessionDep, meeting_id: int) -> dict[str, str]:
    """Make the address of the list at the door; it is told once, and the previous address stops working."""
    token = door_list.open_list(session, meeting_id, now=settings().clock())
    return {"address": door_list.address_of(token), "token": token}


@router.post("/door-list/{token}", status_code=204, max_body_size=MAX_SMALL_FORM_BYTES)
def sign(session: SessionDep, token: str, present: Present) -> None:
    """Tick oneself as present, by the code on the wall."""
    door_list.sign(session, token, email=present.email, now=settings().clock())


@router.get("/cohorts/{cohort_id}/teams/{team_id}/attendance")
def of_team(session: SessionDep, cohort_id: int, team_id: int) -> list[dict[str, Any]]:
    """List a team's own attendance by name, for the team and its mentor."""
    found = visible.of_team(session, cohort_id=cohort_id, team_id=team_id)
    return [asdict(one) for one in found]


@router.get("/cohorts/{cohort_id}/leaders-attendance")
def of_leaders(session: SessionDep, asker: AskerDep, cohort_id: int) -> list[dict[str, Any]]:
    """List the attendance of one's own leaders by name, once that has been agreed."""

    def is_ones_own(organisation_id: int | None) -> bool:
        return asker.sees(Scope(cohort_id=cohort_id, organisation_id=organisation_id))

    return [asdict(one) for one in visible.of_leaders(session, cohort_id, of=is_ones_own)]


@router.put("/cohorts/{cohort_id}/leaders-attendance", status_code=204)
def agree(session: SessionDep, deed: DeedDep, cohort_id: int, said: Agreed) -> None:
    """Record that it has been agreed to name leaders to their sponsor, or no longer is."""
    visible.agree_on_leaders(session, cohort_id, agreed=said.agreed, deed=deed)
