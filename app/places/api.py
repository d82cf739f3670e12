"""Places for programs: the line explained, each team's answer, and teams that withdraw, merge or are renamed."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from pydantic import BaseModel

from app.access import DeedDep
from app.db import SessionDep
from app.places import answers, merging, team_facts
from app.places.decision import decide as decide_places
from app.places.explanation import explain

router = APIRouter(prefix="/api/cohorts/{cohort_id}", tags=["cohorts"])


class NewReply(BaseModel, extra="forbid"):
    """The day that teams offered a place must answer by."""

    reply_by: date | None = None


class Reason(BaseModel, extra="forbid"):
    """Why; `reply_by` is for the team that gets the place."""

    why: str
    reply_by: date | None = None


class Confirmation(BaseModel, extra="forbid"):
    why: str = ""


class Withdrawal(Reason):
    """`keep_channel` keeps the channel, to be read; else we only let it go. Nothing in it is deleted."""

    keep_channel: bool = False


class Merger(Withdrawal):
    """`into` is the id of the team that goes on."""

    into: int


class NewName(BaseModel, extra="forbid"):
    name: str


class NewOrganisation(BaseModel, extra="forbid"):
    organisation: str


class OneTeam:
    """A change of one team: its cohort, who asks, and the runner woken afterwards."""

    def __init__(
        self,
        session: SessionDep,
        deed: DeedDep,
        cohort_id: int,
        request: Request,
        then: BackgroundTasks,
    ) -> None:
        then.add_task(request.app.state.wake)
        self.usual: dict[str, Any] = {
            "session": session,
            "deed": deed,
            "cohort_id": cohort_id,
        }


OneTeamDep = Annotated[OneTeam, Depends()]


@router.get("/places")
def lines(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """Explain every team's line: where it stands, why it is in or not, and what speaks for it."""
    return [line.as_json() for line in explain(session, cohort_id)]


@router.post("/places/decide")
def decide(
    session: SessionDep, deed: DeedDep, cohort_id: int, new: NewReply | None = None
) -> dict[str, list[str]]:
    """Offer places by the line for as long as there are any; a person's own changes stay."""
    reply_by = new.reply_by if new else None
    return decide_places(session, cohort_id=cohort_id, deed=deed, reply_by=reply_by).as_json()


@router.post("/teams/{team_id}/confirm")
def confirm(of: OneTeamDep, team_id: int, new: Confirmation | None = None) -> dict[str, Any]:
    """Note that a team takes the place it was offered."""
    return answers.confirm(**of.usual, team_id=team_id, why=new.why if new else "").as_json()


@router.post("/teams/{team_id}/decline")
def decline(of: OneTeamDep, team_id: int, new: Reason) -> dict[str, Any]:
    """Note that a team gets or wants no place; a place it had goes to the next that waits."""
    return answers.decline(**of.usual, team_id=team_id, **new.model_dump()).as_json()


@router.post("/teams/{team_id}/offer")
def offer(of: OneTeamDep, team_id: int, new: Reason) -> dict[str, Any]:
    """Offer a team a place whatever the line says."""
    return answers.give_place(**of.usual, team_id=team_id, **new.model_dump()).as_json()


@router.post("/teams/{team_id}/wait")
def wait(of: OneTeamDep, team_id: int, new: Reason) -> dict[str, Any]:
    """Put a team last on the waiting list."""
    return answers.put_on_waiting_list(**of.usual, team_id=team_id, **new.model_dump()).as_json()


@router.post("/teams/{team_id}/withdraw")
def withdraw(of: OneTeamDep, team_id: int, new: Withdrawal) -> dict[str, Any]:
    """Take a team out of the cohort; its place goes to the next that waits. The tenant waits for the preview."""
    return answers.withdraw(**of.usual, team_id=team_id, **new.model_dump()).as_json()


@router.post("/teams/{team_id}/merge")
def merge(of: OneTeamDep, team_id: int, new: Merger) -> dict[str, Any]:
    """Move a team's people into another, which goes on."""
    told = new.model_dump()
    return merging.merge(**of.usual, team_id=team_id, into_id=told.pop("into"), **told).as_json()


@router.post("/teams/{team_id}/rename")
def rename(of: OneTeamDep, team_id: int, new: NewName) -> dict[str, Any]:
    return team_facts.rename_team(**of.usual, team_id=team_id, name=new.name).as_json()


@router.post("/teams/{team_id}/organisation")
def move(of: OneTeamDep, team_id: int, new: NewOrganisation) -> dict[str, Any]:
    """Let a team belong to another organisation."""
    return team_facts.change_organisation(
        **of.usual, team_id=team_id, organisation=new.organisation
    ).as_json()
