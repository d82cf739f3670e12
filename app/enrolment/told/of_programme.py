"""What a cohort's programme asks of those who enrol: for the page, and for the empty workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import programmes
from app.cohorts import deviations_of, programme_as_run

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.programmes import Definition


def asked_by_programme(session: Session, cohort: Cohort) -> dict[str, Any]:
    """Return the days of the application, the hours by role, and the commitments but those hours."""
    definition = _programme(session, cohort)
    return {
        "application": programmes.how_to_apply(definition, cohort.start_year),
        "hours": programmes.hours_asked(definition),
        "commitments": programmes.commitments_of(definition, with_hours=False),
    }


def told_of_programme(session: Session, cohort: Cohort) -> list[tuple[str, str]]:
    """Return the same as rows of a workbook: a heading and its text."""
    definition = _programme(session, cohort)
    asked = programmes.how_to_apply(definition, cohort.start_year)
    days = programmes.told_application(asked) if asked else []
    hours = [("Tid for hver", programmes.told_hours(one)) for one in programmes.hours_asked(definition)]
    return [*(("Påmelding", text) for text in days), *hours]


def _programme(session: Session, cohort: Cohort) -> Definition:
    return programme_as_run(cohort, deviations_of(session, cohort.id))
