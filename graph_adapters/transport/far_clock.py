"""The tenant's clock, as its answers tell it."""

from __future__ import annotations

import time
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class FarClock:
    """Remembers how far the tenant's clock was from ours at its last answer."""

    def __init__(self, seconds: Callable[[], float] = time.time) -> None:
        self._seconds = seconds
        self.ahead_seconds: float | None = None

    def hear(self, date: str | None) -> None:
        """Note an answer's `Date`; what is no date is no word on the time."""
        with suppress(TypeError, ValueError):
            self.ahead_seconds = parsedate_to_datetime(date or "").timestamp() - self._seconds()
