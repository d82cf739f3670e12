from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.teams import a_team, join
from support.workbooks import a_cohort

from app.cohorts import service as cohorts
from app.errors import NotFound
from app.people.models import Role

if TYPE_CHECKING:
    from sqlmodel import Session


def test_a_cohort_is_found_by_number_or_name(session: Session) -> None:
    cohort = a_cohort(session)
    assert cohorts.called(session, str(cohort.id)) is cohort
    assert cohorts.called(session, " tørn  KULL 3") is cohort
    assert cohorts.get(session, cohort.id or 0) is cohort


def test_a_cohort_that_is_not_there_is_said_with_where_to_look(session: Session) -> None:
    with pytest.raises(NotFound, match="heter «Tørn kull 9»"):
        cohorts.called(session, "Tørn kull 9")
    with pytest.raises(NotFound, match="Det finnes ikke noe kull med nummer 9"):
        cohorts.get(session, 9)


def test_cohorts_stand_in_the_order_they_were_started(session: Session) -> None:
    started = [a_cohort(session, name=name) for name in ("B", "A")]
    assert cohorts.all_cohorts(session) == started


def test_people_of_a_team_are_there_once_each(session: Session) -> None:
    team = a_team(session, a_cohort(session))
    kari = join(session, team, "kari", Role.leader, Role.measurement_lead)
    eli = join(session, team, "eli", Role.mentor)
    assert cohorts.people_of(session, team_id=team.id or 0) == [kari, eli]
    assert cohorts.members_of(session, team_id=team.id or 0) == [kari]


def test_a_nearest_leader_who_also_works_in_the_team_is_a_member(session: Session) -> None:
    team = a_team(session, a_cohort(session))
    liv = join(session, team, "liv", Role.nearest_leader, Role.staff)
    assert cohorts.members_of(session, team_id=team.id or 0) == [liv]


@pytest.mark.parametrize("written", ["unn", " UNN ", "UNN HF"])
def test_a_trust_is_one_however_it_is_spelt(session: Session, written: str) -> None:
    assert cohorts.organisation_called(session, "UNN") is cohorts.organisation_called(session, written)
