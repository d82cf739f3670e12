"""The tenant on a socket, in the main thread or in the loop of another."""

import threading
from asyncio import BaseTransport, Transport
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import Receive, Sandbox, Scope, Send, create_sandbox
from .state import State

Client = tuple[str, int]
transports: dict[Client, Transport] = {}


class DroppableProtocol(H11Protocol):
    """Remembers its connection, so that a fault can drop it in the middle."""

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast("Transport", transport))
        if self.client:
            transports[self.client] = cast("Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.client:
            transports.pop(self.client, None)
        super().connection_lost(exc)


class Droppable:
    def __init__(self, app: Sandbox) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = transports.get(tuple(scope.get("client") or ()))
        if transport is not None:
            scope["extensions"] = dict(scope.get("extensions") or {}) | {"kull.hang_up": transport.abort}
        await self.app(scope, receive, send)


class QuietServer(uvicorn.Server):
    """Leaves the process's signals alone when it does not own the main thread."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is threading.main_thread():
            with super().capture_signals():
                yield
        else:
            yield


def server(state: State, host: str = "127.0.0.1", port: int = 8100) -> uvicorn.Server:
    """Serve from a loop of one's own with `await ….serve()`; `should_exit = True` stops it."""
    config = uvicorn.Config(
        Droppable(create_sandbox(state)),
        host=host,
        port=port,
        http=DroppableProtocol,
        log_level="warning",
        access_log=False,
        date_header=False,
        server_header=False,
        lifespan="off",
    )
    return QuietServer(config)


def serve(state: State, host: str = "127.0.0.1", port: int = 8100) -> None:
    """Until it is told to stop."""
    server(state, host, port).run()
