"""The documented pace, kept by several workers together: their lanes are rows (PostgreSQL)."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from app import provisioning
from app.db import unit_of_work
from graph_adapters.transport import DocumentedPace, Lane

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from graph_adapters.transport import Limit

T = TypeVar("T")
POLL_SECONDS = 0.05


class SharedPace(DocumentedPace):
    """Takes each turn in a transaction of its own, some milliseconds long and over before anything is sent."""

    def change(self, lane: str, change: Callable[[Lane, float], tuple[Lane, T]]) -> T:
        with unit_of_work() as session:
            row = provisioning.lock_lane(session, lane)
            there = Lane(taken_until=row.taken_until, rests_until=row.rests_until, share=row.share)
            after, told = change(there, provisioning.database_time(session))
            row.taken_until, row.rests_until, row.share = after.taken_until, after.rests_until, after.share
        return told

    @asynccontextmanager
    async def room(self, lane: str, limit: Limit) -> AsyncIterator[None]:
        """Hold a place that no other worker holds, besides a place of our own."""
        async with super().room(lane, limit):
            while limit.at_once is not None:
                with provisioning.hold_place_in_lane(lane, limit.at_once) as is_free:
                    if is_free:
                        yield
                        return
                await asyncio.sleep(POLL_SECONDS)
            yield
