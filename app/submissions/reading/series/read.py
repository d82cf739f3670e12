"""A number that has been understood, on its way through what people are asked about a whole series."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.people import same_spelling

if TYPE_CHECKING:
    from datetime import date


@lru_cache(maxsize=10_000)
def spelt(name: str) -> str:
    """Return the part that two spellings of a measure share; the same few names stand by many numbers."""
    return same_spelling(name)


@dataclass(frozen=True, kw_only=True)
class Read:
    """`place` is the title of its table, or else its sheet.

    `in_per_cent` says that a percent sign stood behind it; then `value` is the fraction.
    """

    measure: str
    day: date
    value: float
    cell: str
    place: str
    in_per_cent: bool
