"""The only runner: a thread with its own loop, which works the due jobs and owns the embedded sandbox.

Pages and webhooks live in another loop, so none of them ever waits for a job.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from app import health
from app.db import AWAY, unit_of_work
from app.errors import Halted, Paused
from app.health import Pulse
from jobs.demo_people import introduce_demo_people
from jobs.runner.anchor import try_to_anchor
from jobs.runner.beat import Beat
from jobs.runner.clockwork import Clockwork
from jobs.runner.embedded_sandbox import embedded_sandbox
from jobs.runner.timetable import TIMETABLE, WHAT_IS_DUE
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from app.config import Settings
    from jobs.runner.timetable import Job
    from jobs.tenant import Tenant

Told = TypeVar("Told")
STOP_TIMEOUT_SECONDS = 10.0
"""Seconds, twice, of the thirty that whoever stops a service gives it."""
log = structlog.get_logger()


class Runner:
    """Works the timetable's jobs, when woken and when the clock says so; never two at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.pulse = Pulse()
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

    def _at_a_beat(self, jobs: list[str]) -> None:
        """Make due what the clock says, and go on with what was held back."""
        self._due |= set(jobs)
        if self._due and self._woken is not None:
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
            if self._ready.is_set():  # before, whoever starts it is told
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
            await asyncio.to_thread(try_to_anchor, self._settings)
            clockwork = self._clockwork()
            beat = Beat(self._settings, clockwork, self.pulse, tenant.connection.far_clock, self._at_a_beat)
            async with beat.going():
                self._ready.set()
                while not self._stopping:
                    await self._woken.wait()
                    self._woken.clear()
                    await self._work_what_is_due(tenant, clockwork)
            await asyncio.to_thread(try_to_anchor, self._settings)

    def _clockwork(self) -> Clockwork:
        with unit_of_work() as session:
            return Clockwork(TIMETABLE, health.runs_by_job(session), now=self._settings.clock())

    async def _work_what_is_due(self, tenant: Tenant, clockwork: Clockwork) -> None:
        """Work job by job; what is not come to, since everything stands still, stays due."""
        for job in [job for job in TIMETABLE if job.name in self._due]:
            if self._stopping or self.pulse.holds_work:
                return
            self._due.discard(job.name)
            if not await self._was_let_work(job, tenant, clockwork):
                return

    async def _was_let_work(self, job: Job, tenant: Tenant, clockwork: Clockwork) -> bool:
        """Work a job, note how it went, and tell whether the others may go on."""
        clockwork.begin(job.name, self._settings.clock())
        try:
            rests_until = await job.work(tenant, self._settings)
        except Paused as paused:
            log.error("everything stands still", why=str(paused))  # noqa: TRY400 - no trace for it
            clockwork.put_off(job.name, self._settings.clock(), Paused.__name__)
            return False
        except Halted as halted:
            log.info("a job waits, for writing is halted", job=job.name, why=str(halted))
            clockwork.put_off(job.name, self._settings.clock(), Halted.__name__)
        except AWAY as error:
            log.exception("a job lost the database", job=job.name)
            self.pulse.meet(error)
            clockwork.put_off(job.name, self._settings.clock(), type(error).__name__)
        except Exception as error:
            log.exception("a job failed", job=job.name)
            self.pulse.meet(error)
            clockwork.end(job.name, self._settings.clock(), type(error).__name__)
        else:
            clockwork.end(job.name, self._settings.clock())
            if rests_until is not None:
                clockwork.rest(job.name, rests_until)
        return True
