"""Puts the pieces together (ASGI): `uvicorn --factory app.main:create_app`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app import logs
from app.config import settings
from app.db import migrate
from app.enrolment.api import router as enrolment
from app.errors import AppError
from app.meetings.api import router as meetings
from app.programmes.api import router as programmes
from app.provisioning.api import router as provisioning
from app.provisioning.by_hand_api import router as by_hand
from app.provisioning.drift_api import router as drift
from app.provisioning.life_api import router as life
from app.provisioning.pages import router as pages
from app.web.frame import LOOPBACK, OnlyFromHere
from app.web.health import router as health
from jobs.runner import Runner

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

STATIC = Path(__file__).parent / "web" / "static"


def create_app() -> FastAPI:
    """Make the service. Raises Refused in live mode."""
    settings().refuse_what_is_not_safe()
    logs.configure()
    app = FastAPI(
        title="Kull",
        lifespan=_lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    for router in (programmes, provisioning, drift, by_hand, life, enrolment, meetings, health, pages):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_middleware(OnlyFromHere)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    app.add_exception_handler(AppError, _refused)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    migrate()
    runner = Runner(settings())
    runner.start()
    app.state.wake = runner.wake
    runner.wake()
    try:
        yield
    finally:
        runner.stop()


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AppError)  # noqa: S101 - registered for AppError
    return _problem(error.status, error.title, str(error), **error.more())


async def _misunderstood(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    places = [
        {"path": "/".join(str(part) for part in problem["loc"]), "text": problem["msg"]}
        for problem in error.errors()
    ]
    return _problem(422, "Må rettes", "Forespørselen har felt som ikke kan leses.", problems=places)


def _problem(status: int, title: str, detail: str, **more: Any) -> JSONResponse:  # noqa: ANN401 - extension members
    """Answer as RFC 9457 says."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(content, status_code=status, media_type="application/problem+json")
