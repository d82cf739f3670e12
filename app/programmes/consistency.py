"""A definition whose words are right, but do not fit together."""

from __future__ import annotations

from app.programmes.definition import Definition
from app.programmes.problems import Problem


def inconsistencies(definition: Definition) -> list[Problem]:
    return []
