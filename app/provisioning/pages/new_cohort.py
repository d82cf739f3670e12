"""Nytt kull: choose a programme and a year, look at the dates, and start."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, Response

from app import cohorts, programmes
from app.config import settings
from app.db import SessionDep
from app.errors import AppError
from app.programmes import Calendar, Definition, compile_programme
from app.provisioning.lifecycle.start import FIRST_YEAR, LAST_YEAR, start_cohort, start_cohort_like
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
LIKE = "kull:"


@dataclass
class NewCohort:
    """The form as typed; `what` is a programme's key, or `kull:` and the number of a cohort to be like.

    `version` is an earlier version of the programme; empty is the newest.
    """

    name: Annotated[str, Form()] = ""
    what: Annotated[str, Form()] = ""
    start_year: Annotated[str, Form()] = ""
    version: Annotated[str, Form()] = ""


@router.get("/nytt-kull")
def new_cohort(
    session: SessionDep,
    show: PageDep,
    name: str = "",
    what: str = "",
    start_year: str = "",
    version: str = "",
) -> HTMLResponse:
    """Ask for a programme and a year; once both are chosen, show every date before anything is stored."""
    year = start_year or str(settings().clock().year + 1)
    typed = NewCohort(name=name, what=what, start_year=year, version=version)
    return _form(session, show, typed, errors=[])


@router.post("/nytt-kull")
def start_typed(press: FormPressDep, show: PageDep, typed: Annotated[NewCohort, Depends()]) -> Response:
    """Start it, and go on to its dates."""

    def act() -> str:
        return f"/kull/{_start(press, typed)}/datoer"

    try:
        return press.once(act)
    except AppError as error:
        field = "start_year" if "Startåret" in str(error) or "starte etter" in str(error) else "name"
        return _form(press.session, show, typed, errors=[(field, str(error))])


def _start(press: FormPress, typed: NewCohort) -> int:
    usual: dict[str, Any] = {"name": typed.name, "start_year": _number(typed.start_year), "deed": press.deed}
    if typed.what.startswith(LIKE):
        like = cohorts.called(press.session, typed.what.removeprefix(LIKE))
        return start_cohort_like(press.session, like=like, **usual).id
    definition = programmes.find(press.session, key=typed.what, version=_number(typed.version) or None)
    return start_cohort(press.session, definition=definition, **usual).id


def _number(text: str) -> int:
    """Return the year or version that was typed; 0, which neither can be, for other text."""
    return int(text) if text.strip().isdecimal() else 0


def _form(
    session: SessionDep, show: Page, typed: NewCohort, *, errors: list[tuple[str, str]]
) -> HTMLResponse:
    definition = _definition(session, typed)
    calendar = _calendar(session, definition, typed)
    return show(
        "provisioning/new_cohort.html",
        status=422 if errors else 200,
        title=gettext("Nytt kull"),
        typed=typed,
        errors=errors,
        choices=_choices(session),
        definition=definition,
        versions=_versions(session, definition),
        calendar=calendar,
        **_asked(definition, calendar),
    )


def _choices(session: SessionDep) -> list[tuple[str, str]]:
    there = [(one.key, f"{one.name} ({one.owner})") for one in programmes.all_programmes(session)]
    earlier = [
        (f"{LIKE}{one.id}", gettext("Som %(name)s") % {"name": one.name}) for one in cohorts.in_short(session)
    ]
    return [*there, *earlier]


def _definition(session: SessionDep, typed: NewCohort) -> Definition | None:
    if not typed.what or typed.what.startswith(LIKE):
        return None
    return programmes.find(session, key=typed.what, version=_number(typed.version) or None)


def _versions(session: SessionDep, definition: Definition | None) -> list[int]:
    """Return the numbers of the programme's versions, the newest first."""
    return [one.version for one in programmes.every_version(session)[definition.key]] if definition else []


def _asked(definition: Definition | None, calendar: Calendar | None) -> dict[str, Any]:
    """Return what the programme asks of those who apply in the year."""
    if definition is None or calendar is None:
        return {}
    return {
        "application": programmes.how_to_apply(definition, calendar.start_year),
        "hours": programmes.hours_asked(definition),
    }


def _calendar(session: SessionDep, definition: Definition | None, typed: NewCohort) -> Calendar | None:
    year = _number(typed.start_year)
    if definition is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return compile_programme(definition, year, school_holidays=programmes.known_school_holidays(session))
