"""The only runner: a thread with its own loop, which works the due jobs and owns the embedded sandbox.

Pages and webhooks live in another loop, so none of them ever waits for a job.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from app import logs, provisioning
from app.db import engine
from app.errors import Code, Conflict, Halted, Paused
from jobs.demo_people import introduce_demo_people
from jobs.runner.embedded_sandbox import embedded_sandbox
from jobs.runner.timetable import TIMETABLE, WHAT_IS_DUE
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from app.config import Settings
    from jobs.tenant import Tenant

Told = TypeVar("Told")
STOP_TIMEOUT_SECONDS = 10.0
"""Seconds, twice, of the thirty that whoever stops a service gives it."""
ON_ANOTHER_MACHINE = (
    "En tjeneste på en annen maskin bruker den samme databasen, og arbeider alt mot Microsoft 365."
)
log = structlog.get_logger()


@contextmanager
def the_one_runner(settings: Settings, *, address: str = "") -> Iterator[None]:
    """Hold the lock on being the runner. Raises Conflict, naming the process that holds it.

    On one machine it is a file; PostgreSQL, which several machines reach, keeps one of its own.
    """
    logs.configure()
    settings.lock_file.parent.mkdir(parents=True, exist_ok=True)
    with settings.lock_file.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise Conflict(Code.runner_taken, _who_holds(settings)) from held
        with _alone_in_the_database():
            file.seek(0)
            file.truncate()
            json.dump({"pid": os.getpid(), "address": address}, file)
            file.flush()
            yield


@contextmanager
def _alone_in_the_database() -> Iterator[None]:
    if engine().dialect.name != "postgresql":
        yield
        return
    with provisioning.hold_place_in_lane("runner", 1) as is_free:
        if not is_free:
            raise Conflict(Code.runner_taken, ON_ANOTHER_MACHINE)
        yield


def _who_holds(settings: Settings) -> str:
    holder = running_service(settings)
    where = f" på {holder['address']}" if holder.get("address") else ""
    return f"En annen prosess ({holder.get('pid', 'ukjent')}) arbeider alt mot Microsoft 365{where}."


def running_service(settings: Settings) -> dict[str, Any]:
    """Return the pid and address of the present runner, as far as it wrote them down."""
    with suppress(OSError, ValueError):
        return dict(json.loads(settings.lock_file.read_text()))
    return {}


class Runner:
    """Works the timetable's jobs, when woken and when the clock says so; never two at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken: asyncio.Event | None = None
        self._tenant: Tenant | None = None
        self._working: asyncio.Task[Any] | None = None
        self._stopping = False
        self._due: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="runner", daemon=True)
        self._ready = threading.Event()
        self._failure: BaseException | None = None

    def start(self) -> None:
        """Start, and return once the tenant can be reached. Raises the error that prevents it."""
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure

    def wake(self, job: str = WHAT_IS_DUE) -> None:
        """Mark a job as due now. Called after the commit, from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._make_due, job)

    async def ask(self, question: Callable[[Tenant], Coroutine[Any, Any, Told]]) -> Told:
        """Ask the tenant a question beside the jobs, while a person waits; from any loop."""
        assert self._loop is not None  # noqa: S101 - started
        assert self._tenant is not None  # noqa: S101 - and it can be reached
        asked = asyncio.run_coroutine_threadsafe(question(self._tenant), self._loop)
        return await asyncio.wrap_future(asked)

    def _make_due(self, job: str) -> None:
        self._due.add(job)
        if self._woken is not None:
            self._woken.set()

    def stop(self) -> None:
        """Start no more; cancel a job that takes long, whose unwritten results are looked for later."""
        self._stopping = True
        self.wake()
        self._thread.join(timeout=STOP_TIMEOUT_SECONDS)
        if self._thread.is_alive() and self._loop is not None and self._working is not None:
            with suppress(RuntimeError):  # it ended just now
                self._loop.call_soon_threadsafe(self._working.cancel)
        self._thread.join(timeout=STOP_TIMEOUT_SECONDS)

    def _run(self) -> None:
        try:
            with suppress(asyncio.CancelledError):
                asyncio.run(self._work())
        except BaseException as error:
            self._failure = error
            log.exception("runner stopped")
        finally:
            self._ready.set()

    async def _work(self) -> None:
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        self._working = asyncio.current_task()
        async with (
            embedded_sandbox(self._settings) as address,
            open_tenant(self._settings, address=address) as tenant,
        ):
            self._tenant = tenant
            await introduce_demo_people(tenant)
            with self._clock_that_ticks():
                self._ready.set()
                while not self._stopping:
                    await self._woken.wait()
                    self._woken.clear()
                    await self._work_what_is_due(tenant)

    @contextmanager
    def _clock_that_ticks(self) -> Iterator[None]:
        clock = AsyncIOScheduler(timezone="Europe/Oslo")
        for job in TIMETABLE:
            clock.add_job(self._tick, job.when, args=[job.name], id=job.name, coalesce=True, max_instances=1)
        clock.start()
        try:
            yield
        finally:
            clock.shutdown(wait=False)

    async def _tick(self, job: str) -> None:
        self._make_due(job)

    async def _work_what_is_due(self, tenant: Tenant) -> None:
        due, self._due = self._due, set()
        for job in TIMETABLE:
            if job.name not in due:
                continue
            try:
                await job.work(tenant, self._settings)
            except Paused as paused:
                log.error("everything stands still", why=str(paused))  # noqa: TRY400 - no trace for it
                return
            except Halted as halted:
                log.info("a job waits, for writing is halted", job=job.name, why=str(halted))
            except Exception:
                log.exception("a job failed", job=job.name)
