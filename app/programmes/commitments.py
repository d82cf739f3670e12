"""What a team commits itself to when it applies: what its programme asks, what it deletes again, and what we ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

OPEN_CHANNEL = "Teamet arbeider i en åpen kanal. Alle i kullet kan lese og endre filene der."


def commitments_of(definition: Definition) -> tuple[str, ...]:
    """Return them as sentences; the last says who can read and change the team's files."""
    asked = definition.application.commitments if definition.application else ()
    deleted = (rule.text for rule in definition.retention)
    return (*asked, *deleted, OPEN_CHANNEL)
