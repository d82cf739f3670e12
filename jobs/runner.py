"""The one runner: a thread with its own loop, which works what is due and owns the embedded sandbox.

Pages and webhooks live in another loop, so none of them ever waits for a job.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from app import logs
from app.cohorts import service as cohorts
from app.db import unit_of_work
from app.errors import Conflict, Paused
from app.provisioning import ledger
from app.provisioning.pause import stands_still
from jobs.embedded import embedded_sandbox
from jobs.settle import ask_directory, settle
from jobs.tenants import open_tenant
from jobs.timetable import TIMETABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.config import Settings
    from jobs.kinds import Tenant

log = structlog.get_logger()


@contextmanager
def the_one_runner(settings: Settings, *, address: str = "") -> Iterator[None]:
    """Hold the lock on being the runner. Raises Conflict, saying who holds it, when somebody else does."""
    logs.configure()
    settings.lock_file.parent.mkdir(parents=True, exist_ok=True)
    with settings.lock_file.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise Conflict(_who_holds(settings)) from held
        file.seek(0)
        file.truncate()
        json.dump({"pid": os.getpid(), "address": address}, file)
        file.flush()
        yield


def _who_holds(settings: Settings) -> str:
    holder = running_service(settings)
    where = f" på {holder['address']}" if holder.get("address") else ""
    return f"En annen prosess ({holder.get('pid', 'ukjent')}) arbeider alt mot Microsoft 365{where}."


def running_service(settings: Settings) -> dict[str, Any]:
    """Return the pid and address of whoever is the runner now, as far as they said."""
    with suppress(OSError, ValueError):
        return dict(json.loads(settings.lock_file.read_text()))
    return {}


class Runner:
    """Works every cohort that has something due, when woken and when the clock says so."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken: asyncio.Event | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="runner", daemon=True)
        self._ready = threading.Event()
        self._failure: BaseException | None = None

    def start(self) -> None:
        """Start, and return once the tenant can be reached. Raises what kept it from starting."""
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            raise self._failure

    def wake(self) -> None:
        """Say that a row is due now. Called after the commit, from any thread."""
        if self._loop is not None and self._woken is not None:
            self._loop.call_soon_threadsafe(self._woken.set)

    def stop(self) -> None:
        self._stopping = True
        self.wake()
        self._thread.join(timeout=25)

    def _run(self) -> None:
        try:
            asyncio.run(self._work())
        except BaseException as error:
            self._failure = error
            log.exception("runner stopped")
        finally:
            self._ready.set()

    async def _work(self) -> None:
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        async with embedded_sandbox(self._settings), open_tenant(self._settings) as tenant:
            clock = self._start_clock()
            self._ready.set()
            while not self._stopping:
                await self._woken.wait()
                self._woken.clear()
                await self._work_what_is_due(tenant)
            clock.shutdown(wait=False)

    async def _tick(self) -> None:
        self.wake()

    def _start_clock(self) -> AsyncIOScheduler:
        clock = AsyncIOScheduler(timezone="Europe/Oslo")
        for name, trigger in TIMETABLE.items():
            clock.add_job(self._tick, trigger, id=name, coalesce=True, max_instances=1)
        clock.start()
        return clock

    async def _work_what_is_due(self, tenant: Tenant) -> None:
        with unit_of_work() as session:
            still = stands_still(session, now=self._settings.clock())
            open_ones = [] if still else cohorts.open_ones(session)
            approved = ledger.cohorts_to_work(session)
        for cohort_id in open_ones:
            try:
                await ask_directory(tenant, self._settings, cohort_id)
                if cohort_id in approved:
                    await settle(tenant, self._settings, cohort_id, patience=0.0)
            except Paused as paused:
                log.error("everything stands still", why=str(paused))  # noqa: TRY400 - no trace for it
                return
            except Exception:
                log.exception("a cohort could not be worked", cohort_id=cohort_id)
