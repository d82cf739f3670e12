"""A programme without the additions a cohort has switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.programmes.language.definition import Definition

if TYPE_CHECKING:
    from collections.abc import Collection


def switch_off(definition: Definition, additions: Collection[str]) -> Definition:
    """Leave out the parts these additions brought, and the references to them."""
    kept = _without(definition.model_dump(), frozenset(additions))
    kept["additions"] = {key: value for key, value in kept["additions"].items() if key not in additions}
    return Definition.model_validate(_without_dead_ends(kept))


def _without(value: Any, additions: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {
            key: _without(inner, additions) for key, inner in value.items() if not _is_off(inner, additions)
        }
    if isinstance(value, list | tuple):
        return [_without(inner, additions) for inner in value if not _is_off(inner, additions)]
    return value


def _is_off(value: Any, additions: frozenset[str]) -> bool:  # noqa: ANN401 - any JSON
    return isinstance(value, dict) and value.get("addition") in additions


def _without_dead_ends(kept: dict[str, Any]) -> dict[str, Any]:
    """Drop dangling references: a poster is not made from a report that is no longer asked for."""
    deliverables = {deliverable["key"] for deliverable in kept["deliverables"]}
    for deliverable in kept["deliverables"]:
        deliverable["made_from"] = [key for key in deliverable["made_from"] if key in deliverables]
    places = deliverables | {meeting["key"] for meeting in kept["meetings"]}
    if kept.get("self_evaluation"):
        kept["self_evaluation"]["at"] = [key for key in kept["self_evaluation"]["at"] if key in places]
    return kept
