from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app import cohorts
from app.applications.ranking import move_in_rank
from app.audit import Deed
from app.cohorts import ApplicationState
from app.errors import Conflict

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.applications.ranking import Direction
    from app.cohorts import Cohort

DEED = Deed(actor="Turid Lie", at=datetime(2026, 2, 20, 9, tzinfo=UTC))


def moved(session: Session, cohort: Cohort, name: str, direction: Direction) -> list[tuple[str, int | None]]:
    team = cohorts.team_called(session, cohort_id=cohort.id, name=name)
    ranked = move_in_rank(session, cohort_id=cohort.id, team_id=team.id, direction=direction, deed=DEED)
    return [(one.name, one.priority) for one in ranked]


def test_a_team_changes_place_with_its_neighbour_among_its_trusts_own(
    session: Session, cohort: Cohort
) -> None:
    assert moved(session, cohort, "Poliklinikk", "up") == [
        ("Sengepost A", 1),
        ("Poliklinikk", 2),
        ("Sengepost B", 3),
    ]
    assert moved(session, cohort, "Sengepost A", "down") == [
        ("Poliklinikk", 1),
        ("Sengepost A", 2),
        ("Sengepost B", 3),
    ]
    assert cohorts.team_called(session, cohort_id=cohort.id, name="Kirurgi").priority == 1


def test_the_first_stays_first_and_the_last_last(session: Session, cohort: Cohort) -> None:
    order = [("Sengepost A", 1), ("Sengepost B", 2), ("Poliklinikk", 3)]
    assert moved(session, cohort, "Sengepost A", "up") == order
    assert moved(session, cohort, "Poliklinikk", "down") == order


def test_a_rank_that_has_been_used_is_not_changed(session: Session, cohort: Cohort) -> None:
    cohorts.team_called(session, cohort_id=cohort.id, name="Sengepost A").place = ApplicationState.offered
    with pytest.raises(Conflict, match="Plassene er fordelt"):
        moved(session, cohort, "Poliklinikk", "up")
