"""Answers to refusals: RFC 9457 for programs, a page for people, and a way in for strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import DatabaseError
from starlette.exceptions import HTTPException

from app.db import AWAY, is_given_up
from app.errors import AppError, Code, NotForYou, Refused
from app.health import Problem, problem_of
from app.sign_in import NotSignedIn, TokenRefused
from app.web.language import gettext, said
from app.web.own_path import path_of_ours, way_in
from app.web.page import is_framed, page

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import Response

log = structlog.get_logger()
MISUNDERSTOOD = "Forespørselen har felt som ikke kan leses."
TOO_LARGE = (
    said("For stor fil"),
    said("Det du sendte, er større enn det som tas imot her. Gjør filen mindre, og prøv igjen."),
)
SENTENCES = {
    404: (said("Siden finnes ikke"), said("Lenken kan være gammel, eller noe av adressen er borte.")),
    413: TOO_LARGE,
    405: (said("Kan ikke gjøres slik"), said("Gå tilbake og bruk knappene på siden.")),
}
BROKEN = (
    said("Noe gikk galt hos oss"),
    said("Feilen er skrevet i loggen. Prøv igjen, eller meld fra til IT."),
)
AWAY_FOR_NOW = (
    said("Databasen svarer ikke"),
    said("Vi når ikke databasen akkurat nå. Prøv igjen om litt; ingenting er halvt lagret."),
)
GIVEN_UP = (
    said("To lagret samtidig"),
    said("To lagret samtidig. Prøv igjen."),
)
NOT_SAVED: dict[Problem | None, tuple[str, str]] = {
    Problem.read_only: (
        said("Ingenting kan lagres nå"),
        said("Databasen kan leses, men ikke skrives i. Ingenting er halvt lagret. Meld fra til IT."),
    ),
    Problem.full: (
        said("Ingenting kan lagres nå"),
        said("Disken er full. Ingenting er halvt lagret. Meld fra til IT, og prøv igjen når det er plass."),
    ),
    Problem.damaged: (
        said("Databasen er skadet"),
        said("Noe av det som er lagret, kan ikke leses. Meld fra til IT med en gang."),
    ),
}
"""What is said instead where the database's own error tells more."""
A_LITTLE_LATER = {"Retry-After": "10"}
TITLES = (
    *(said("Finnes ikke"), said("Kan ikke gjøres nå"), said("Må rettes")),
    *(said("Ikke tillatt"), said("Står stille"), said("For stor fil"), said("Stanset")),
    said("For mange"),
)
"""What the refusals of app.errors are called, so that the catalogues know them."""


def tell_refusals(app: FastAPI) -> None:
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(HTTPException, _unknown)
    for error in AWAY:
        app.add_exception_handler(error, _away)
    app.add_exception_handler(DatabaseError, _damaged)
    app.add_exception_handler(Exception, _broken)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - registered for AppError
    _note(request, error)
    if not is_page(request):
        headers = {"WWW-Authenticate": _challenge(error)} if isinstance(error, NotSignedIn) else {}
        return _problem(error.status, error.title, str(error), headers, code=error.code, **error.details)
    if isinstance(error, NotSignedIn) and is_framed(request):
        return await _way_in_from_a_frame(request, error)
    if isinstance(error, NotSignedIn) and not isinstance(error, TokenRefused) and request.method == "GET":
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(way_in(here), status_code=303)
    return await _page(request, error.status, error.title, str(error), sign_in=isinstance(error, NotSignedIn))


def _note(request: Request, error: AppError) -> None:
    """Log a refused person, their route, and the check that failed."""
    if not isinstance(error, NotSignedIn | Refused | NotForYou):
        return
    asker, route = getattr(request.state, "asker", None), request.scope.get("route")
    log.warning(
        "turned away",
        who=getattr(asker, "entra_id", ""),
        method=request.method,
        route=getattr(route, "path", ""),
        why=getattr(error, "reason", type(error).__name__),
    )


async def _way_in_from_a_frame(request: Request, error: NotSignedIn) -> Response:
    """Show the way in. The sign-in service shows itself in no frame; inside Teams the page may sign in by itself."""
    show = await page(request)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return show("framed.html", status=error.status, title=gettext(error.title), here=path_of_ours(here))


def _challenge(error: NotSignedIn) -> str:
    if isinstance(error, TokenRefused):
        return f'Bearer error="invalid_token", error_description="{error.reason}"'
    return "Bearer"


async def _misunderstood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    if is_page(request):
        return await _page(request, 422, "Må rettes", MISUNDERSTOOD)
    places = [
        {"path": "/".join(str(part) for part in problem["loc"]), "text": problem["msg"]}
        for problem in error.errors()
    ]
    return _problem(422, "Må rettes", MISUNDERSTOOD, code=Code.request_malformed, problems=places)


async def _unknown(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    title, sentence = SENTENCES.get(error.status_code, BROKEN)
    if is_page(request):
        return await _page(request, error.status_code, title, sentence)
    return _problem(error.status_code, title, sentence)


async def too_large(request: Request) -> Response:
    title, sentence = TOO_LARGE
    if is_page(request):
        return await _page(request, 413, title, sentence)
    return _problem(413, title, sentence, code=Code.file_too_large)


async def _away(request: Request, error: Exception) -> Response:
    """Answer 503 with Retry-After while the database is away."""
    if is_given_up(error):
        log.warning("a transaction was given up because of another")
        return await _later(request, GIVEN_UP, Code.two_at_once)
    log.error("the database does not answer", exc_info=error)
    return await _later(request, NOT_SAVED.get(problem_of(error), AWAY_FOR_NOW), Code.database_away)


async def _later(request: Request, words: tuple[str, str], code: Code) -> Response:
    if not is_page(request):
        return _problem(503, *words, A_LITTLE_LATER, code=code)
    answer = await _page(request, 503, *words)
    answer.headers.update(A_LITTLE_LATER)
    return answer


async def _damaged(request: Request, error: Exception) -> Response:
    """Say that pages of the database are broken; any other error of ours in its words is a fault like the rest."""
    if problem_of(error) is Problem.damaged:
        return await _away(request, error)
    raise error


async def _broken(request: Request, error: Exception) -> Response:
    """Answer 500 for an unforeseen error, without a word of its cause; the log has it all."""
    if isinstance(error, AWAY):  # before a route was found
        return await _away(request, error)
    title, sentence = BROKEN
    return await _page(request, 500, title, sentence) if is_page(request) else _problem(500, title, sentence)


def is_page(request: Request) -> bool:
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


async def _page(
    request: Request, status: int, title: str, sentence: str, *, sign_in: bool = False
) -> Response:
    show = await page(request)
    told = {"title": gettext(title), "sentence": gettext(sentence), "sign_in": sign_in}
    return show("refusal.html", status=status, **told)


def _problem(
    status: int,
    title: str,
    detail: str,
    headers: dict[str, str] | None = None,
    *,
    code: Code | None = None,
    **more: Any,  # noqa: ANN401 - extension members
) -> JSONResponse:
    """Answer as RFC 9457 says; `about:blank` means that the status says it all."""
    reason = code.urn if code else "about:blank"
    content = {"type": reason, "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(content, status_code=status, headers=headers, media_type="application/problem+json")
