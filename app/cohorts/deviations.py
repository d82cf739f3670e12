"""Deviations of a cohort, or of a team in it, from the programme it was started from."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app.cohorts.models import CohortDeviation
from app.memo import remembered
from app.programmes import Definition, Deviation, as_meant_then, deviating, merged, switch_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.cohorts.models import Cohort


def deviations_of(session: Session, cohort_id: int) -> Sequence[CohortDeviation]:
    """Return the deviations of a cohort and of its teams, the oldest first."""
    found = select(CohortDeviation).where(CohortDeviation.cohort_id == cohort_id)
    return session.exec(found.order_by(col(CohortDeviation.id))).all()


def programme_as_run(
    cohort: Cohort, rows: Iterable[CohortDeviation], *, team_id: int | None = None
) -> Definition:
    """Read the programme as the cohort or a team runs it: the version it was started from, with the deviations.

    The cohort's deviations come first, the team's on top; additions that are switched off are left out.
    """
    for_all, own = _split(rows, team_id)
    begun_with = _read(cohort.definition)
    if not (for_all or own or cohort.switched_off):
        return begun_with
    stored = begun_with.model_dump(mode="json") | cohort.definition
    return switch_off(deviating(stored, map(_as_value, for_all + own)), cohort.switched_off)


@remembered
def _read(definition: dict[str, Any]) -> Definition:
    return Definition.model_validate(as_meant_then(definition))


def programme_as_said(session: Session, cohort: Cohort) -> dict[str, Any]:
    """Return the cohort's programme as it is written: unchecked, with deviations and every addition."""
    for_all, _ = _split(deviations_of(session, cohort.id), None)
    return reduce(merged, (row.changes for row in for_all), cohort.definition)


def _split(
    rows: Iterable[CohortDeviation], team_id: int | None
) -> tuple[list[CohortDeviation], list[CohortDeviation]]:
    every = list(rows)
    own = [row for row in every if team_id is not None and row.team_id == team_id]
    return [row for row in every if row.team_id is None], own


def _as_value(row: CohortDeviation) -> Deviation:
    return Deviation(changes=row.changes, by=row.by, at=row.at, why=row.why)
