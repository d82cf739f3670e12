"""Endre et program: the whole of it as one form. Presses change the form alone; saving stores the next version."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute

from app import audit
from app.db import SessionDep
from app.errors import AppError
from app.programmes.dates.calendar import Calendar
from app.programmes.dates.compiler import compile_programme
from app.programmes.dates.norwegian import day_in_norwegian, when_in_norwegian
from app.programmes.language.definition import Definition
from app.programmes.own import stored
from app.programmes.own.form.draft import draft_of, fields_of
from app.programmes.own.form.finished import next_version, remarks
from app.programmes.own.form.meanwhile import changed_between, taken_in
from app.programmes.own.form.presses import pressed
from app.programmes.own.form.refused import FormRefused
from app.programmes.own.form.shown import Form
from app.programmes.service import in_short
from app.web import FormPress, FormPressDep, Page, PageDep, gettext

ONLY_CHECK = "sjekk"
MAX_FIELDS = 20_000
"""Forty times what the largest programme has; the framework's own limit is less than a long programme needs."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class LongForm(APIRoute):
    """A route whose form may have many fields."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def read_first(request: Request) -> Response:
            if request.method == "POST":
                await request.form(max_fields=MAX_FIELDS)
            return await handle(request)

        return read_first


router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, route_class=LongForm)


@dataclass(kw_only=True)
class Shown:
    """How the form comes back; `focus` is what was pressed, `checked` its dates in a year."""

    typed: dict[str, str]
    errors: list[tuple[str, str]]
    focus: str = ""
    checked: Calendar | None = None


@router.get("/program/{key}/endre")
def edit_programme(session: SessionDep, key: str, show: PageDep) -> HTMLResponse:
    """Show a programme of one's own as a form."""
    return _edit(show, stored.find(session, key=key), Shown(typed={}, errors=[]))


async def _typed(request: Request) -> dict[str, str]:
    """Read the form; of boxes that are ticked, all."""
    typed: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            typed.setdefault(name, []).append(value)
    return {name: " ".join(value for value in values if value) for name, values in typed.items()}


@router.post("/program/{key}/endre")
def save_version(
    press: FormPressDep, key: str, show: PageDep, typed: Annotated[dict[str, str], Depends(_typed)]
) -> Response:
    """Do a press of the form, check it, or store the next version. Cohorts that have started keep theirs."""
    definition = stored.find(press.session, key=key)
    shown = _version_shown(press, definition, typed)
    if "gjor" in typed:
        fields, focus = pressed(draft_of(shown, typed), typed["gjor"], fields_of(shown))
        return _edit(show, shown, Shown(typed=fields, errors=[], focus=focus))

    def act() -> str:
        _refuse_if_newer(press, shown, definition)
        made = next_version(draft_of(definition, typed), of=definition)
        stored.keep(press.session, definition=made, deed=press.deed)
        return f"/program/{key}?versjon={made.version}"

    try:
        if typed.get("bare") == ONLY_CHECK:
            made = next_version(draft_of(shown, typed), of=shown)
            checked = compile_programme(made, press.deed.at.year + 1)
            return _edit(show, shown, Shown(typed=typed, errors=[], checked=checked))
        return press.once(act)
    except FormRefused as error:
        return _edit(show, shown, Shown(typed=typed, errors=error.fields))
    except AppError as error:
        fields = taken_in(typed, shown, definition)
        errors = [("", str(error)), *changed_between(shown, definition)]
        return _edit(show, definition, Shown(typed=fields, errors=errors))


def _refuse_if_newer(press: FormPress, shown: Definition, now: Definition) -> None:
    """Raise Conflict naming who stored a version after the one the form was begun from, however often it was shown."""
    about = f"{now.key} {now.version}"
    press.unchanged(about)
    if shown.version < now.version:
        audit.refuse_if_changed(press.session, about=(about,), since=0)


def _version_shown(press: FormPress, now: Definition, typed: dict[str, str]) -> Definition:
    """Return the version the form was begun from; another may have stored a newer since."""
    version = typed.get("version", "")
    if not version.isdecimal() or int(version) >= now.version:
        return now
    return stored.find(press.session, key=now.key, version=int(version))


def _edit(show: Page, definition: Definition, shown: Shown) -> HTMLResponse:
    draft, errors = draft_of(definition, shown.typed), dict(shown.errors)
    return show(
        "programmes/edit.html",
        status=422 if shown.errors else 200,
        title=gettext("Endre %(name)s") % {"name": definition.name},
        definition=definition,
        shipped=in_short(definition)["shipped"],
        form=Form(draft=draft, before=fields_of(definition), errors=errors, focus=shown.focus),
        errors=shown.errors,
        checked=shown.checked,
        remarks=remarks(draft, of=definition) if shown.checked else [],
        in_norwegian=when_in_norwegian,
        day_in_norwegian=day_in_norwegian,
    )
