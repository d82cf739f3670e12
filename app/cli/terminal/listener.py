"""The service on its port: the port is taken first, the sentence comes when it answers, and a failure is raised."""

from __future__ import annotations

import os
import socket
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.importer import import_from_string

from app.cli.terminal.hurried import Hurried
from app.errors import Code, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_HEAD_BYTES, KEEP_ALIVE_SECONDS = 40 * 1024, 5
MAX_CONNECTIONS = 1000
"""At once; more are answered 503, before they take the files a process may have open."""
LAST_ANSWERS = 3
"""Seconds for answers under way when the service is stopped; whoever follows a cohort would hold it for ever."""


def take_port(host: str, port: int) -> socket.socket:
    """Take the port before anything else is begun. Raises Refused when another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise Refused(
            Code.port_taken, f"Port {port} på {host} kan ikke brukes ({why}). Velg en annen med --port."
        ) from error


class Listener(uvicorn.Server):
    """Begins and ends the app itself: what fails there is raised, where uvicorn would only log its trace."""

    def __init__(self, factory: str, taken: socket.socket, when_it_answers: Callable[[], None]) -> None:
        self._app, self._taken, self._when_it_answers = import_from_string(factory)(), taken, when_it_answers
        self._begun = AsyncExitStack()
        super().__init__(
            uvicorn.Config(
                self._app,
                lifespan="off",
                log_config=None,
                access_log=False,
                http=Hurried,
                ws="none",
                proxy_headers=False,  # ours asks the settings whom to believe; uvicorn's believes this machine
                h11_max_incomplete_event_size=MAX_HEAD_BYTES,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                limit_concurrency=MAX_CONNECTIONS,
                timeout_graceful_shutdown=LAST_ANSWERS,
            )
        )

    def listen(self) -> None:
        """Serve until told to stop."""
        self.run(sockets=[self._taken])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self._begun.enter_async_context(self._app.router.lifespan_context(self._app))
        await super().startup(sockets)
        self._when_it_answers()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await self._begun.aclose()
