"""A suggestion gives each team an experienced mentor first, from home or not, and nobody beyond their room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support.teams import a_mentor, a_team, join
from support.workbooks import a_cohort

from app.cohorts.models import Team
from app.mentors.suggestion import Home, suggest_mentors
from app.people.models import Person, Role, RoleGrant

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort

PAIRS = {"per_team": 2, "experienced_min": 1, "trainees_allowed": True, "max_teams": 2}


def with_rules(session: Session, **rules: Any) -> Cohort:
    return a_cohort(session, definition={"mentors": rules})


def team_of(session: Session, cohort: Cohort, name: str, unit: str) -> Team:
    team = a_team(session, cohort, name)
    team.unit = unit
    return team


def suggested(session: Session, cohort: Cohort, *, home: Home = "any") -> list[tuple[str, str | None]]:
    return [
        (
            session.get_one(Team, seat.team_id).name,
            session.get_one(Person, seat.person_id).name if seat.person_id else None,
        )
        for seat in suggest_mentors(session, cohort, home=home)
    ]


def test_each_team_gets_an_experienced_mentor_and_a_trainee(session: Session) -> None:
    cohort = with_rules(session, **PAIRS)
    for name in ("A", "B"):
        a_team(session, cohort, name)
    for name, experienced in (("eli", True), ("per", True), ("nils", False), ("anna", False)):
        a_mentor(session, cohort, name, experienced=experienced)
    assert suggested(session, cohort) == [("A", "eli"), ("A", "anna"), ("B", "per"), ("B", "nils")]


def test_nothing_is_assigned_by_a_suggestion(session: Session) -> None:
    cohort = with_rules(session, **PAIRS)
    a_team(session, cohort, "A")
    a_mentor(session, cohort, "eli", experienced=True)
    suggested(session, cohort)
    assert session.exec(select(RoleGrant.team_id)).all() == [None]


def test_every_team_has_its_first_before_any_has_its_second(session: Session) -> None:
    cohort = with_rules(session, per_team=2, max_teams=1)
    for name in ("A", "B"):
        a_team(session, cohort, name)
    for name in ("eli", "per"):
        a_mentor(session, cohort, name)
    assert suggested(session, cohort) == [("A", "eli"), ("A", None), ("B", "per"), ("B", None)]


def test_mentors_come_from_the_teams_own_clinic_where_that_is_wished(session: Session) -> None:
    cohort = with_rules(session, per_team=1)
    team_of(session, cohort, "A", "Kirurgi")
    team_of(session, cohort, "B", "Medisin")
    a_mentor(session, cohort, "eli", clinic="Medisin")
    a_mentor(session, cohort, "per", clinic="kirurgi ")
    assert suggested(session, cohort, home="own") == [("A", "per"), ("B", "eli")]
    assert suggested(session, cohort, home="other") == [("A", "eli"), ("B", "per")]


def test_a_mentor_in_training_is_suggested_only_where_the_programme_has_such(session: Session) -> None:
    cohort = with_rules(session, per_team=1)
    a_team(session, cohort, "A")
    a_mentor(session, cohort, "nils", experienced=False)
    assert suggested(session, cohort) == [("A", None)]


def test_whoever_takes_no_more_teams_or_has_no_room_is_left_out(session: Session) -> None:
    cohort = with_rules(session, per_team=1, max_teams=1)
    taken = a_team(session, cohort, "A")
    a_team(session, cohort, "B")
    join(session, taken, "eli", Role.mentor)
    a_mentor(session, cohort, "per", available=False)
    assert suggested(session, cohort) == [("B", None)]


def test_the_same_is_suggested_every_time(session: Session) -> None:
    cohort = with_rules(session, **PAIRS)
    for number in range(9):
        a_team(session, cohort, f"Team {number}")
    for number in range(8):
        a_mentor(session, cohort, f"m{number}", experienced=number % 2 == 0)
    assert suggested(session, cohort) == suggested(session, cohort)


def test_nobody_is_twice_in_a_team(session: Session) -> None:
    cohort = with_rules(session, per_team=2, max_teams=4)
    a_team(session, cohort, "A")
    a_mentor(session, cohort, "eli")
    assert suggested(session, cohort) == [("A", "eli"), ("A", None)]
