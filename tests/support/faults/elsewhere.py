"""A tenant and a job of ours, each in a process of its own, so that the job may be killed at any request.

What the tenant had done when the answer was lost stays done. Both are forked from this process, which has imported
everything already: a process begun anew takes longer to start than to do its work.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sqlite3
import time
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from app.cli import kull
from app.config import settings
from app.db import engine
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.server import serve
from jobs.tenant import Tenant, open_tenant
from support import tenant_census
from support.faults.world import ORGANISER, in_order
from support.terminal import surroundings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence
    from multiprocessing.context import ForkProcess
    from pathlib import Path

    from app.config import Settings

    Job = Callable[[Tenant, Settings], Awaitable[object]]

A_MINUTE = 60.0
ANY = "*"
DOWNLOAD = "download"
"""The bytes of a file come from another address than Graph's own, and so are named."""
ASKED_AGAIN = 2
"""A run may end so many requests before the one it was measured by: how often it looks for a folder is by chance."""


class Moment(NamedTuple):
    """The nth request of an operation, before or after the tenant did the work."""

    operation: str
    nth: int
    after: bool


@dataclass
class Elsewhere:
    """The database and the tenant's memory lie in `folder`; `kept` is what every run begins with."""

    folder: Path
    port: int
    environment: dict[str, str]
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30))
    tenant: ForkProcess | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def kept(self) -> Path:
        return self.folder / "kept"

    # --- beginnings -----------------------------------------------------------------------------

    def open(self) -> None:
        """Start the tenant with what its file remembers."""
        file = self.folder / "sandbox.jsonl"
        self.tenant = _forked(lambda: serve(State(file), port=self.port))
        until = time.monotonic() + A_MINUTE
        while time.monotonic() < until:
            with suppress(httpx.TransportError):
                self.control("GET", "/clock")
                return
            time.sleep(0.01)
        raise TimeoutError(self.address)

    def close(self) -> None:
        """End the tenant as a power cut would."""
        if self.tenant is not None:
            self.tenant.kill()
            self.tenant.join()

    def keep(self) -> None:
        """Let every run from now on begin with what is there now."""
        self.close()
        engine().dispose()
        self.kept.mkdir()
        with closing(sqlite3.connect(self.folder / "kull.db")) as whole:
            whole.execute("VACUUM INTO ?", (str(self.kept / "kull.db"),))
        for remembered in self.folder.glob("sandbox.*"):
            _copy(remembered, self.kept / remembered.name)
        self.open()

    def begin_anew(self) -> None:
        self.close()
        engine().dispose()
        for left in [*self.folder.glob("kull.db*"), *self.folder.glob("sandbox.*")]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        for kept in self.kept.iterdir():
            _copy(kept, self.folder / kept.name)
        self.open()

    # --- runs -----------------------------------------------------------------------------------

    def terminal(self, *words: str) -> ForkProcess:
        """`kull`, as a person begins it; what it says is in `said`."""
        return self._process(lambda: kull([*words]), {})

    def job(self, job: Job, **environment: str) -> ForkProcess:
        """Run a job of the service, once."""

        async def run() -> None:
            async with open_tenant(settings()) as tenant:
                await job(tenant, settings())

        return self._process(lambda: asyncio.run(run()), environment)

    @property
    def said(self) -> str:
        return (self.folder / "said.txt").read_text()

    def _process(self, work: Callable[[], object], environment: dict[str, str]) -> ForkProcess:
        engine().dispose()  # no connection is shared with the child
        said, mine = self.folder / "said.txt", self.environment | environment

        def child() -> None:
            os.environ.update(mine)
            settings.cache_clear()
            engine.cache_clear()
            with said.open("w") as out, redirect_stdout(out), redirect_stderr(out):
                work()

        return _forked(child)

    def to_the_end(self, process: ForkProcess, exit_codes: Sequence[int] = (0,)) -> None:
        process.join()
        assert process.exitcode in exit_codes, self.said

    # --- kills ----------------------------------------------------------------------------------

    def kill_at(self, moment: Moment, begin: Callable[[], ForkProcess], last: int = 0) -> None:
        """Begin a run and kill it at a moment. The tenant says nothing more to that request.

        With `last` the run may end by itself before the last moments.
        """
        hang = {"operation": moment.operation, "kind": "timeout", "nth": moment.nth, "after": moment.after}
        self.control("POST", "/faults", hang)
        process, until = begin(), time.monotonic() + A_MINUTE
        while self._seen(0) < moment.nth:
            if not process.is_alive() and moment.nth > last - ASKED_AGAIN > 0:
                break
            assert process.is_alive(), self.said
            assert time.monotonic() < until, moment
            time.sleep(0.02)
        process.kill()
        process.join()
        self.control("DELETE", "/faults")

    def every_moment(self, run: Callable[[], object], *operations: str) -> dict[str, int]:
        """Let a run go through, and count the requests of each operation it sends."""
        self.control(
            "POST",
            "/faults",
            [{"operation": one, "kind": "latency", "times": 0} for one in operations],
        )
        run()
        counted = {one: self._seen(place) for place, one in enumerate(operations)}
        self.control("DELETE", "/faults")
        return counted

    def _seen(self, place: int) -> int:
        return int(self.control("GET", "/faults")["value"][place]["seen"])

    # --- what can be seen -----------------------------------------------------------------------

    def census(self) -> tenant_census.Census:
        return in_order(tenant_census.count(self.address, ORGANISER))

    def requests(self) -> tuple[int, int]:
        """How many were sent, and how many of them changed something."""
        log = self.control("GET", "/requests")
        return log["count"], log["writes"]

    def writes_of(self, run: Callable[[], object]) -> int:
        _, before = self.requests()
        run()
        return self.requests()[1] - before

    def control(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.http.request(method, f"{self.address}/_sandbox{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None


@contextmanager
def elsewhere_in(folder: Path) -> Iterator[Elsewhere]:
    """A tenant that holds nothing yet, on a port of its own."""
    port = free_port()
    ours = surroundings(folder, KULL_SANDBOX_URL=f"http://127.0.0.1:{port}")
    made = Elsewhere(folder, port, ours)
    made.open()
    try:
        yield made
    finally:
        made.close()
        made.http.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _forked(work: Callable[[], object]) -> ForkProcess:
    process = get_context("fork").Process(target=work)
    process.start()
    return process


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)
