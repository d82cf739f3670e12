"""A team's commitments when it applies: the programme's, its deletions, and ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

OPEN_CHANNEL = "Teamet arbeider i en åpen kanal. Alle i kullet kan lese og endre filene der."


def commitments_of(definition: Definition) -> tuple[str, ...]:
    """Return the commitments as sentences; the last is about access to the team's files."""
    asked = definition.application.commitments if definition.application else ()
    deleted = (rule.text for rule in definition.retention)
    return (*asked, *deleted, OPEN_CHANNEL)
