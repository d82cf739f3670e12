"""Program: the list of programmes, their content, copies, new programmes, and next versions."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from app.db import SessionDep
from app.errors import AppError
from app.programmes.hours import hours_asked
from app.programmes.language.definition import Definition
from app.programmes.language.problems import Unusable
from app.programmes.own import stored
from app.programmes.own.form.begun import Beginning, begun
from app.programmes.own.form.keys import key_of
from app.programmes.own.form.refused import FormRefused
from app.programmes.own.form.repeat_text import held_in_words
from app.programmes.own.form.words import KINDS
from app.programmes.service import in_short
from app.web import FormPressDep, Page, PageDep, gettext

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]


@router.get("/program")
def all_programmes(session: SessionDep, show: PageDep) -> HTMLResponse:
    """List the programmes, one's own first."""
    return _list(session, show)


async def _beginning(request: Request) -> Beginning:
    form = await request.form()
    return Beginning(**{name: str(form.get(name, "")) for name in Beginning.__dataclass_fields__})


@router.post("/program")
def begin_programme(
    press: FormPressDep, show: PageDep, typed: Annotated[Beginning, Depends(_beginning)]
) -> Response:
    """Begin a programme from nothing, and go on to write the rest of it."""

    def act() -> str:
        made = begun(typed, taken=_taken(press.session))
        return f"/program/{stored.keep(press.session, definition=made, deed=press.deed).key}/endre"

    try:
        return press.once(act)
    except AppError as error:
        errors = error.fields if isinstance(error, FormRefused) else [("", str(error))]
        return _list(press.session, show, errors=errors, typed=typed)


@router.get("/program/{key}")
def one_programme(session: SessionDep, key: str, show: PageDep, versjon: int | None = None) -> HTMLResponse:
    """Show a programme in its newest version, or in the version asked for."""
    return _show(show, stored.find(session, key=key, version=versjon))


@router.post("/program/{key}/kopi")
def copy_programme(
    press: FormPressDep, key: str, show: PageDep, name: Typed = "", owner: Typed = ""
) -> Response:
    """Copy this programme as the unit's own, and go on to change the copy."""

    def act() -> str:
        made = stored.copy(
            press.session,
            of=stored.find(press.session, key=key),
            key=key_of(name, _taken(press.session), otherwise="program"),
            name=name,
            owner=owner,
            changes={},
            deed=press.deed,
        )
        return f"/program/{made.key}/endre"

    try:
        return press.once(act)
    except AppError as error:
        definition = stored.find(press.session, key=key)
        return _show(show, definition, errors=_copy_errors(error), typed={"name": name, "owner": owner})


def _taken(session: SessionDep) -> set[str]:
    return {one.key for one in stored.all_programmes(session)}


def _copy_errors(error: AppError) -> list[tuple[str, str]]:
    """Return the errors of a copy, beside its two fields where they belong there."""
    if not isinstance(error, Unusable):
        return [("", str(error))]
    return [(one.path if one.path in {"name", "owner"} else "", one.text) for one in error.problems]


def _list(
    session: SessionDep,
    show: Page,
    *,
    errors: list[tuple[str, str]] | None = None,
    typed: Beginning | None = None,
) -> HTMLResponse:
    listed = [in_short(definition) for definition in stored.all_programmes(session)]
    return show(
        "programmes/programmes.html",
        status=422 if errors else 200,
        title=gettext("Program"),
        programmes=sorted(listed, key=lambda one: (one["shipped"], one["name"])),
        errors=errors or [],
        typed=typed or Beginning(),
        kinds=[(key, gettext(text)) for key, text in KINDS],
    )


def _show(show: Page, definition: Definition, **more: Any) -> HTMLResponse:  # noqa: ANN401 - what was typed
    return show(
        "programmes/programme.html",
        status=422 if more.get("errors") else 200,
        title=definition.name,
        definition=definition,
        hours=hours_asked(definition),
        shipped=in_short(definition)["shipped"],
        held_in_words=lambda meeting: held_in_words(meeting.model_dump(by_alias=True)),
        **{"errors": [], "typed": {}, **more},
    )
