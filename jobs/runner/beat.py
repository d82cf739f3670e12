"""The runner's beat: it finds what is due, keeps the jobs' rows, and asks the database whether it answers."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app import audit, change_count, health, provisioning
from app.db import unit_of_work
from app.health import Problem, problem_of
from jobs.sole_runner import SOLE_RUNNER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from app.config import Settings
    from app.health import JobRun, Pulse
    from graph_adapters.transport import FarClock
    from jobs.runner.clockwork import Clockwork

BEAT_SECONDS = 2.0
WRITE_SECONDS = 60.0
"""Jobs that come every few seconds are written down no oftener; it shows that the database takes a row, too."""
MAX_CLOCK_DIFFERENCE_SECONDS = 60.0
UNWRITTEN = health.STORAGE | {Problem.replaced}
log = structlog.get_logger()


class Beat:
    """Beside the jobs, in the runner's loop: where that loop stands still, the pulse grows old."""

    def __init__(
        self,
        settings: Settings,
        clockwork: Clockwork,
        pulse: Pulse,
        far_clock: FarClock,
        make_due: Callable[[list[str]], None],
    ) -> None:
        self._settings, self._clockwork, self._pulse = settings, clockwork, pulse
        self._far_clock, self._make_due = far_clock, make_due
        self._write_at = 0.0

    @asynccontextmanager
    async def going(self) -> AsyncIterator[None]:
        """Beat once before anybody is answered, and then as long as the block lasts."""
        await self.once()
        beating = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self.once()
            except Exception:
                log.exception("a beat failed")

    async def once(self) -> None:
        """Find what is due, then look at the database in a thread of its own: it may let us wait."""
        self._make_due(self._clockwork.due(self._settings.clock()))
        runs, must_write = self._to_write(), self._pulse.is_storage_in_doubt
        found = await asyncio.to_thread(_asked, runs, needs_room=must_write)
        wrote = bool(runs or must_write) and not found & UNWRITTEN
        if not wrote:
            self._clockwork.give_back(runs)
        self._pulse.beat(found | self._clock_differs(), wrote=wrote)

    def _to_write(self) -> list[JobRun]:
        """Return the rows to write now: a job's that has a time of day at once, the others' once a minute."""
        if not self._clockwork.is_urgent and time.monotonic() < self._write_at:
            return []
        self._write_at = time.monotonic() + WRITE_SECONDS
        return self._clockwork.take_unwritten()

    def _clock_differs(self) -> set[Problem]:
        """Compare with the tenant's clock; a time that is set (KULL_NOW) is not meant to be right."""
        ahead = self._far_clock.ahead_seconds
        is_set = self._settings.now is not None
        return (
            set()
            if is_set or ahead is None or abs(ahead) <= MAX_CLOCK_DIFFERENCE_SECONDS
            else {Problem.clock}
        )


def _asked(runs: Sequence[JobRun], *, needs_room: bool) -> set[Problem]:
    """Ask the database whether anything holds us, and write unless another is the runner; return what was found."""
    try:
        if SOLE_RUNNER.is_replaced():
            return {Problem.replaced}
        with unit_of_work() as session:
            is_paused = provisioning.pause_reason(session) is not None
            change_count.note_elsewhere(audit.read_so_far(session))
            health.keep_job_runs(session, runs)
            if needs_room:
                health.try_room(session)
    except (DBAPIError, PoolTimeout) as error:
        return {problem_of(error) or Problem.away}
    return {Problem.paused} if is_paused else set()
