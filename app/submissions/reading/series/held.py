"""The mark of a day or a number that waits for a person, or that a person left out."""

from __future__ import annotations

from enum import Enum


class Held(Enum):
    """Understood or not, it is not among the figures."""

    held = "held"


HELD = Held.held
