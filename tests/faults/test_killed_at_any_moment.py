"""The process is killed while a request is under way; the next one goes on, and nothing is made twice.

The tenant is a process of its own, so what it had done when the answer was lost stays done. Ours is forked from this
one, which has imported everything already: a process begun anew takes longer to start than to do its work.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support import tenant_census
from support.faults.every_fault import in_time
from support.faults.world import COHORT, ORGANISER, JumpingClock, Worlds, in_order
from support.paths import ROOT
from support.terminal import surroundings

from app.cli import kull
from app.config import settings
from app.db import engine
from jobs.provision.settle import settle_cohort
from jobs.tenant import tenant_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import ForkProcess
    from pathlib import Path

A_MINUTE = 60.0
ASKED_AGAIN = 2


@dataclass(frozen=True)
class Elsewhere:
    """A tenant and a terminal, each in a process of its own. `said` is what the last terminal wrote."""

    worlds: Worlds
    address: str
    http: httpx.Client
    environment: dict[str, str]
    said: Path

    def begin_anew(self) -> None:
        self.worlds.restore()
        self._control("POST", "/reset")

    def hang_at(self, request: int, *, after: bool) -> None:
        """Let the tenant say nothing more to this request, before or after it did the work."""
        self._control("POST", "/faults", {"kind": "timeout", "nth": request, "after": after})

    def provision(self) -> ForkProcess:
        engine().dispose()  # no connection is shared with the child
        process = get_context("fork").Process(target=_terminal, args=(self.environment, self.said))
        process.start()
        return process

    def kill_when_it_hangs(self, process: ForkProcess, request: int, last: int) -> None:
        """Kill it at a request. It may end before the last ones: how often it asks for a new folder is by chance."""
        until = time.monotonic() + A_MINUTE
        while self._control("GET", "/faults")["value"][0]["seen"] < request:
            if not process.is_alive() and request > last - ASKED_AGAIN:
                break
            assert process.is_alive(), self.said.read_text()
            assert time.monotonic() < until
            time.sleep(0.02)
        process.kill()
        process.join()
        self._control("DELETE", "/faults")

    def run_to_the_end(self) -> None:
        process = self.provision()
        process.join()
        assert process.exitcode == 0, self.said.read_text()

    def another_run(self) -> None:
        async def run() -> None:
            async with httpx.AsyncClient() as client:
                tenant = tenant_over(settings(), client, self.address)
                await settle_cohort(tenant, settings(), COHORT, clock=JumpingClock())

        asyncio.run(run())

    def census(self) -> tenant_census.Census:
        return in_order(tenant_census.count(self.address, ORGANISER))

    def requests(self) -> tuple[int, int]:
        """How many were sent, and how many of them changed something."""
        log = self._control("GET", "/requests")
        return log["count"], log["writes"]

    def _control(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.http.request(method, f"{self.address}/_sandbox{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None


def _terminal(environment: dict[str, str], said: Path) -> None:
    """`kull provision 1`, in a child."""
    os.environ.update(environment)
    settings.cache_clear()
    engine.cache_clear()
    with said.open("w") as out, redirect_stdout(out), redirect_stderr(out):
        kull(["provision", "1", "--json"])


@pytest.fixture
def elsewhere(tmp_path: Path, worlds: Worlds) -> Iterator[Elsewhere]:
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    ours = surroundings(tmp_path, KULL_SANDBOX_URL=address, PYTHONPATH=str(ROOT))
    environment = {**os.environ, **ours}
    with _process("sandbox", "serve", "--port", str(port), environment=environment), httpx.Client() as http:
        _wait_for(http, address)
        yield Elsewhere(worlds, address, http, environment, tmp_path / "said.txt")


@pytest.mark.timeout(300)
def test_a_few_moments(elsewhere: Elsewhere) -> None:
    clean, last = _clean(elsewhere)
    moments = [(last // 4, True), (last // 2, False), (last - 9, True)]
    assert _wrong(elsewhere, moments, clean, last) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_moment(elsewhere: Elsewhere) -> None:
    clean, last = _clean(elsewhere)
    moments = [(request, after) for request in range(1, last + 1) for after in (False, True)]
    assert _wrong(elsewhere, in_time(moments), clean, last) == {}


def _clean(elsewhere: Elsewhere) -> tuple[tenant_census.Census, int]:
    """What the tenant holds when nothing happens, and after how many requests."""
    elsewhere.begin_anew()
    elsewhere.run_to_the_end()
    requests, _ = elsewhere.requests()
    return elsewhere.census(), requests


def _wrong(
    elsewhere: Elsewhere, moments: Iterable[tuple[int, bool]], clean: tenant_census.Census, last: int
) -> dict[tuple[int, bool], tenant_census.Census | int]:
    found: dict[tuple[int, bool], tenant_census.Census | int] = {}
    for request, after in moments:
        _killed_at(elsewhere, request, last, after=after)
        if (census := elsewhere.census()) != clean:
            found[request, after] = census
        if written := _written_by_another_run(elsewhere):
            found[request, after] = written
    return found


def _killed_at(elsewhere: Elsewhere, request: int, last: int, *, after: bool) -> None:
    elsewhere.begin_anew()
    elsewhere.hang_at(request, after=after)
    elsewhere.kill_when_it_hangs(elsewhere.provision(), request, last)
    elsewhere.run_to_the_end()


def _written_by_another_run(elsewhere: Elsewhere) -> int:
    _, before = elsewhere.requests()
    elsewhere.another_run()
    _, now = elsewhere.requests()
    return now - before


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(*words: str, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "app.cli", *words], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _wait_for(http: httpx.Client, address: str) -> None:
    until = time.monotonic() + A_MINUTE
    while time.monotonic() < until:
        with suppress(httpx.ConnectError):
            http.get(f"{address}/_sandbox/clock")
            return
        time.sleep(0.05)
    pytest.fail("The tenant did not start.")
