"""A line in the log and a count for each request, under an id that the answer carries too."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import uuid4

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import MutableHeaders

from app.web.http.heads import METHODS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()
REQUESTS = Counter("kull_requests_total", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram("kull_request_seconds", "How long an answer took to begin.", ["route"])
OTHER = "other"
"""Stands for a method or an address that is none of ours: what strangers invent makes no label and no field."""


class Journal:
    """Log the route and never the address itself: an address may carry a link's secret, or a name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, begun = uuid4().hex, time.perf_counter()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
                _note(scope, message["status"], time.perf_counter() - begun)
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            await self.app(scope, receive, noted)


def _note(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", OTHER)
    method = scope["method"] if scope["method"] in METHODS else OTHER
    REQUESTS.labels(method, route, status).inc()
    SECONDS.labels(route).observe(seconds)
    log.info("answered", who=_who(scope), method=method, route=route, status=status, ms=round(seconds * 1000))


def _who(scope: Scope) -> str:
    """Name the sender by their Entra id, which tells nothing to a reader of the log alone."""
    asker = scope.get("state", {}).get("asker")
    return getattr(asker, "entra_id", "")
