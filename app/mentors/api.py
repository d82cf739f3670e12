"""Mentors for programs: their lines, their teams, a suggestion, and the yes to it."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import BaseModel, Field

from app import cohorts
from app.access import AskerDep, DeedDep
from app.db import Number, SessionDep
from app.errors import Code, NotFound
from app.mentors.assigning import Pair, assign_pairs
from app.mentors.lines import MAX_LETTERS, MAX_TEAMS, MentorFacts, write_line_of
from app.mentors.own import facts_of, person_behind
from app.mentors.register import mentors_in_full
from app.mentors.shown import mentoring_as_json, mentoring_of
from app.mentors.suggestion import Home, suggest_mentors
from app.people import Person

router = APIRouter(prefix="/api", tags=["mentors"])
Text = Annotated[str, Field(max_length=MAX_LETTERS)]
MAX_PAIRS_AT_ONCE = 1000


class Line(BaseModel, extra="forbid"):
    """A mentor's line, whole; null is not known."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_LETTERS)]
    clinic: Text | None = None
    experienced: bool | None = None
    max_teams: Annotated[int, Field(ge=0, le=MAX_TEAMS)] | None = None
    available: bool = True
    note: Text | None = None

    @property
    def facts(self) -> MentorFacts:
        return MentorFacts(**self.model_dump())


class TeamAndMentor(BaseModel, extra="forbid"):
    """A team and a mentor by their ids."""

    team: Number
    mentor: Number


class Pairs(BaseModel, extra="forbid"):
    """Pairs to approve; `beyond` says that limits may be passed."""

    pairs: Annotated[list[TeamAndMentor], Field(max_length=MAX_PAIRS_AT_ONCE)]
    beyond: bool = False


@router.get("/cohorts/{cohort_id}/mentors")
def list_mentors(session: SessionDep, cohort_id: int) -> dict[str, Any]:
    """Tell the mentors with their room, the teams with their mentors, and whether there are too few."""
    return mentoring_as_json(mentoring_of(session, cohorts.get(session, cohort_id)))


@router.get("/cohorts/{cohort_id}/mentors/suggestion")
def suggest(session: SessionDep, cohort_id: int, home: Home = "any") -> list[dict[str, Any]]:
    """Suggest mentors for the teams that lack some: of their own clinic, of another, or any. Nothing is assigned."""
    seats = suggest_mentors(session, cohorts.get(session, cohort_id), home=home)
    return [
        {"team": one.team_id, "mentor": one.person_id, "experienced": one.is_experienced} for one in seats
    ]


@router.post("/cohorts/{cohort_id}/mentors/assigned")
def assign(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    approved: Pairs,
    request: Request,
    then: BackgroundTasks,
) -> dict[str, int]:
    """Let mentors follow teams; all of the pairs, or none when any is refused."""
    pairs = [Pair(one.team, one.mentor) for one in approved.pairs]
    new = assign_pairs(session, cohort_id=cohort_id, pairs=pairs, beyond=approved.beyond, deed=deed)
    then.add_task(request.app.state.wake)
    return {"assigned": new}


@router.put("/cohorts/{cohort_id}/mentors/{person_id}")
def correct_line(session: SessionDep, deed: DeedDep, cohort_id: int, person_id: int, line: Line) -> Line:
    """Write a mentor's line for them."""
    person = session.get(Person, person_id)
    theirs = {one.person_id for one in mentors_in_full(session, cohorts.get(session, cohort_id))}
    if person is None or person_id not in theirs:
        raise NotFound(Code.no_such_person, "Kullet har ingen slik veileder.")
    write_line_of(session, person, line.facts, deed=deed)
    return line


@router.get("/mentor-line")
def own_line(session: SessionDep, asker: AskerDep) -> Line:
    """Tell the asking mentor's own line."""
    return Line(**vars(facts_of(session, person_behind(session, asker))))


@router.put("/mentor-line")
def correct_own_line(session: SessionDep, asker: AskerDep, deed: DeedDep, line: Line) -> Line:
    """Write the asking mentor's own line."""
    write_line_of(session, person_behind(session, asker), line.facts, deed=deed)
    return line
