"""Meetings, for programs."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Body, Request
from pydantic import AwareDatetime

from app.config import settings
from app.db import SessionDep
from app.meetings import service as meetings
from app.meetings.models import Meeting

router = APIRouter(prefix="/api/meetings", tags=["meetings"])


@router.put("/{meeting_id}/time")
def reschedule(
    session: SessionDep,
    meeting_id: int,
    starts_at: Annotated[AwareDatetime, Body(embed=True)],
    request: Request,
    then: BackgroundTasks,
) -> Meeting:
    """Move a meeting; everybody invited is told once, on the next pass."""
    now = settings().clock()
    meeting = meetings.reschedule(session, meeting_id, starts_at=starts_at, actor="api (sandkasse)", now=now)
    then.add_task(request.app.state.wake)
    return meeting
