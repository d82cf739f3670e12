"""Every call of a clean run, and everything that can go wrong with each: the list is generated, never written."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEED = int(os.environ.get("KULL_FAULT_SEED", "1"))
MINUTES = float(os.environ.get("KULL_FAULT_MINUTES", "45"))
FOR_EVER = 0
T = TypeVar("T")
KINDS: dict[str, dict[str, Any]] = {
    "429 with Retry-After": {"status": 429, "retry_after": "7"},
    "429 without Retry-After": {"status": 429},
    "500": {"status": 500},
    "503": {"status": 503},
    "503, with the work done": {"status": 503, "after": True},
    "504": {"status": 504},
    "504, with the work done": {"status": 504, "after": True},
    "hung up": {"kind": "hang_up"},
    "hung up, with the work done": {"kind": "hang_up", "after": True},
    "no answer in time": {"kind": "timeout", "seconds": 0.001},
    "no answer in time, with the work done": {"kind": "timeout", "seconds": 0.001, "after": True},
    "garbage": {"kind": "garbage"},
    "garbage, with the work done": {"kind": "garbage", "after": True},
    "cut, with the work done": {"kind": "cut", "after": True},
    "an empty answer, with the work done": {"kind": "empty"},
    "JSON that says it is text, with the work done": {"kind": "other_type"},
    "members nobody has heard of": {"kind": "more_members"},
    "null for every object within": {"kind": "null_objects"},
    "401 once": {"status": 401},
    "401 for ever": {"status": 401, "times": FOR_EVER},
    "403": {"status": 403},
    "404": {"status": 404},
    "409": {"status": 409},
    "412": {"status": 412},
    "423": {"status": 423},
    "answers in another order": {"kind": "shuffle"},
    "one answer left out": {"kind": "leave_out"},
}
ONLY_BATCHES = {"answers in another order", "one answer left out"}
NO_BATCHES = {"null for every object within"}


@dataclass(frozen=True)
class Trouble:
    """What goes wrong with the `nth` call of an operation."""

    operation: str
    nth: int
    kind: str
    rule: dict[str, Any] = field(hash=False)

    def __str__(self) -> str:
        return f"{self.operation} #{self.nth}: {self.kind}"


def every(calls: Iterable[dict[str, Any]]) -> list[Trouble]:
    """Each call × each fault."""
    found: list[Trouble] = []
    counted: Counter[str] = Counter()
    for call in calls:
        name = call["operation"]
        counted[name] += 1
        found += [
            Trouble(name, counted[name], kind, {"operation": name, "nth": counted[name], **rule})
            for kind, rule in KINDS.items()
            if kind not in (NO_BATCHES if name == "batch" else ONLY_BATCHES)
        ]
    return found


def in_time(troubles: Sequence[T]) -> Iterator[T]:
    """In the seed's order, until the minutes are up; how many that were is printed."""
    until, tried = time.monotonic() + 60 * MINUTES, 0
    for trouble in random.Random(SEED).sample(troubles, len(troubles)):
        if time.monotonic() > until:
            break
        tried += 1
        yield trouble
    print(f"{tried} of {len(troubles)} were tried, with seed {SEED}.")
