"""The tenant on a socket, in the main thread or in the loop of another."""

import asyncio
import threading
from asyncio import BaseTransport, Transport
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from graph_adapters.sandbox.engine.asgi import Receive, Scope, Send
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.sign_in.certificates import certificates

from .app import create_sandbox

Client = tuple[str, int]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
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

    def shutdown(self) -> None:
        """Leave an idle connection at once: over TLS a farewell is waited for half a minute."""
        super().shutdown()
        if self.transport.is_closing():
            self.transport.abort()


class DroppableApp:
    def __init__(self, app: Asgi) -> None:
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


def server(
    tenant: State | Asgi, host: str = "127.0.0.1", port: int = 8100, *, tls: Path | None = None
) -> uvicorn.Server:
    """Serve from a loop of one's own with `await ….serve()`; `should_exit = True` stops it.

    With a folder `tls` it is https, by a certificate from there. Whatever host name a request comes with is served.
    """
    files = certificates(tls) if tls else None
    config = uvicorn.Config(
        DroppableApp(create_sandbox(tenant) if isinstance(tenant, State) else tenant),
        host=host,
        port=port,
        http=DroppableProtocol,
        log_level="warning",
        access_log=False,
        date_header=False,
        server_header=False,
        lifespan="off",
        ssl_certfile=files.certificate if files else None,
        ssl_keyfile=files.key if files else None,
    )
    return QuietServer(config)


def serve(
    state: State,
    host: str = "127.0.0.1",
    port: int = 8100,
    *,
    secure_port: int | None = None,
    tls: Path = Path(".kull/tls"),
) -> None:
    """Serve until told to stop; with `secure_port` the same tenant answers https there."""
    app = create_sandbox(state)
    doors = [server(app, host, port)]
    doors += [server(app, host, secure_port, tls=tls)] if secure_port is not None else []
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(doors))


async def _serve(doors: list[uvicorn.Server]) -> None:
    """Stop all servers when any is told to stop."""
    tasks = [asyncio.create_task(door.serve()) for door in doors]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for door in doors:
        door.should_exit = True
    await asyncio.gather(*tasks)
