"""The origin of an act: an address and a person for a request; this machine for the runner and the terminal."""

from __future__ import annotations

import platform
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Origin:
    """An address and a person; `person` is an Entra id, known once the sender has been let in."""

    address: str
    person: str | None = None


_origin: ContextVar[Origin] = ContextVar("origin")


def set_origin(where: Origin) -> None:
    """Set the origin of all acts from here on, in this request."""
    _origin.set(where)


def current_origin() -> Origin:
    return _origin.get(None) or Origin(address=platform.node() or "denne maskinen")
