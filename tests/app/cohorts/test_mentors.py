"""A mentor of the cohort may follow several teams, and a team several mentors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.audit.deed import Deed
from app.audit.models import AuditRecord
from app.cohorts.mentors import Mentor, assign_mentor, mentors_of
from app.errors import Invalid
from app.people.models import Role

if TYPE_CHECKING:
    from sqlmodel import Session

DEED = Deed(actor="rhf", at=NOW)


def test_a_mentor_follows_the_teams_they_are_assigned_to(session: Session) -> None:
    cohort = a_cohort(session)
    one, other = (a_team(session, cohort, name) for name in ("A", "B"))
    eli = join(session, one, "eli", Role.mentor)
    assign_mentor(session, cohort_id=cohort.id, team_id=other.id, person_id=eli.id, deed=DEED)
    assert mentors_of(session, cohort_id=cohort.id) == {eli.id: Mentor(eli.id, "eli", [one.id, other.id])}


def test_a_mentor_assigned_again_follows_the_team_once_and_nothing_is_recorded(session: Session) -> None:
    cohort = a_cohort(session)
    team = a_team(session, cohort)
    eli = join(session, team, "eli", Role.mentor)
    assign_mentor(session, cohort_id=cohort.id, team_id=team.id, person_id=eli.id, deed=DEED)
    session.commit()
    assert mentors_of(session, cohort_id=cohort.id)[eli.id].follows == [team.id]
    assert session.exec(select(AuditRecord)).all() == []


def test_only_mentors_of_the_cohort_are_assigned(session: Session) -> None:
    cohort = a_cohort(session)
    team = a_team(session, cohort)
    kari = join(session, team, "kari", Role.leader)
    with pytest.raises(Invalid, match=r"^Velg en som er veileder i kullet\.$"):
        assign_mentor(session, cohort_id=cohort.id, team_id=team.id, person_id=kari.id, deed=DEED)
