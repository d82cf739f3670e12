"""Veiledere: who follows whom, who has room, and a suggestion to approve; and each mentor's own page."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts, people
from app.access import AskerDep
from app.db import SessionDep
from app.errors import AppError, Code, Invalid, NotFound
from app.mentors.assigning import Pair, assign_pairs
from app.mentors.lines import MentorFacts, write_line_of
from app.mentors.own import facts_of, own_teams, person_behind
from app.mentors.register import mentors_in_full
from app.mentors.shown import mentoring_of
from app.mentors.suggestion import Home, suggest_mentors
from app.people import Person
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
SAID = {"ja": True, "nei": False}


@dataclass
class TypedLine:
    """A line as it was typed."""

    name: Typed = ""
    clinic: Typed = ""
    experienced: Typed = ""
    max_teams: Typed = ""
    available: Typed = ""
    note: Typed = ""

    @property
    def facts(self) -> MentorFacts:
        if self.max_teams.strip() and not self.max_teams.strip().isdecimal():
            raise Invalid(Code.mentor_line, "Skriv antallet team som et tall.", field="max_teams")
        return MentorFacts(
            name=self.name,
            clinic=self.clinic,
            experienced=SAID.get(self.experienced),
            max_teams=int(self.max_teams[:4]) if self.max_teams.strip() else None,
            available=self.available == "ja",
            note=self.note,
        )


TypedLineDep = Annotated[TypedLine, Depends()]


@router.get("/kull/{cohort_id}/veiledere", name="mentors")
def mentors_page(session: SessionDep, cohort_id: int, show: PageDep, hjem: Home = "any") -> HTMLResponse:
    """Show the mentors, the teams, and a suggestion for the teams that lack mentors. Nothing is assigned."""
    return _page(session, cohort_id, show, home=hjem)


@router.post("/kull/{cohort_id}/veiledere")
def assign(
    press: FormPressDep,
    cohort_id: int,
    show: PageDep,
    pair: Annotated[list[str], Form(default_factory=list)],
    beyond: Typed = "",
) -> Response:
    """Approve pairs of team and mentor, as they were suggested or as a person changed them."""

    def act() -> str:
        press.unchanged(cohorts.get(press.session, cohort_id).uid, cohort_id=cohort_id)
        assign_pairs(
            press.session, cohort_id=cohort_id, pairs=_pairs(pair), beyond=bool(beyond), deed=press.deed
        )
        return f"/kull/{cohort_id}/veiledere#team"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, typed=pair, errors=[("beyond", str(error))])


@router.post("/kull/{cohort_id}/veiledere/{person_id}")
def correct_line(
    press: FormPressDep, cohort_id: int, person_id: int, show: PageDep, typed: TypedLineDep
) -> Response:
    """Correct a mentor's line for them."""

    def act() -> str:
        cohort = cohorts.get(press.session, cohort_id)
        person = press.session.get(Person, person_id)
        if person is None or person_id not in {
            one.person_id for one in mentors_in_full(press.session, cohort)
        }:
            raise NotFound(Code.no_such_person, "Kullet har ingen slik veileder.")
        write_line_of(press.session, person, typed.facts, deed=press.deed)
        return f"/kull/{cohort_id}/veiledere#v{person_id}"

    try:
        return press.once(act)
    except Invalid as error:
        field = f"{error.details.get('field', 'name')}-{person_id}"
        return _page(press.session, cohort_id, show, errors=[(field, str(error))])


@router.get("/veileder", name="own_mentor_page")
def own_page(session: SessionDep, asker: AskerDep, show: PageDep) -> HTMLResponse:
    """Show a mentor the line about them, and the teams they follow."""
    return _own(session, show, person_behind(session, asker))


@router.post("/veileder")
def correct_own_line(press: FormPressDep, asker: AskerDep, show: PageDep, typed: TypedLineDep) -> Response:
    person = person_behind(press.session, asker)

    def act() -> str:
        write_line_of(press.session, person, typed.facts, deed=press.deed)
        return "/veileder?lagret=ja"

    try:
        return press.once(act)
    except Invalid as error:
        errors = [(f"{error.details.get('field', 'name')}-{person.id}", str(error))]
        return _own(press.session, show, person, errors=errors)


def _pairs(typed: list[str]) -> list[Pair]:
    """Read what was chosen: a team and a mentor with a colon between; a seat left empty is none."""
    chosen = (one.partition(":") for one in typed if one)
    return [
        Pair(int(team), int(person)) if team.isdecimal() and person.isdecimal() else Pair(0, 0)
        for team, _, person in chosen
    ]


def _page(
    session: SessionDep,
    cohort_id: int,
    show: Page,
    *,
    home: Home = "any",
    typed: list[str] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    cohort = cohorts.get(session, cohort_id)
    found = mentoring_of(session, cohort)
    return show(
        "mentors/mentors.html",
        status=422 if errors else 200,
        title=gettext("Veiledere"),
        cohort=cohort,
        found=found,
        seats=_seats(suggest_mentors(session, cohort, home=home), typed),
        home=home,
        mix=cohorts.mix_of(session, cohort_id=cohort_id, teams=[one.team for one in found.teams]),
        role_title=people.role_title,
        role_names=cohorts.own_role_names(session, cohort),
        errors=errors or [],
    )


def _seats(suggested: list[Any], typed: list[str] | None) -> dict[int, list[str]]:
    """Return the choice of each seat by team: as suggested, or as it was typed."""
    seats: dict[int, list[str]] = {}
    chosen = [one for one in typed or [] if one]
    for seat in suggested:
        own = next((one for one in chosen if one.startswith(f"{seat.team_id}:")), "")
        if own:
            chosen.remove(own)
        as_suggested = f"{seat.team_id}:{seat.person_id}" if seat.person_id else ""
        seats.setdefault(seat.team_id, []).append(as_suggested if typed is None else own)
    return seats


def _own(
    session: SessionDep, show: Page, person: Person, *, errors: list[tuple[str, str]] | None = None
) -> HTMLResponse:
    return show(
        "mentors/own.html",
        status=422 if errors else 200,
        title=gettext("Veileder"),
        person=person,
        line=facts_of(session, person),
        teams=own_teams(session, person),
        errors=errors or [],
    )
