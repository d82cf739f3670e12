"""Calendar feeds: made and taken back by the unit, read by anyone with the address."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, model_validator

from app.access import DeedDep
from app.config import settings
from app.db import SessionDep
from app.meetings import feeds

router = APIRouter(tags=["feeds"])


class Whose(BaseModel, extra="forbid"):
    """A whole team by its name, or a person (a member, a mentor, a leader) by address."""

    team: str | None = None
    email: str | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "Whose":
        if (self.team is None) == (self.email is None):
            raise ValueError("velg team eller email")
        return self


@router.post("/api/cohorts/{cohort_id}/feeds", status_code=201)
def open_feed(session: SessionDep, deed: DeedDep, cohort_id: int, whose: Whose) -> dict[str, str]:
    """Make an address; it is told once."""
    token = feeds.open_for(session, cohort_id, team=whose.team, email=whose.email, deed=deed)
    return {"address": feeds.address_of(token)}


@router.post("/api/cohorts/{cohort_id}/feeds/closed", status_code=204)
def close_feed(session: SessionDep, deed: DeedDep, cohort_id: int, whose: Whose) -> None:
    """Take back every address of a team's feed, or of a person's."""
    feeds.close(session, cohort_id, team=whose.team, email=whose.email, deed=deed)


@router.get("/kalender/{token}.ics")
def read_feed(session: SessionDep, token: str) -> Response:
    """Read a feed. An address that is none, has ended or was taken back is not found."""
    return Response(feeds.read(session, token, now=settings().clock()), media_type="text/calendar")
