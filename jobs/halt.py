"""Look whether a person has halted all writing, or another process is the runner: cheap enough before every write."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from app import halt
from app.db import unit_of_work
from jobs.sole_runner import SOLE_RUNNER

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_INTERVAL_SECONDS = 1.0


class HaltLight:
    """Tell whether writing is halted, by its row and by who is the runner.

    Looked for at most once a second, and each time while it is halted.
    The row may be another process's, so a halt is known a second after its commit at the latest. While the database
    is away this raises: nobody can know, so nothing is written.
    """

    def __init__(
        self, interval_seconds: float = LOOK_INTERVAL_SECONDS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval_seconds, self._now = interval_seconds, now
        self._looked_at: float | None = None
        self._is_red = False

    def __call__(self) -> bool:
        now = self._now()
        if self._is_red or self._looked_at is None or now - self._looked_at >= self._interval_seconds:
            with unit_of_work() as session:
                self._is_red = halt.is_halted(session)
            self._is_red |= SOLE_RUNNER.is_replaced()
            self._looked_at = now
        return self._is_red


def refuse_while_halted() -> None:
    """Raise Halted before work that would end in a write."""
    if refusal := SOLE_RUNNER.refusal():
        raise refusal
    with unit_of_work() as session:
        halt.refuse_while_halted(session)
