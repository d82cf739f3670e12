"""The service and the tenant as processes of their own, to be killed, stopped and let go on."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import httpx
from support.paths import ROOT

from app import config
from app.cli import kull
from app.db import engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkProcess
    from pathlib import Path

A_MINUTE = 60.0


@dataclass
class Clock:
    """The time it is for people and for whatever is started: it goes on by itself, and jumps when it is told to."""

    begins: datetime
    started: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.begins + timedelta(seconds=time.monotonic() - self.started)

    def jump(self, by: timedelta) -> None:
        self.begins += by

    def stamp(self) -> str:
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


@dataclass
class Process:
    """`kull` with some words, in a folder of its own. `code` is where its modules are read from.

    Ours is forked from this process, which has imported everything: what begins anew takes seconds only to import.
    """

    words: tuple[str, ...]
    folder: Path
    environment: dict[str, str]
    log: Path
    code: Path = ROOT
    begun: int = 0
    running: ForkProcess | None = None

    def start(self, now: datetime | None = None) -> None:
        self.begun += 1
        self.running = get_context("fork").Process(target=self._run, args=(now,))
        self.running.start()

    def _run(self, now: datetime | None) -> None:
        os.chdir(self.folder)
        said = self.log.open("a", buffering=1)
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
        sys.stdout = sys.stderr = said
        warnings.simplefilter("default")  # an error for us is none for who runs it
        if self.code == ROOT:
            self._run_here(now)
        else:
            self._become_earlier(now)

    def _run_here(self, now: datetime | None) -> None:
        config._STARTED = time.monotonic()  # noqa: SLF001 - as in a process that begins now
        self._surround(now)
        config.settings.cache_clear()
        engine.cache_clear()
        kull([*self.words])

    def _become_earlier(self, now: datetime | None) -> None:
        self._surround(now)
        os.environ["PYTHONPATH"] = str(self.code)
        os.execv(sys.executable, [sys.executable, "-m", "app.cli", *self.words])  # noqa: S606 - our own program

    def _surround(self, now: datetime | None) -> None:
        for name in [name for name in os.environ if name.startswith("KULL_")]:
            del os.environ[name]
        os.environ.update(self.environment | ({"KULL_NOW": now.isoformat()} if now else {}))

    @property
    def is_alive(self) -> bool:
        return self.running is not None and self.running.is_alive()

    def kill(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.join()

    def stop(self, within_seconds: float) -> None:
        """SIGTERM, as whoever installs a newer version does it."""
        if self.running is not None:
            self.running.terminate()
            self.running.join(within_seconds)

    def freeze(self, seconds: float) -> None:
        """SIGSTOP, and after a while SIGCONT: to the process no time has passed."""
        if self.running is None or self.running.pid is None or not self.is_alive:
            return
        os.kill(self.running.pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(self.running.pid, signal.SIGCONT)


@dataclass
class SandboxProcess:
    """The tenant, on one port whatever happens to it."""

    process: Process
    address: str
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30))

    def start(self) -> None:
        self.process.start()
        until(self._answers, A_MINUTE, "the sandbox does not answer")

    def kill(self) -> None:
        self.process.kill()

    def control(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.http.request(method, f"{self.address}/_sandbox{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def _answers(self) -> bool:
        with suppress(httpx.TransportError):
            self.control("GET", "/clock")
            return True
        return False


def until(is_so: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Wait for something that happens in another process."""
    ends = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > ends:
            raise TimeoutError(otherwise)
        time.sleep(0.1)
