"""The time, and waiting for it to pass: handed in, so that a test can let a day go by in no time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Clock(Protocol):
    def now(self) -> datetime: ...

    async def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class WallClock:
    """The time as the settings tell it, and waits that take as long as they say."""

    now: Callable[[], datetime]

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
