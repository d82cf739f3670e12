"""The mix of a cohort counts each member once, and leaves out those who only follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.teams import a_team, join
from support.workbooks import a_cohort

from app.cohorts.mix import mix_of
from app.people.models import Role

if TYPE_CHECKING:
    from sqlmodel import Session


def test_roles_professions_and_clinics_are_counted(session: Session) -> None:
    cohort = a_cohort(session)
    one, other = a_team(session, cohort, "A"), a_team(session, cohort, "B", organisation="NLSH")
    one.unit = "Kirurgi"
    kari = join(session, one, "kari", Role.leader, Role.measurement_lead, course=True)
    ola, eli = join(session, other, "ola", Role.staff), join(session, other, "eli", Role.mentor)
    kari.profession, ola.profession, eli.profession = "Sykepleier", "sykepleier", "Lege"
    session.flush()
    mix = mix_of(session, cohort_id=cohort.id, teams=[one, other])
    assert (mix.people, mix.leaders, mix.with_course) == (2, 1, 1)
    assert mix.roles == [(Role.leader, 1), (Role.measurement_lead, 1), (Role.staff, 1)]
    assert mix.professions == [("sykepleier", 2)]
    assert mix.clinics == [("NLSH", "–", ["B"]), ("UNN", "Kirurgi", ["A"])]


def test_teams_that_are_left_out_are_not_counted(session: Session) -> None:
    cohort = a_cohort(session)
    one, other = a_team(session, cohort, "A"), a_team(session, cohort, "B")
    join(session, one, "kari", Role.leader)
    join(session, other, "ola", Role.staff)
    assert mix_of(session, cohort_id=cohort.id, teams=[other]).people == 1
