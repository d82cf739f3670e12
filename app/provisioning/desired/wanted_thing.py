"""`Wanted`: a thing that the tenant should hold, as the ledger keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.tenant import to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.tenant import Kind, Thing

NAMES = ("name", "title", "subject")
"""What a thing is called stands in one of these."""


class Wanted(NamedTuple):
    """A thing wanted. Once `late` (a meeting has ended, a task is past due) it is neither made nor touched.

    `kept_up` are its fields that follow what happens even then.
    """

    key: str
    kind: Kind
    value: dict[str, Any]
    parent_key: str | None = None
    target_key: str | None = None
    team_id: int | None = None
    late: bool = False
    kept_up: frozenset[str] = frozenset()


def as_wanted(key: str, kind: Kind, thing: Thing, **more: Any) -> Wanted:  # noqa: ANN401 - the other fields of Wanted
    """Write a thing down as the ledger keeps it."""
    return Wanted(key=key, kind=kind, value=to_json(thing), **more)


def title_of(value: Mapping[str, Any] | None) -> str:
    """Return a thing's name, title or subject; empty for a thing that has none."""
    named = value or {}
    return str(next((named[name] for name in NAMES if named.get(name)), ""))
