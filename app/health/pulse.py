"""The runner's pulse, in memory: it beats, and any thread reads how long ago and what was found."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING

from app.health.problems import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_BEAT_AGE_SECONDS = 60.0
"""Twice what a write waits for a locked SQLite; a beat comes every other second."""
STORAGE = frozenset({Problem.away, Problem.locked, Problem.read_only, Problem.full, Problem.damaged})
HOLDS_WORK = STORAGE - {Problem.locked} | {Problem.replaced}
"""What is done in the tenant meanwhile could not be written down, or is done by another process."""


class State(StrEnum):
    """`degraded` still answers people who read."""

    ready = "ready"
    degraded = "degraded"
    not_ready = "not ready"


class Pulse:
    """Written by the runner's beat, and by whoever meets an error of the database; read without a lock."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._beat_at: float | None = None
        self._found: frozenset[Problem] = frozenset()
        self._met: frozenset[Problem] = frozenset()

    def beat(self, found: Iterable[Problem], *, wrote: bool = False) -> None:
        """Note a beat. What others met is over once the beat has written; a damaged file stays so."""
        self._found = frozenset(found)
        if wrote:
            self._met &= {Problem.damaged}
        self._beat_at = self._seconds()

    def meet(self, error: BaseException) -> None:
        """Note an error that says the database cannot be written in, or is damaged."""
        problem = problem_of(error)
        if problem is not None and problem is not Problem.locked:
            self._met |= {problem}

    @property
    def problems(self) -> frozenset[Problem]:
        return self._found | self._met

    @property
    def age_seconds(self) -> float | None:
        """Return how long ago it beat; None before the first time."""
        return None if self._beat_at is None else self._seconds() - self._beat_at

    @property
    def state(self) -> State:
        age = self.age_seconds
        if age is None or age > MAX_BEAT_AGE_SECONDS or Problem.away in self.problems:
            return State.not_ready
        return State.degraded if self.problems else State.ready

    @property
    def is_storage_in_doubt(self) -> bool:
        return bool(self.problems & STORAGE)

    @property
    def holds_work(self) -> bool:
        return bool(self.problems & HOLDS_WORK)
