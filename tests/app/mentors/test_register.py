"""A mentor's load is counted over every cohort that runs, and the stricter limit holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.audit import Deed
from app.cohorts.models import ApplicationState
from app.mentors.lines import MentorFacts, write_line_of
from app.mentors.register import mentor_rules, mentors_in_full, teams_to_follow
from app.people.models import Role

if TYPE_CHECKING:
    from sqlmodel import Session

DEED = Deed(actor="rhf", at=NOW)


def test_teams_in_other_cohorts_count_and_those_of_a_closed_one_do_not(session: Session) -> None:
    here = a_cohort(session, definition={"mentors": {"max_teams": 3}})
    other, closed = a_cohort(session, name="Kull 2"), a_cohort(session, name="Kull 1")
    closed.closed_at = NOW
    teams = [a_team(session, cohort, name) for cohort, name in ((here, "A"), (other, "B"), (closed, "C"))]
    for team in teams:
        join(session, team, "eli", Role.mentor)
    [eli] = mentors_in_full(session, here)
    assert ([one.team for one in eli.here], [one.team for one in eli.elsewhere]) == (["A"], ["B"])
    assert (eli.load, eli.at_most, eli.room, eli.is_full) == (2, 3, 1, False)


def test_a_team_that_withdrew_or_waits_is_no_load(session: Session) -> None:
    cohort = a_cohort(session, definition={"mentors": {"max_teams": 2}})
    for name, place in (
        ("A", ApplicationState.offered),
        ("B", ApplicationState.withdrawn),
        ("C", ApplicationState.waiting),
    ):
        team = a_team(session, cohort, name)
        team.place = place
        join(session, team, "eli", Role.mentor)
    assert [one.load for one in mentors_in_full(session, cohort)] == [1]
    assert [team.name for team in teams_to_follow(session, cohort_id=cohort.id)] == ["A"]


def test_the_mentors_own_limit_holds_where_it_is_stricter(session: Session) -> None:
    cohort = a_cohort(session, definition={"mentors": {"max_teams": 3}})
    eli = join(session, a_team(session, cohort, "A"), "eli", Role.mentor)
    write_line_of(session, eli, MentorFacts(name="eli", max_teams=1, clinic="Kirurgi"), deed=DEED)
    [told] = mentors_in_full(session, cohort)
    assert (told.at_most, told.room, told.is_full, told.clinic) == (1, 0, True, "Kirurgi")


def test_without_any_limit_a_mentor_has_room_for_two_and_is_never_full(session: Session) -> None:
    cohort = a_cohort(session, definition={"mentors": {"per_team": 1}})
    for name in ("A", "B", "C"):
        join(session, a_team(session, cohort, name), "eli", Role.mentor)
    [eli] = mentors_in_full(session, cohort)
    assert (eli.load, eli.room, eli.is_full) == (3, 0, False)


def test_rules_that_a_cohort_does_without_are_none(session: Session) -> None:
    cohort = a_cohort(session, definition={"mentors": {"addition": "veiledere"}}, switched_off=["veiledere"])
    assert mentor_rules(session, cohort) is None
