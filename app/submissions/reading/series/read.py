"""A number that has been understood, on its way through what people are asked about a whole series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


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
