"""What can only be seen on a socket, with the tenant in a thread of its own."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.sandbox.tenant import new_group

from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.server import server
from graph_adapters.sandbox.sign_in.tokens import mint_token

MAX_START_SECONDS = 120  # only a tenant that hangs meets it
PROGRAM = """
import sys
from pathlib import Path
from graph_adapters.sandbox.server import serve
from graph_adapters.sandbox.engine.state import State
serve(State(Path(sys.argv[1])), port=int(sys.argv[2]))
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _served(state: State) -> Iterator[httpx.Client]:
    running = server(state, port=_free_port())
    thread = threading.Thread(target=lambda: asyncio.run(running.serve()))
    thread.start()
    while not running.started:
        time.sleep(0.01)
    headers = {"authorization": f"Bearer {mint_token(state)}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{running.config.port}", headers=headers) as client:
        yield client
    running.should_exit = True
    thread.join()


def _fault(client: httpx.Client, **rule: Any) -> None:
    assert client.post("/_sandbox/faults", json=rule).status_code == 200


def test_a_dropped_connection_is_seen_as_one() -> None:
    with _served(State()) as client:
        _fault(client, operation="group.create", kind="hang_up", after=True)
        with pytest.raises(httpx.RemoteProtocolError):
            client.post("/v1.0/groups", json=new_group())
        assert len(client.get("/v1.0/groups").json()["value"]) == 1


def test_an_answer_can_be_cut_in_the_middle() -> None:
    with _served(State()) as client:
        _fault(client, operation="user.list", kind="cut", after=True)
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/v1.0/users")
        assert client.get("/v1.0/users").status_code == 200


def test_an_answer_can_fail_to_come() -> None:
    with _served(State()) as client:
        _fault(client, operation="user.list", kind="timeout", seconds=1)
        with pytest.raises(httpx.ReadTimeout):
            client.get("/v1.0/users", timeout=0.2)


def test_a_killed_process_has_lost_nothing_that_it_answered(tmp_path: Path) -> None:
    journal, port = tmp_path / "tenant.jsonl", _free_port()
    headers = {"authorization": f"Bearer {_token(journal)}"}
    for expected in ([], ["Tørn kull 3"]):
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(journal), str(port)])  # noqa: S603 -- our own
        address = f"http://127.0.0.1:{port}/v1.0"
        with httpx.Client(base_url=address, headers=headers, timeout=MAX_START_SECONDS) as client:
            names = [row["displayName"] for row in _patiently(client, "/groups")["value"]]
            client.post("/groups", json=new_group())
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert names == expected


def _token(journal: Path) -> str:
    state = State(journal)
    token = mint_token(state)
    state.close()
    return token


def _patiently(client: httpx.Client, path: str) -> Any:
    deadline = time.monotonic() + MAX_START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.ConnectError):
            return client.get(path).json()
        time.sleep(0.05)
    return pytest.fail("The tenant did not start.")
