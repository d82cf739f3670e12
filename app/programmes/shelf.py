"""The programmes that come with the product. Pure: no rows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from app.programmes.language.check import accepted, parsed

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

CATALOGUE = files("app.programmes") / "catalogue"
EARLIER = CATALOGUE / "earlier"


@cache
def shipped() -> tuple[Definition, ...]:
    """Read every version of every programme that comes with the product, the newest last."""
    entries = [entry for folder in (CATALOGUE, EARLIER) for entry in folder.iterdir() if entry.is_file()]
    definitions = [accepted(parsed(entry.read_text("utf-8"))) for entry in entries]
    return tuple(sorted(definitions, key=lambda definition: (definition.key, definition.version)))


def shipped_one(key: str, version: int | None = None) -> Definition:
    """Return a shipped programme in its newest version, or in `version`."""
    return next(one for one in reversed(shipped()) if one.key == key and version in {None, one.version})


def is_shipped(key: str) -> bool:
    return any(one.key == key for one in shipped())
