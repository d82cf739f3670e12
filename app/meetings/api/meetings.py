"""Meetings, for programs."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import AwareDatetime, BaseModel

from app import cohorts
from app.access import AskerDep, DeedDep, Scope, Sight
from app.db import SessionDep
from app.meetings import answers, reach, stand_ins, time_checks
from app.meetings import service as meetings
from app.meetings.models import Meeting, TimeCheck

router = APIRouter(prefix="/api/meetings", tags=["meetings"])


class NewTime(BaseModel, extra="forbid"):
    """Without an end it lasts as long as before, or as its programme says."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None


class NewPlace(BaseModel, extra="forbid"):
    place: str


class ChosenTeams(BaseModel, extra="forbid"):
    """The teams a meeting is for, by their names."""

    teams: list[str]


class Because(BaseModel, extra="forbid"):
    """The sentence that is sent to all invited people."""

    because: str


class NewStandIn(BaseModel, extra="forbid"):
    """A stand-in for the team member with the address `instead_of`; none when the member comes after all."""

    team: str
    instead_of: str
    name: str | None = None
    email: str | None = None


class ATime(BaseModel, extra="forbid"):
    starts_at: AwareDatetime
    ends_at: AwareDatetime


@router.put("/{meeting_id}/time")
def reschedule(
    session: SessionDep, deed: DeedDep, meeting_id: int, new: NewTime, request: Request, then: BackgroundTasks
) -> Meeting:
    """Move a meeting, or give it its date; all invited people are told once, on the next pass."""
    meeting = meetings.reschedule(
        session, meeting_id, starts_at=new.starts_at, ends_at=new.ends_at, deed=deed
    )
    then.add_task(request.app.state.wake)
    return meeting


@router.put("/{meeting_id}/place")
def hold_at(
    session: SessionDep,
    deed: DeedDep,
    meeting_id: int,
    new: NewPlace,
    request: Request,
    then: BackgroundTasks,
) -> Meeting:
    """Set a meeting's place; all invited people are told once, on the next pass."""
    meeting = meetings.hold_at(session, meeting_id, place=new.place, deed=deed)
    then.add_task(request.app.state.wake)
    return meeting


@router.put("/{meeting_id}/teams")
def choose_teams(
    session: SessionDep,
    deed: DeedDep,
    meeting_id: int,
    new: ChosenTeams,
    request: Request,
    then: BackgroundTasks,
) -> Meeting:
    """Choose the teams of a meeting that is for some of them; it is sent to no others."""
    cohort_id = meetings.get(session, meeting_id).cohort_id
    ids = [cohorts.team_called(session, cohort_id=cohort_id, name=name).id for name in new.teams]
    meeting = reach.choose_teams(session, meeting_id, team_ids=ids, deed=deed)
    then.add_task(request.app.state.wake)
    return meeting


@router.post("/{meeting_id}/cancelled")
def cancel(session: SessionDep, deed: DeedDep, meeting_id: int, said: Because) -> Meeting:
    """Call a meeting off; it is withdrawn, with the sentence, once the preview is approved."""
    return meetings.cancel(session, meeting_id, because=said.because, deed=deed)


@router.get("/{meeting_id}/answers")
def list_answers(session: SessionDep, asker: AskerDep, meeting_id: int) -> dict[str, Any]:
    """Return the answers per team and role, for the unit per person too, and the teams without a mentor there."""
    place = Scope(cohort_id=meetings.get(session, meeting_id).cohort_id)
    named = asker.may_see(Sight.answers_by_name, place)
    found = answers.answers_of(session, meeting_id)
    return {
        "people": [asdict(one) for one in found] if named else [],
        "teams": [asdict(one) for one in answers.answers_by_team(found)],
        "roles": [asdict(one) for one in answers.by_role(found, asker.reads_as(place))],
        "without_mentor": answers.teams_without_mentor(found),
    }


@router.put("/{meeting_id}/stand-ins", status_code=204)
def name_stand_in(
    session: SessionDep,
    deed: DeedDep,
    meeting_id: int,
    new: NewStandIn,
    request: Request,
    then: BackgroundTasks,
) -> None:
    """Name a stand-in for a member; only these two are mailed, on the next pass."""
    cohort_id = meetings.get(session, meeting_id).cohort_id
    who: dict[str, Any] = {
        "team_id": cohorts.team_called(session, cohort_id=cohort_id, name=new.team).id,
        "instead_of": new.instead_of,
        "deed": deed,
    }
    if new.email is None:
        stand_ins.withdraw_stand_in(session, meeting_id, **who)
    else:
        stand_ins.name_stand_in(session, meeting_id, name=new.name or "", email=new.email, **who)
    then.add_task(request.app.state.wake)


@router.post("/{meeting_id}/time-check", status_code=202)
def ask_whether_free(
    session: SessionDep, deed: DeedDep, meeting_id: int, time: ATime, request: Request, then: BackgroundTasks
) -> None:
    """Ask whether the required people are free; the answer comes with the next pass."""
    time_checks.ask_time_check(session, meeting_id, starts_at=time.starts_at, ends_at=time.ends_at, deed=deed)
    then.add_task(request.app.state.wake, time_checks.CHECK_TIMES)


@router.get("/{meeting_id}/time-check")
def whether_free(session: SessionDep, meeting_id: int) -> TimeCheck | None:
    """Return the newest question, null before the first; its `answer` is null until it is given."""
    meetings.get(session, meeting_id)
    return time_checks.latest(session, meeting_id)
