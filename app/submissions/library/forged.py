"""Notifications that were not from Microsoft, counted for an hour in memory: many of them are an attempt (fault 56)."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

ALARM_WINDOW = timedelta(hours=1)
ALARM_THRESHOLD = 20
"""A subscription that was made anew may be spoken of by its old name a few times; guessing takes far more."""
BUCKET = timedelta(minutes=1)


class ForgedNotifications:
    """A count for each minute of the last hour, whatever comes: some sixty numbers at most."""

    def __init__(self) -> None:
        self._minutes: deque[tuple[datetime, int]] = deque(maxlen=ALARM_WINDOW // BUCKET + 1)
        self._lock = Lock()

    def note(self, count: int, *, now: datetime) -> bool:
        """Count some more; tell whether the alarm goes off with these."""
        before = self.lately(now)
        with self._lock:
            last = self._minutes[-1] if self._minutes else None
            if last is not None and now - last[0] < BUCKET:
                self._minutes[-1] = (last[0], last[1] + count)
            else:
                self._minutes.append((now, count))
        return before < ALARM_THRESHOLD <= before + count

    def lately(self, now: datetime) -> int:
        """Return how many came in the last hour."""
        with self._lock:
            return sum(count for at, count in self._minutes if now - at < ALARM_WINDOW)
