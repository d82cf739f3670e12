"""Open networks: programmes that people come to one by one, without a team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANYBODYS = frozenset({"organisation", "faculty", "sponsors"})
"""Audiences of people by their role alone."""


def is_open_network(said: Mapping[str, Any]) -> bool:
    """Tell whether a programme, as it is written, has nothing for a team.

    Then its meetings are for the organisation, and no team is asked for any work.
    """
    return not _asks_a_team(said) and all(
        one["audience"] in _ANYBODYS and one.get("per", "cohort") == "cohort"
        for one in said.get("meetings", ())
    )


def _asks_a_team(said: Mapping[str, Any]) -> bool:
    rules = (said.get("team_rules") or {}).get("roles")
    own = [(said.get(part) or {}).get("team") for part in ("tasks", "folders")]
    return any([rules, said.get("capacity"), said.get("deliverables"), said.get("templates"), *own])
