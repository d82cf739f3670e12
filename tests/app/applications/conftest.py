"""A cohort of Tørn kull 3 with two trusts, their contacts and a nearest leader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.workbooks import a_cohort, take

from app import programmes

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Cohort

PEOPLE = (
    ("UNN", 1, "Sengepost A", "Kari Nes", "kari@example.no", "leder"),
    ("UNN", "", "Sengepost A", "Nils Lund", "nils@example.no", "nærmeste leder"),
    ("UNN", 2, "Sengepost B", "Ola Vik", "ola@example.no", "leder"),
    ("UNN", 3, "Poliklinikk", "Eva Dahl", "eva@example.no", "leder"),
    ("NLSH", 1, "Kirurgi", "Liv Moe", "liv@example.no", "leder"),
    ("UNN", "", "", "Turid Lie", "turid@example.no", "foretakskontakt"),
)


@pytest.fixture
def cohort(session: Session) -> Cohort:
    definition = programmes.shipped_one("torn-kull-3").model_dump(mode="json")
    made = a_cohort(session, definition=definition | {"hours": {"staff": 40}, "team_rules": {}})
    assert not take(session, made, *PEOPLE).refused
    return made
