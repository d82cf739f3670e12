"""A cohort, or a team in it, runs its programme with what deviates; the version it began with stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.teams import a_team
from support.workbooks import NOW, a_cohort

from app import programmes
from app.cohorts.deviations import deviations_of, programme_as_run, programme_as_said
from app.cohorts.models import Cohort, CohortDeviation

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.programmes import Definition


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session, definition=programmes.shipped_one("torn-kull-3").model_dump(mode="json"))


def deviate(session: Session, cohort: Cohort, theme: str, *, team_id: int | None = None) -> None:
    changes: dict[str, Any] = {"meetings": {"samling-1": {"theme": theme}}}
    session.add(
        CohortDeviation(
            cohort_id=cohort.id, team_id=team_id, changes=changes, why="Erfaring", by="rhf", at=NOW
        )
    )
    session.flush()


def theme_of(definition: Definition) -> str | None:
    (theme,) = [meeting.theme for meeting in definition.meetings if meeting.key == "samling-1"]
    return theme


def test_the_cohorts_deviations_hold_for_all_and_a_teams_own_go_on_top(
    session: Session, cohort: Cohort
) -> None:
    one, other = (a_team(session, cohort, name) for name in ("A", "B"))
    deviate(session, cohort, "For teamet", team_id=one.id)
    deviate(session, cohort, "For alle")
    rows = deviations_of(session, cohort.id)
    assert [row.changes["meetings"]["samling-1"]["theme"] for row in rows] == ["For teamet", "For alle"]
    assert [theme_of(programme_as_run(cohort, rows, team_id=team)) for team in (None, one.id, other.id)] == [
        "For alle",
        "For teamet",
        "For alle",
    ]


def test_the_latest_of_several_deviations_holds(session: Session, cohort: Cohort) -> None:
    for theme in ("Først", "Sist"):
        deviate(session, cohort, theme)
    assert theme_of(programme_as_run(cohort, deviations_of(session, cohort.id))) == "Sist"


def test_without_deviations_the_programme_is_run_as_it_was_begun(session: Session, cohort: Cohort) -> None:
    assert programme_as_run(cohort, []) == programmes.shipped_one("torn-kull-3")


def test_as_it_is_written_the_programme_keeps_what_it_began_with(session: Session, cohort: Cohort) -> None:
    before = cohort.definition
    session.add(
        CohortDeviation(cohort_id=cohort.id, changes={"keep": {"people": 7}}, why="x", by="rhf", at=NOW)
    )
    session.flush()
    assert programme_as_said(session, cohort) == before | {"keep": before["keep"] | {"people": 7}}
    assert cohort.definition == before
