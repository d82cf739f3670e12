"""Pages: a template that stands beside its feature, in the frame, in the reader's language."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from babel.numbers import format_decimal
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FunctionLoader

from app import audit, people
from app.access import NOBODY, Asker
from app.config import settings
from app.db import SessionDep  # noqa: TC001 - FastAPI reads the annotation
from app.halt import Halt, standing_halt
from app.web import dates, language
from app.web.packages import address, packages
from app.web.pagination import asked_for
from app.web.tabs import leads_to, may_send, tabs

Page = Callable[..., HTMLResponse]
APP = Path(__file__).parent.parent
VERSION = version("kull")
_request: ContextVar[Request] = ContextVar("request")
_read: ContextVar[int] = ContextVar("read", default=0)
_halt: ContextVar[Halt | None] = ContextVar("halt", default=None)


def _template(name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Find `dashboard/cohorts.html` in the folder `dashboard/templates`; the frame and its parts are the web's own."""
    feature, _, file = name.rpartition("/")
    path = APP / (feature or "web") / "templates" / file
    if not path.is_file():
        return None
    return path.read_text("utf-8"), str(path), lambda: True


def _without_hidden(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
    """Show marks where a text, whoever wrote it, would steer how the page is read; markup stays markup."""
    if not isinstance(value, str) or (shown := people.with_marks(value)) == value:
        return value
    return type(value)(shown)


def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        finalize=_without_hidden,
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
    )
    made.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension's own
    made.filters |= {
        "day": dates.day,
        "short_day": dates.short_day,
        "clock": dates.clock,
        "clock_24": lambda at: f"{at.astimezone(dates.OSLO):%H:%M}",
        "moment": dates.moment,
        "translated": language.gettext,
        "decimal": lambda number: format_decimal(number, locale=language.locale()),
    }
    made.globals |= {
        "when": dates.when,
        "ago": dates.ago,
        "lately": dates.lately,
        "until": dates.until,
        "one_minute": timedelta(minutes=1),
        "now": lambda: settings().clock(),
        "form_token": _form_token,
        "may_send": lambda action: may_send(_asker(), action),
        "form_key": lambda: secrets.token_urlsafe(12),
        "read_so_far": _read.get,
        "standing_halt": _halt.get,
        "paged": lambda things, name: asked_for(things, name=name, query=_request.get().query_params),
        "static": address,
    }
    return made


def _asker() -> Asker:
    return getattr(_request.get().state, "asker", None) or Asker(actor=NOBODY)


def _form_token() -> str:
    """Return the token that a form of this browser must carry."""
    return _asker().form_token


def is_framed(request: Request) -> bool:
    """Tell whether a page is shown inside another, as a tab in Teams is."""
    return request.headers.get("sec-fetch-dest") == "iframe"


def _frame(request: Request) -> dict[str, Any]:
    """Return the frame's variables for every template."""
    return {
        "language": language.current_language(),
        "languages": language.LANGUAGES,
        "packages": packages(),
        "framed": is_framed(request),
        "in_teams": is_framed(request) and request.app.state.sign_in.secure,
        "who": getattr(request.state, "asker", None),
        "statement": settings().accessibility_statement,
        "privacy": settings().privacy_url or "/personvern",
        "version": VERSION,
        "tabs": lambda cohort_id: tabs(request, cohort_id),
        "leads_to": lambda name, **path: leads_to(request, name, **path),
    }


templates = Jinja2Templates(env=_environment(), context_processors=[_frame])


ReadFirst = tuple[int, Halt | None]
NOTHING_READ: ReadFirst = (0, None)


def read_first(session: SessionDep) -> ReadFirst:
    """Read the version before the route reads any row, so that later changes count as unread; and the halt, if any."""
    return audit.read_so_far(session), standing_halt(session)


async def page(request: Request, read: Annotated[ReadFirst, Depends(read_first)] = NOTHING_READ) -> Page:
    """Give a route the function that renders its template. From here on its sentences are in the reader's language."""
    _request.set(request)
    _read.set(read[0])
    _halt.set(read[1])
    language.speak(language.language_of(request))

    def show(name: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - a template's context
        return templates.TemplateResponse(request, name, context, status_code=status)

    return show


PageDep = Annotated[Page, Depends(page)]
