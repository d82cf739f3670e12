"""Endringer: changes of people, shown with what they do and to whom, approved one by one or all together."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts
from app.cohorts import ChangeKind, ChangeSource, Cohort, PeopleChange
from app.config import settings
from app.db import Number, SessionDep
from app.errors import AppError, Conflict
from app.people import role_titles
from app.people_changes.decide import approve_changes, drop
from app.people_changes.effects import Effects, effects_of
from app.people_changes.views import change_in_full
from app.people_changes.wishes import Wish, proposed_by
from app.provisioning import surroundings
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
EVERY_ONE = "alle"
MAX_DECIDED_SHOWN = 30


@dataclass
class Typed:
    """The fields of a proposal, as they are typed on the page."""

    kind: Annotated[ChangeKind, Form()] = ChangeKind.swap
    who: Annotated[str, Form(max_length=200)] = ""
    name: Annotated[str, Form(max_length=200)] = ""
    email: Annotated[str, Form(max_length=200)] = ""
    team: Annotated[str, Form(max_length=200)] = ""
    to_team: Annotated[str, Form(max_length=200)] = ""
    role: Annotated[str, Form(max_length=200)] = ""
    tasks: Annotated[str, Form()] = "handed_over"

    @property
    def wish(self) -> Wish:
        """Return it as a wish; a chosen member is «address|team»."""
        who, _, team = self.who.partition("|")
        return Wish(
            kind=self.kind,
            who=who,
            name=self.name,
            email=self.email,
            team=self.team or team,
            to_team=self.to_team,
            roles=[self.role] if self.role.strip() else [],
            tasks_left=self.tasks == "left",
        )


TypedDep = Annotated[Typed, Depends()]


@dataclass
class Chosen:
    """The changes of a press, and the checksum of the effects that were shown with them."""

    change_id: Annotated[list[Number], Form(default_factory=list)]
    checksum: Annotated[str, Form()] = ""
    why: Annotated[str, Form(max_length=500)] = ""


@router.get("/kull/{cohort_id}/endringer")
def people_changes_page(
    session: SessionDep, cohort_id: int, show: PageDep, vis: str = "", team: str = ""
) -> HTMLResponse:
    """Show the changes that wait, what the chosen ones do, and the forms for new ones."""
    return _page(session, cohort_id, show, chosen=vis, only_team=team)


@router.post("/kull/{cohort_id}/endringer")
def propose(press: FormPressDep, cohort_id: int, show: PageDep, typed: TypedDep) -> Response:
    """Propose a change and go on to what it does. Nothing has been done."""

    def act() -> str:
        change = proposed_by(press.session, cohort_id, typed.wish, source=ChangeSource.unit, deed=press.deed)
        return f"/kull/{cohort_id}/endringer?vis={change.id}#vist"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[(f"{typed.kind}-form", str(error))], typed=typed)


@router.post("/kull/{cohort_id}/endringer/godkjenn")
def approve(
    press: FormPressDep, cohort_id: int, show: PageDep, chosen: Annotated[Chosen, Depends()]
) -> Response:
    """Approve changes as they were shown; the next pass sends what they mean."""

    def act() -> str:
        approve_changes(
            press.session,
            cohort_id,
            chosen.change_id,
            checksum=chosen.checksum or None,
            deed=press.deed,
            around=surroundings(settings()),
        )
        return f"/kull/{cohort_id}/endringer#avgjort"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("", str(error))])


@router.post("/kull/{cohort_id}/endringer/forkast")
def drop_changes(
    press: FormPressDep, cohort_id: int, show: PageDep, chosen: Annotated[Chosen, Depends()]
) -> Response:
    """Drop changes that wait; a team that asked is told why."""

    def act() -> str:
        for change_id in chosen.change_id:
            drop(press.session, cohort_id, change_id, why=chosen.why, deed=press.deed)
        return f"/kull/{cohort_id}/endringer"

    try:
        return press.once(act)
    except AppError as error:
        return _page(press.session, cohort_id, show, errors=[("", str(error))])


def _page(
    session: SessionDep,
    cohort_id: int,
    show: Page,
    *,
    chosen: str = "",
    only_team: str = "",
    errors: list[tuple[str, str]] | None = None,
    typed: Typed | None = None,
) -> HTMLResponse:
    cohort = cohorts.get(session, cohort_id)
    waiting = cohorts.waiting_changes(session, cohort_id)
    decided = cohorts.decided_changes(session, cohort_id)[::-1][:MAX_DECIDED_SHOWN]
    asked = [one for one in waiting if chosen in {EVERY_ONE, str(one.id)}]
    effects, why_not = _effects(session, cohort_id, asked)
    return show(
        "people_changes/endringer.html",
        status=422 if errors else 200,
        title=gettext("Endringer"),
        cohort=cohort,
        waiting=[change_in_full(session, one) for one in waiting],
        decided=[change_in_full(session, one) for one in decided],
        shown=asked,
        effects=effects,
        why_not=why_not,
        things=effects.changes[len(asked) :] if effects else [],
        members=_members(session, cohort, only_team),
        teams=[("", gettext("Hele kullet")), *((one.name, one.name) for one in _teams(session, cohort))],
        roles=role_titles(cohorts.own_role_names(session, cohort)),
        typed=typed or Typed(team=only_team),
        errors=errors or [],
    )


def _effects(session: SessionDep, cohort_id: int, asked: list[PeopleChange]) -> tuple[Effects | None, str]:
    if not asked:
        return None, ""
    try:
        return effects_of(session, cohort_id, asked, surroundings(settings())), ""
    except Conflict as why_not:
        return None, str(why_not)


def _teams(session: SessionDep, cohort: Cohort) -> list[cohorts.Team]:
    return sorted(cohorts.teams_of(session, cohort_id=cohort.id), key=lambda team: team.name)


def _members(session: SessionDep, cohort: Cohort, only_team: str) -> list[tuple[str, str]]:
    """Return everybody in the cohort, or in a team, once for each team: «address|team» and how they are called."""
    names: dict[int | None, str] = {team.id: team.name for team in _teams(session, cohort)}
    held = {
        (
            f"{one.email}|{names.get(one.team_id, '')}",
            one.name,
            names.get(one.team_id) or gettext("hele kullet"),
        )
        for one in cohorts.holders(session, cohort_id=cohort.id)
        if not only_team or names.get(one.team_id) == only_team
    }
    return [(value, f"{name} ({home})") for value, name, home in sorted(held, key=lambda one: one[1:])]
