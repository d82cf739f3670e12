"""Serve the sandbox in a process of its own: python bench/tenant_apart.py PORT. Requests set its clock.

A request without the header is answered by the clock on the wall, so that the same process serves runs in real time.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.server import server

if TYPE_CHECKING:
    from graph_adapters.sandbox.engine.asgi import Receive, Scope, Send

HEADER = "x-bench-seconds"
BEGINNING = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


class ToldTheTime:
    """Sets the tenant's clock by each request before it is answered."""

    def __init__(self) -> None:
        self._seconds: float | None = None
        self._app = create_sandbox(State(clock=self._now))

    def _now(self) -> datetime:
        return datetime.now(UTC) if self._seconds is None else BEGINNING + timedelta(seconds=self._seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        for name, value in scope.get("headers", ()):
            if name == HEADER.encode():
                self._seconds = max(self._seconds or 0.0, float(value))
        await self._app(scope, receive, send)


if __name__ == "__main__":
    asyncio.run(server(ToldTheTime(), port=int(sys.argv[1])).serve())
