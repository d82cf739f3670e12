"""An understood workbook is written into its cohort: what it leaves blank is kept, and nobody is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support.workbooks import KARI, NOW, OLA, a_cohort, seats, sheets

from app.cohorts.models import Organisation, Team
from app.enrolment import store
from app.enrolment.applications import understand
from app.people.models import RoleGrant

if TYPE_CHECKING:
    from app.cohorts.models import Cohort

LIV = ("NLSH", 1, "B", "Liv Moe", "liv@example.no", "leder")
PER = ("UNN", None, "Sengepost A", "Per Ås", None, "medarbeider")


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


def stored(session: Session, cohort: Cohort, *rows: tuple[object, ...]) -> store.Stored:
    enrolment, _ = understand(sheets(*rows))
    return store.store(session, cohort, enrolment, now=NOW)


def names(session: Session, teams: set[int | None]) -> list[str]:
    return sorted(team.name for team in session.exec(select(Team)) if team.id in teams)


def test_new_teams_are_added_and_no_team_is_changed(session: Session, cohort: Cohort) -> None:
    done = stored(session, cohort, KARI, OLA, LIV)
    assert (names(session, done.added), done.changed, done.problems) == (["B", "Sengepost A"], set(), [])


def test_a_changed_row_changes_its_team_only(session: Session, cohort: Cohort) -> None:
    stored(session, cohort, KARI, OLA, LIV)
    done = stored(session, cohort, KARI, (*OLA[:5], "verneombud"), LIV)
    assert (done.added, names(session, done.changed)) == (set(), ["Sengepost A"])
    assert seats(session, cohort) == [
        ("Kari Nes", "leader", "Sengepost A"),
        ("Liv Moe", "leader", "B"),
        ("Ola Vik", "safety_rep", "Sengepost A"),
    ]


def test_what_a_sheet_leaves_blank_is_kept(session: Session, cohort: Cohort) -> None:
    stored(session, cohort, KARI)
    assert stored(session, cohort, ("UNN", None, *KARI[2:])).changed == set()
    assert [team.priority for team in session.exec(select(Team))] == [1]


def test_those_no_longer_in_the_sheet_stay_and_are_named(session: Session, cohort: Cohort) -> None:
    stored(session, cohort, KARI, OLA, LIV)
    assert [problem.text for problem in stored(session, cohort, KARI).problems] == [
        (
            "Ola Vik (medlem av teamet) er i «Sengepost A», men står ikke i arket. "
            "Ingen er fjernet; gjør det under Endringer."
        ),
        "Disse teamene er i kullet, men ikke i arket: B. De er ikke endret.",
    ]
    assert len(seats(session, cohort)) == 3


def test_a_member_keeps_the_organisation_they_come_from(session: Session, cohort: Cohort) -> None:
    stored(session, cohort, KARI, ("Vik kommune", *OLA[1:]))
    by_name = {organisation.id: organisation.name for organisation in session.exec(select(Organisation))}
    homes = [by_name[grant.organisation_id] for grant in session.exec(select(RoleGrant))]
    assert homes == ["UNN", "Vik kommune"]
    assert by_name[session.exec(select(Team)).one().organisation_id] == "UNN"


def test_hf_after_a_trusts_name_is_the_same_trust(session: Session, cohort: Cohort) -> None:
    stored(session, cohort, ("Nordlandssykehuset HF", *KARI[1:]), ("nordlandssykehuset", *OLA[1:]))
    assert [organisation.name for organisation in session.exec(select(Organisation))] == [
        "Nordlandssykehuset HF"
    ]


def test_a_row_without_an_address_waits_once_however_often_it_comes(session: Session, cohort: Cohort) -> None:
    for _ in range(2):
        stored(session, cohort, KARI, PER)
    rows = store.waiting(session, cohort_id=cohort.id)
    assert [(row.name, row.roles, row.row) for row in rows] == [("Per Ås", ["staff"], 3)]


def test_who_waited_is_let_in_when_the_address_comes(session: Session, cohort: Cohort) -> None:
    stored(session, cohort, KARI, PER)
    stored(session, cohort, KARI, (*PER[:4], "per@example.no", PER[5]))
    assert store.waiting(session, cohort_id=cohort.id) == []
    assert ("Per Ås", "staff", "Sengepost A") in seats(session, cohort)


def test_who_waits_in_a_team_the_sheet_does_not_speak_of_goes_on_waiting(
    session: Session, cohort: Cohort
) -> None:
    stored(session, cohort, KARI, PER)
    stored(session, cohort, LIV)
    assert [row.name for row in store.waiting(session, cohort_id=cohort.id)] == ["Per Ås"]
    stored(session, cohort, KARI)
    assert store.waiting(session, cohort_id=cohort.id) == []


def test_roles_of_the_whole_cohort_need_no_team(session: Session, cohort: Cohort) -> None:
    done = stored(session, cohort, ("UNN", None, None, "Eli Moe", "eli@example.no", "veileder, fagansvarlig"))
    assert (done.added, done.changed) == (set(), set())
    assert seats(session, cohort) == [("Eli Moe", "faculty", None), ("Eli Moe", "mentor", None)]


def test_what_the_programme_asks_and_a_team_lacks_is_said_beside_the_team(session: Session) -> None:
    rules = {"roles": [{"any_of": ["union_rep"], "level": "hard"}]}
    cohort = a_cohort(session, definition={"team_rules": rules})
    problems = stored(session, cohort, KARI).problems
    assert [(one.row, one.level, one.code) for one in problems] == [(2, "warning", "team_incomplete")]
    assert problems[0].text.startswith("«Sengepost A» ")
    assert stored(session, cohort, KARI, OLA).problems == []
