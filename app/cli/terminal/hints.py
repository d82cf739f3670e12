"""What to type next: the terminal's own words beside a refusal, by its code.

Rules and jobs name no command, for a page shows the same refusal. `{cohort}` comes from the error's details.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Code

if TYPE_CHECKING:
    from app.errors import AppError

HINTS = {
    Code.no_such_cohort: "Se listen med: kull cohorts list",
    Code.places_not_decided: "Det gjør du med: kull enrol decide {cohort}",
    Code.halted: "Slipp løs med: kull go",
    Code.database_away: "kull doctor sier mer.",
}
CHECK_HINTS = {
    "database": "kull cohorts list oppdaterer en database som er eldre enn programmet.",
    "audit": "Hold den mot ankre som ligger et annet sted, med: kull audit verify FIL",
    "letters": "Se dem med: kull letters list",
    "halt": "Fra terminalen: kull go",
}
"""By the name of the doctor's check, when it fails."""


def with_hint(error: AppError) -> str:
    """Return the error's sentence, and what to type next where that is known."""
    return f"{error} {HINTS.get(error.code, '').format(**error.details)}".rstrip()
