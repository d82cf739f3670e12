"""Whether this process still is the only runner: in PostgreSQL the lock goes with its connection, which may be cut."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from app.errors import Code, Halted
from app.health import Problem, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.provisioning import SolePlace


class SoleRunner:
    """Know the lock of our own process; without a lock that can be cut, its place is never taken."""

    def __init__(self) -> None:
        self._place: SolePlace | None = None
        self._one_at_a_time = Lock()  # the beat asks in a thread of its own
        self._is_replaced = False

    @contextmanager
    def holding(self, place: SolePlace) -> Iterator[None]:
        self._place = place
        try:
            yield
        finally:
            self._place, self._is_replaced = None, False

    def is_replaced(self) -> bool:
        """Look whether another process has taken our place; a place that is free is taken again.

        Raises OperationalError while the database is away: nobody can know.
        """
        with self._one_at_a_time:
            if self._place is not None:
                self._is_replaced = not self._place.hold_on()
            return self._is_replaced

    def refusal(self) -> Halted | None:
        """Return the refusal of a write, if the last look found another in our place."""
        return Halted(Code.halted, told(Problem.replaced)) if self._is_replaced else None


SOLE_RUNNER = SoleRunner()
"""The lock is the process's, whichever thread works."""
