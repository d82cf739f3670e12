"""The embedded sandbox's door: while a service runs it, others reach the same tenant over loopback."""

from __future__ import annotations

import asyncio
import json
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
    """Serve the sandbox on a free loopback port, write down which, and give its address.

    Where another one is named there is nothing to serve, and the address is the one it has.
    """
    if settings.sandbox_url or settings.tenant == "live":
        yield settings.sandbox_url
        return
    with closing(_state(settings)) as state:
        serving = server(state, port=0)
        task = asyncio.ensure_future(serving.serve())
        while not serving.started and not task.done():  # noqa: ASYNC110 - uvicorn has a flag, no event
            await asyncio.sleep(0.01)
        port = serving.servers[0].sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        embedded_sandbox_address_file(settings).write_text(json.dumps({"address": address}))
        try:
            yield address
        finally:
            embedded_sandbox_address_file(settings).unlink(missing_ok=True)
            serving.should_exit = True
            await task


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
