"""A deed: an actor and a moment, handed to every rule that changes something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An actor, named as the audit names them, and the moment they act."""

    actor: str
    at: datetime


def by_system(at: datetime) -> Deed:
    """Return a deed of the service itself, asked for by no person."""
    return Deed(actor=SYSTEM, at=at)
