"""Keep Microsoft's documented limits before they are reached: each lane has turns, and each request takes some.

A lane is a service, or one Team or mailbox of it. Numbers from Microsoft's throttling pages, as far as they are
published; Planner publishes nothing, so two writes a second are assumed and halved when it says stop. Each is a
little below what is documented: whatever comes when, no window of Microsoft's ever holds more than it may (bench/
limits.toml has the documented ones, and a test holds these against them).
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from graph_adapters.errors import TryAgain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

T = TypeVar("T")
MAX_WAIT_SECONDS = 60.0
CLOCK_TICK_SECONDS = 0.001
MIN_SHARE, SHARE_GAIN_PER_TURN = 1 / 16, 1 / 10


@dataclass(frozen=True, kw_only=True)
class Limit:
    """`rate` turns a second, and `burst` more at once after a rest; a read costs `read`, a write `write` turns.

    What costs nothing goes past the queue, unless the lane rests.
    `at_once` may be under way together. One that `adapts` is halved when the service says stop, and grows again by
    a little with each turn, never above `rate`.
    """

    rate: float
    burst: float = 0.0
    read: float = 1.0
    write: float = 1.0
    at_once: int | None = None
    adapts: bool = False

    def cost(self, *, writes: bool) -> float:
        return self.write if writes else self.read


LIMITS = {
    "msteam": Limit(rate=3.8, burst=0.1),
    "planner": Limit(rate=1.92, read=0.0, adapts=True),
    "mailbox": Limit(rate=0.41, burst=5.0, read=0.02, at_once=4),
    "sharepoint": Limit(rate=16.0, burst=200.0, read=2.0, write=2.0),
    "directory": Limit(rate=100.0, burst=300.0, read=2.0),
}


def limit_of(lane: str) -> Limit | None:
    return LIMITS.get(lane.partition(":")[0])


@dataclass(frozen=True, kw_only=True)
class Lane:
    """How far a lane is taken, in seconds on its clock: the turns up to `taken_until` are spent.

    Nothing goes before `rests_until`; `share` is how much of its limit's rate an adapting lane trusts just now.
    """

    taken_until: float = 0.0
    rests_until: float = 0.0
    share: float = 1.0

    def wait(self, limit: Limit, now: float) -> float:
        """Return how many seconds it is to the next turn."""
        rate = limit.rate * self.share
        return max(0.0, self.rests_until - now, self.taken_until - limit.burst / rate - now)

    def take(self, limit: Limit, cost: float, now: float) -> Lane:
        """Spend a turn that has come."""
        taken_until = max(now, self.taken_until) + cost / (limit.rate * self.share)
        share = min(1.0, self.share + SHARE_GAIN_PER_TURN * cost) if limit.adapts else 1.0
        return replace(self, taken_until=taken_until, share=share)

    def rest(self, limit: Limit, seconds: float, now: float) -> Lane:
        """Let nothing go for some seconds. Requests refused together count as a single refusal."""
        already = now < self.rests_until
        share = max(MIN_SHARE, self.share / 2) if limit.adapts and not already else self.share
        return replace(self, rests_until=max(self.rests_until, now + seconds), share=share)


class DocumentedPace:
    """Lanes in memory, for a single runner. `now` and `sleep` may be another clock's."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._now, self._sleep = now, sleep
        self._lanes: dict[str, Lane] = {}
        self._queues: dict[str, asyncio.Lock] = {}
        self._rooms: dict[str, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def turn(self, lane: str, *, writes: bool) -> AsyncIterator[None]:
        """Wait for a turn, and for room. Raises TryAgain when the lane rests so long that a row waits better."""
        limit = limit_of(lane)
        if limit is None:
            yield
            return
        async with self.room(lane, limit):
            await self._take(lane, limit, limit.cost(writes=writes))
            yield

    def slow_down(self, lane: str, seconds: float) -> None:
        """Let all requests of a lane wait for some seconds."""
        limit = limit_of(lane)
        if limit is not None:
            self.change(lane, lambda there, now: (there.rest(limit, seconds, now), None))

    async def _take(self, lane: str, limit: Limit, cost: float) -> None:
        """Go at once, all in the same batch, as long as there are turns and no queue; else stand in it."""
        queue = self._queues.setdefault(lane, asyncio.Lock())
        if (not queue.locked() or not cost) and self._seconds_to_wait(lane, limit, cost) == 0:
            return
        async with queue:
            while seconds := self._seconds_to_wait(lane, limit, cost):
                await self._sleep(seconds)

    def _seconds_to_wait(self, lane: str, limit: Limit, cost: float) -> float:
        """Spend a turn if its time has come (0), else return the seconds until the next."""
        seconds = self.change(lane, lambda there, now: _tried(there, limit, cost, now))
        if seconds > MAX_WAIT_SECONDS:
            raise TryAgain("Microsoft 365 has asked us to wait.", wait=seconds)
        return seconds

    def change(self, lane: str, change: Callable[[Lane, float], tuple[Lane, T]]) -> T:
        """Change a lane as it stands now, with no other change meanwhile."""
        self._lanes[lane], told = change(self._lanes.get(lane, Lane()), self._now())
        return told

    @asynccontextmanager
    async def room(self, lane: str, limit: Limit) -> AsyncIterator[None]:
        """Hold a place in a lane where only so many requests may be under way."""
        if limit.at_once is None:
            yield
            return
        async with self._rooms.setdefault(lane, asyncio.Semaphore(limit.at_once)):
            yield


def _tried(lane: Lane, limit: Limit, cost: float, now: float) -> tuple[Lane, float]:
    seconds = lane.wait(limit, now) if cost else lane.rests_until - now
    return (lane, seconds) if seconds > CLOCK_TICK_SECONDS else (lane.take(limit, cost, now), 0.0)
