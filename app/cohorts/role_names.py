"""Names of a cohort's own for the roles in it, as its programme gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.cohorts.deviations import programme_as_said
from app.programmes import in_a_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from app.cohorts.models import Cohort


def own_role_names(session: Session, cohort: Cohort) -> dict[str, str]:
    """Return what the cohort calls its roles, by role; a role without a name there has ours."""
    return names_in(programme_as_said(session, cohort))


def names_in(said: Mapping[str, Any]) -> dict[str, str]:
    """Return the same from a programme as it is written."""
    return {role: in_a_sentence(one["name"]) for role, one in (said.get("roles") or {}).items()}
