"""Meetings, for programs."""

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import AwareDatetime, BaseModel

from app.access import AskerDep
from app.config import settings
from app.db import SessionDep
from app.meetings import service as meetings
from app.meetings.models import Meeting

router = APIRouter(prefix="/api/meetings", tags=["meetings"])


class NewTime(BaseModel, extra="forbid"):
    """Without an end it lasts as long as before, or as its programme says."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None


class NewPlace(BaseModel, extra="forbid"):
    place: str


@router.put("/{meeting_id}/time")
def reschedule(
    session: SessionDep,
    asker: AskerDep,
    meeting_id: int,
    new: NewTime,
    request: Request,
    then: BackgroundTasks,
) -> Meeting:
    """Move a meeting, or give it its date; everybody invited is told once, on the next pass."""
    meeting = meetings.reschedule(
        session,
        meeting_id,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        actor=asker.actor,
        now=settings().clock(),
    )
    then.add_task(request.app.state.wake)
    return meeting


@router.put("/{meeting_id}/place")
def hold_at(
    session: SessionDep,
    asker: AskerDep,
    meeting_id: int,
    new: NewPlace,
    request: Request,
    then: BackgroundTasks,
) -> Meeting:
    """Say where a meeting is held; everybody invited is told once, on the next pass."""
    now = settings().clock()
    meeting = meetings.hold_at(session, meeting_id, place=new.place, actor=asker.actor, now=now)
    then.add_task(request.app.state.wake)
    return meeting
