"""Occupations, which people write where a role in the team is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.table.columns import Column
from app.people import role_named, same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.lines import Line
    from app.enrolment.problems import Problem

_MAX_SHOWN = 4  # occupations
_ENDS = re.compile(
    r"(?:sykepleier|sjukepleiar|pleier|pleiar|pleie|lege|lækjar|terapeut|psykolog|bioingeniør|ingeniør|fagarbeider|"
    r"fagarbeidar|helsefagarbeider|sekretær|sekretar|konsulent|rådgiver|rådgjevar|portør|jordmor|radiograf|farmasøyt|"
    r"sosionom|logoped|ergoterapeut|fysioterapeut|vernepleier|vernepleiar|student|assistent|renholder|reinhaldar|"
    r"kirurg|anestesilege|ambulansearbeider|nurse|doctor|physician|midwife|surgeon|therapist|pharmacist|secretary|"
    r"ernæringsfysiolog|barnepleier|hjelpepleier|lis ?[123]?)$"
)


def is_occupation(text: str) -> bool:
    """Tell whether a text names an occupation and no role."""
    return role_named(text) is None and bool(_ENDS.search(same_spelling(text)))


def occupations_as_roles(lines: list[Line]) -> Iterator[Problem]:
    """Say once a sheet that its column of roles holds occupations; which role each has is not guessed."""
    by_sheet: dict[str, list[Line]] = {}
    for line in lines:
        if is_occupation(line.text(Column.roles)):
            by_sheet.setdefault(line.table.sheet.name, []).append(line)
    for found in by_sheet.values():
        named = list(dict.fromkeys(line.text(Column.roles) for line in found))
        shown = ", ".join(f"«{text}»" for text in named[:_MAX_SHOWN])
        yield (
            found[0]
            .where(Column.roles)
            .warning(
                "occupation_as_role",
                f"{shown} er yrke, ikke rolle i teamet. Skriv yrket under profesjon, og her rollen: "
                "leder, tillitsvalgt, medarbeider eller en annen vi kjenner.",
            )
        )
