"""An address names rows, and each row belongs to a cohort, a team and an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import workbooks
from support.teams import a_team, join
from support.workbooks import a_cohort

from app.access.objects import Scope, named, names_no_row, place_of
from app.cohorts.models import Request, RequestKind, Team
from app.people.models import Role

if TYPE_CHECKING:
    from sqlmodel import Session


@pytest.fixture
def team(session: Session) -> Team:
    return a_team(session, a_cohort(session))


def test_an_id_and_a_uid_name_rows_and_what_is_neither_names_none(session: Session, team: Team) -> None:
    path = {"cohort_id": "7", "team_uid": team.uid, "meeting_id": "x7", "key": "video", "person_uid": "no"}
    assert sorted(named(session, path)) == [
        ("cohort", 7),
        ("meeting", None),
        ("person", None),
        ("team", team.id),
    ]


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_number_of_nine_figures_may_name_a_row(number: int) -> None:
    assert names_no_row({"cohort_id": str(number)}) is False


@given(st.integers(min_value=1_000_000_000))
def test_a_longer_number_names_no_row(number: int) -> None:
    assert names_no_row({"cohort_id": str(number), "key": "video"}) is True
    assert names_no_row({"key": str(number)}) is False


def test_a_row_belongs_where_its_columns_say(session: Session, team: Team) -> None:
    where = Scope(cohort_id=team.cohort_id, team_id=team.id, organisation_id=team.organisation_id)
    asked = Request(
        cohort_id=team.cohort_id, team_id=team.id, kind=RequestKind.help, text="?", by="Ada", at=workbooks.NOW
    )
    session.add(asked)
    session.flush()
    assert place_of(session, "team", team.id) == where
    assert place_of(session, "request", asked.id) == where
    assert place_of(session, "cohort", team.cohort_id) == Scope(cohort_id=team.cohort_id)
    assert place_of(session, "organisation", 3) == Scope(organisation_id=3)


def test_a_row_that_is_not_there_or_is_of_no_cohort_belongs_nowhere(session: Session, team: Team) -> None:
    kari = join(session, team, "kari", Role.leader)
    assert place_of(session, "team", 99) is None
    assert place_of(session, "person", kari.id) is None
