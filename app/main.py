"""Puts the pieces together (ASGI): `uvicorn --factory app.main:create_app`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app import logs
from app.config import settings
from app.dashboard.log import router as log
from app.dashboard.pages import router as dashboard
from app.dashboard.status import router as status
from app.db import migrate
from app.enrolment.api import router as enrolment
from app.enrolment.pages import router as enrolment_pages
from app.meetings.api import router as meetings
from app.programmes.api import router as programmes
from app.programmes.pages import router as programme_pages
from app.provisioning.api import router as provisioning
from app.provisioning.drift_api import router as drift
from app.provisioning.pages import router as provisioning_pages
from app.web.choosing import router as choosing
from app.web.frame import LOOPBACK, OnlyFromHere
from app.web.health import router as health
from app.web.packages import STATIC, Static
from app.web.refusals import tell_refusals
from jobs.runner import Runner

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


APIS = (programmes, provisioning, drift, enrolment, meetings, health)
PAGES = (choosing, dashboard, log, status, programme_pages, enrolment_pages, provisioning_pages)


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
    for router in (*APIS, *PAGES):
        app.include_router(router)
    app.mount("/static", GZipMiddleware(Static(directory=STATIC)))
    app.add_middleware(OnlyFromHere)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    tell_refusals(app)
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
