"""Microsoft's documented limits, kept before they are reached: one bucket for each lane.

Numbers from Microsoft's throttling pages, as far as they are published: four requests a second for one Team;
SharePoint 1,200 resource units a minute for the smallest tenants, two for a write; an organiser mailbox some
thirty messages a minute and four requests at once. Planner publishes nothing: two writes a second are assumed.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limit:
    """`rate` turns a second may be taken, `burst` of them at once; a read costs `read`, a write `write` turns."""

    rate: float
    burst: float
    read: float = 1.0
    write: float = 1.0


LIMITS = {
    "msteam": Limit(rate=4.0, burst=4.0),
    "planner": Limit(rate=2.0, burst=2.0, read=0.1),
    "mailbox": Limit(rate=0.5, burst=4.0, read=0.05),
    "sharepoint": Limit(rate=20.0, burst=60.0, write=2.0),
    "directory": Limit(rate=20.0, burst=100.0),
}


class DocumentedPace:
    """Token buckets in memory, one for each lane; a lane that was throttled rests for as long as it was told."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}
        self._rests_until: dict[str, float] = {}
        self._gates: dict[str, asyncio.Lock] = {}

    async def turn(self, lane: str, *, writes: bool) -> None:
        limit = LIMITS.get(lane.partition(":")[0])
        if limit is None:
            return
        async with self._gates.setdefault(lane, asyncio.Lock()):
            await asyncio.sleep(self._wait(lane, limit, limit.write if writes else limit.read))

    def slow_down(self, lane: str, seconds: float) -> None:
        self._rests_until[lane] = time.monotonic() + seconds

    def _wait(self, lane: str, limit: Limit, cost: float) -> float:
        """Take the turns now and say how long to wait for them; the bucket may go below nothing."""
        now = time.monotonic()
        left, since = self._left.get(lane, (limit.burst, now))
        left = min(limit.burst, left + (now - since) * limit.rate) - cost
        self._left[lane] = (left, now)
        rests = self._rests_until.get(lane, 0.0) - now
        return max(0.0, -left / limit.rate, rests)
