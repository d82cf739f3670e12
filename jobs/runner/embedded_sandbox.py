"""The embedded sandbox's door: while a service runs it, others reach the same tenant over loopback."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Code, Refused
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.server import server
from jobs.tenant import embedded_sandbox_address_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.config import Settings


@asynccontextmanager
async def embedded_sandbox(settings: Settings) -> AsyncIterator[str]:
    """Serve the sandbox on the loopback port it had last time, or a free one; write down which, and give its address.

    Where another one is named there is nothing to serve, and the address is the one it has.
    """
    if settings.sandbox_url or settings.tenant == "live":
        yield settings.sandbox_url
        return
    with closing(_state(settings)) as state:
        door = _open_door(settings)
        serving = server(state)
        task = asyncio.ensure_future(serving.serve(sockets=[door]))
        while not serving.started and not task.done():  # noqa: ASYNC110 - uvicorn has a flag, no event
            await asyncio.sleep(0.01)
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        embedded_sandbox_address_file(settings).write_text(json.dumps({"address": address}))
        try:
            yield address
        finally:
            embedded_sandbox_address_file(settings).unlink(missing_ok=True)
            serving.should_exit = True
            await task


def _open_door(settings: Settings) -> socket.socket:
    """Listen where we did last time, so that links and whoever reads on from an address find us again."""
    file = Path(settings.sandbox_file).with_suffix(".port")
    try:
        door = _listening(int(file.read_text()))
    except (OSError, ValueError, OverflowError):  # never served, or somebody else has it now
        door = _listening(0)
    file.write_text(str(door.getsockname()[1]))
    return door


def _listening(port: int) -> socket.socket:
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what we left a moment ago is free
    try:
        door.bind(("127.0.0.1", port))
        door.listen()
    except BaseException:
        door.close()
        raise
    return door


def _state(settings: Settings) -> State:
    """Read what the sandbox remembers. Raises Refused for a file that holds something else."""
    try:
        return State(Path(settings.sandbox_file))
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise Refused(
            Code.sandbox_unreadable,
            f"Sandkassens fil {settings.sandbox_file} kan ikke leses ({type(error).__name__}). "
            "Flytt den bort for å begynne med en tom sandkasse.",
        ) from error
