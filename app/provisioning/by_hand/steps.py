"""How a person places a thing, step by step, with the names and addresses they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.provisioning.desired.wanted_thing import title_of
from app.provisioning.kinds import KINDS, definite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.people import Person
    from app.provisioning.by_hand.facts import Value
    from app.provisioning.kinds import ByHand

TO_REMOVE = "Fjern {thing} {name} fra {path}."
TO_CHANGE = "Endre {thing} i {path} så den blir slik."


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A field to type in: its label and its text."""

    label: str
    text: str


def by_hand(kind: str) -> ByHand:
    """Return how a person places a kind. Raises LookupError for a kind that is not placed by hand."""
    found = KINDS[kind].by_hand
    if found is None:
        raise LookupError(f"Nobody places {kind} by hand.")
    return found


def steps(kind: str, act: str, value: Value, path: str) -> tuple[str, ...]:
    """Return the steps in order. `path` is where the thing stands."""
    thing, place = definite(kind), path or "Microsoft 365"
    if act == "remove":
        return (TO_REMOVE.format(thing=thing, name=title_of(value), path=place).replace("  ", " "),)
    if act == "change":
        return (TO_CHANGE.format(thing=thing, path=place),)
    return tuple(step.format(path=place) for step in by_hand(kind).steps)


def facts(kind: str, key: str, value: Value, people: Mapping[str, Person]) -> tuple[Fact, ...]:
    """Return the fields to type in, without the empty ones."""
    said = by_hand(kind).facts(key, value, people)
    return tuple(Fact(label=label, text=text) for label, text in said if text)
