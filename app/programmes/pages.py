"""Program: the list of programmes, their content, copies, and next versions."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from app.db import SessionDep
from app.errors import AppError
from app.programmes.dates.calendar import Calendar
from app.programmes.dates.compiler import compile_programme
from app.programmes.hours import hours_asked
from app.programmes.language.definition import Definition
from app.programmes.language.problems import Unusable
from app.programmes.own import stored
from app.programmes.own.derived import new_version
from app.programmes.own.form_fields import changed_between, changes_typed, fields_of, place_of
from app.programmes.service import in_short
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
ONLY_CHECK = "sjekk"


@router.get("/program")
def all_programmes(session: SessionDep, show: PageDep) -> HTMLResponse:
    """List the programmes, one's own first."""
    listed = [in_short(definition) for definition in stored.all_programmes(session)]
    return show(
        "programmes/programmes.html",
        title=gettext("Program"),
        programmes=sorted(listed, key=lambda one: (one["shipped"], one["name"])),
    )


@router.get("/program/{key}")
def one_programme(session: SessionDep, key: str, show: PageDep, versjon: int | None = None) -> HTMLResponse:
    """Show a programme in its newest version, or in the version asked for."""
    return _show(show, stored.find(session, key=key, version=versjon))


@router.post("/program/{key}/kopi")
def copy_programme(
    press: FormPressDep, key: str, show: PageDep, own_key: Typed = "", name: Typed = "", owner: Typed = ""
) -> Response:
    """Copy this programme as the unit's own, and go on to change the copy."""

    def act() -> str:
        made = stored.copy(
            press.session,
            of=stored.find(press.session, key=key),
            key=own_key,
            name=name,
            owner=owner,
            changes={},
            deed=press.deed,
        )
        return f"/program/{made.key}/endre"

    try:
        return press.once(act)
    except AppError as error:
        typed = {"own_key": own_key, "name": name, "owner": owner}
        definition = stored.find(press.session, key=key)
        return _show(show, definition, errors=_errors(error), typed=typed)


@router.get("/program/{key}/endre")
def edit_programme(session: SessionDep, key: str, show: PageDep) -> HTMLResponse:
    """Show a programme of one's own as a form."""
    definition = stored.find(session, key=key)
    return _edit(show, definition, fields_of(definition))


async def _typed(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


@router.post("/program/{key}/endre")
def save_version(
    press: FormPressDep, key: str, show: PageDep, typed: Annotated[dict[str, str], Depends(_typed)]
) -> Response:
    """Check the typed fields and, unless only a check was asked for, store the next version.

    Cohorts that have started keep theirs.
    """
    definition = stored.find(press.session, key=key)
    fields = {**fields_of(definition), **typed}

    def act() -> str:
        press.unchanged(f"{key} {definition.version}")
        changes = changes_typed(definition, typed)
        made = stored.revise(press.session, key=key, changes=changes, deed=press.deed)
        return f"/program/{key}?versjon={made.version}"

    try:
        if typed.get("bare") == ONLY_CHECK:
            made = new_version(definition, changes_typed(definition, typed))
            return _edit(show, definition, fields, checked=compile_programme(made, press.deed.at.year + 1))
        return press.once(act)
    except AppError as error:
        errors = [*_errors(error, definition), *_meanwhile(press, definition, typed.get("version", ""))]
        return _edit(show, definition, fields, errors=errors)


def _meanwhile(press: FormPress, now: Definition, version: str) -> list[tuple[str, str]]:
    """Return the present text of each field that another person has changed since a version was shown."""
    if not version.isdecimal() or int(version) == now.version:
        return []
    shown = stored.find(press.session, key=now.key, version=int(version))
    changed = changed_between(shown, now)
    return [(name, f"Dette er i mellomtiden endret til «{text}».") for name, text in changed.items()]


def _errors(error: AppError, definition: Definition | None = None) -> list[tuple[str, str]]:
    """Return the errors, each with the field it belongs to."""
    if not isinstance(error, Unusable):
        return [("", str(error))]
    return [(place_of(problem.path, definition), problem.text) for problem in error.problems]


def _show(show: Page, definition: Definition, **more: Any) -> HTMLResponse:  # noqa: ANN401 - what was typed
    return show(
        "programmes/programme.html",
        status=422 if more.get("errors") else 200,
        title=definition.name,
        definition=definition,
        hours=hours_asked(definition),
        shipped=in_short(definition)["shipped"],
        **{"errors": [], "typed": {}, **more},
    )


def _edit(
    show: Page,
    definition: Definition,
    typed: dict[str, str],
    *,
    errors: list[tuple[str, str]] | None = None,
    checked: Calendar | None = None,
) -> HTMLResponse:
    return show(
        "programmes/edit.html",
        status=422 if errors else 200,
        title=gettext("Endre %(name)s") % {"name": definition.name},
        definition=definition,
        shipped=in_short(definition)["shipped"],
        typed=typed,
        errors=errors or [],
        checked=checked,
    )
