"""A team's commitments when it applies: the programme's, its deletions, and ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes.hours import hours_asked, told_hours

if TYPE_CHECKING:
    from app.programmes.language.definition import Definition

OPEN_CHANNEL = "Teamet arbeider i en åpen kanal. Alle i kullet kan lese og endre filene der."


def commitments_of(definition: Definition, *, with_hours: bool = True) -> tuple[str, ...]:
    """Return the commitments as sentences, with the hours asked; the last is about access to the team's files."""
    asked = definition.application.commitments if definition.application else ()
    deleted = (rule.text for rule in definition.retention)
    hours = map(told_hours, hours_asked(definition) if with_hours else ())
    return (*asked, *hours, *deleted, OPEN_CHANNEL)
