"""A programme made from another: copied, changed, or run with deviations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from app.programmes.language.check import accepted
from app.programmes.own.stored_repeats import as_meant_then

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.programmes.language.definition import Definition

Changes = dict[str, Any]
CHANGED_AS_A_WHOLE = {"when", "due", "length", "repeat", "delete"}


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """A cohort's or a team's deviation from the programme: changes, actor, time and reason."""

    changes: Changes
    by: str
    at: datetime
    why: str


def copied(definition: Definition, *, key: str, name: str, owner: str) -> Definition:
    """Begin a programme of the unit's own, with the programme it was copied from as its source."""
    document = f"Eget program hos {owner}, etter {definition.source.document}"
    own = {"key": key, "name": name, "owner": owner, "version": 1, "source": {"document": document}}
    return with_changes(definition, own)


def new_version(definition: Definition, changes: Changes) -> Definition:
    """Make the next version. Cohorts keep the version they started from."""
    return with_changes(definition, {**changes, "version": definition.version + 1})


def deviating(stored: Changes, deviations: Iterable[Deviation]) -> Definition:
    """Return a programme as it was stored with the deviations of a cohort or a team applied in order."""
    said = reduce(merged, (deviation.changes for deviation in deviations), stored)
    return accepted(as_meant_then(said))


def with_changes(definition: Definition, changes: Changes) -> Definition:
    """Change the named fields and keep the rest; None removes. Raises Invalid naming each error.

    Things in a list are changed by their key, and a new key adds one at the end:
    {"meetings": {"samling-2": {"when": {"day": "11-11"}}, "samling-3": None}}.
    """
    return accepted(merged(definition.model_dump(mode="json"), changes))


def merged(value: Any, changes: Any) -> Any:  # noqa: ANN401 - any JSON
    """Merge changes into a value without checking the result."""
    if not isinstance(changes, dict):
        return changes
    if isinstance(value, list) and all(isinstance(one, dict) and "key" in one for one in value):
        things = merged({one["key"]: one for one in value}, changes)
        return [{**thing, "key": key} if isinstance(thing, dict) else thing for key, thing in things.items()]
    if isinstance(value, dict):
        changed = {name: _changed(name, value.get(name), change) for name, change in changes.items()}
        return {
            name: one for name, one in {**value, **changed}.items() if name not in changes or one is not None
        }
    return changes


def _changed(name: str, value: Any, change: Any) -> Any:  # noqa: ANN401 - any JSON
    return change if name in CHANGED_AS_A_WHOLE else merged(value, change)
