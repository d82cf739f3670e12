"""A sandbox tenant reached over HTTP on a loopback socket; every request is held to what Graph takes."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.engine.state import State
from support.graph.requests import Checked

if TYPE_CHECKING:
    from collections.abc import Iterator


RUNNING: dict[str, State] = {}
"""The tenants that are served now, by their addresses."""


@dataclass
class SandboxOnASocket:
    """The address to call, and the state and the checks behind it."""

    address: str
    state: State
    checked: Checked

    def refuse_everybody(self) -> None:
        """Answer 401 to every request from now on."""
        rules(self.state).append(Fault(status=401, times=0))

    def writes(self) -> int:
        return int(self.state.memory.get("writes", 0))


@contextmanager
def sandbox_on_a_socket() -> Iterator[SandboxOnASocket]:
    """Serve a fresh sandbox from a thread; afterwards fail the test for requests Graph would not take."""
    state = State()
    checked = Checked(create_sandbox(state))
    config = uvicorn.Config(
        checked, port=0, log_level="warning", access_log=False, lifespan="off", date_header=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    RUNNING[address] = state
    yield SandboxOnASocket(address, state, checked)
    del RUNNING[address]
    server.should_exit = True
    thread.join()
    assert not checked.problems, checked.problems
