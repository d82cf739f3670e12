"""Teams' own times, for programs."""

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel
from sqlmodel import select

from app.access import DeedDep
from app.cohorts import Team
from app.db import SessionDep
from app.errors import Code, NotFound
from app.meetings import agreements
from app.meetings.models import TeamTime

router = APIRouter(prefix="/api/teams", tags=["meetings"])


class AgreedTime(BaseModel, extra="forbid"):
    """Without an end it lasts as its programme says."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None


@router.put("/{team_uid}/meetings/{key}/time")
def agree(session: SessionDep, deed: DeedDep, team_uid: str, key: str, new: AgreedTime) -> TeamTime:
    """Record when a team has its own meeting, as its leader and its mentor have agreed."""
    team = session.exec(select(Team).where(Team.uid == team_uid)).one_or_none()
    if team is None:
        raise NotFound(Code.no_such_team, "Det finnes ikke noe slikt team.")
    return agreements.agree(
        session, team, meeting_key=key, starts_at=new.starts_at, ends_at=new.ends_at, deed=deed
    )
