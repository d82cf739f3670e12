"""How a refusal is told: to programs as RFC 9457 says, to people as a page, and to a stranger as a way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse

from app.errors import AppError
from app.sign_in.errors import NotSignedIn, TokenRefused
from app.web.page import templates

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import Response


def tell_refusals(app: FastAPI) -> None:
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _misunderstood)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - registered for AppError
    if not _is_page(request):
        headers = {"WWW-Authenticate": _challenge(error)} if isinstance(error, NotSignedIn) else {}
        return _problem(error.status, error.title, str(error), headers, **error.more())
    if isinstance(error, NotSignedIn) and not isinstance(error, TokenRefused) and request.method == "GET":
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(here, safe='')}", status_code=303)
    told = {"title": error.title, "sentence": str(error), "sign_in": isinstance(error, NotSignedIn)}
    return templates.TemplateResponse(request, "refusal.html", told, status_code=error.status)


def _is_page(request: Request) -> bool:
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def _challenge(error: NotSignedIn) -> str:
    if isinstance(error, TokenRefused):
        return f'Bearer error="invalid_token", error_description="{error.reason}"'
    return "Bearer"


async def _misunderstood(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    places = [
        {"path": "/".join(str(part) for part in problem["loc"]), "text": problem["msg"]}
        for problem in error.errors()
    ]
    return _problem(422, "Må rettes", "Forespørselen har felt som ikke kan leses.", problems=places)


def _problem(
    status: int,
    title: str,
    detail: str,
    headers: dict[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - extension members
) -> JSONResponse:
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(content, status_code=status, headers=headers, media_type="application/problem+json")
