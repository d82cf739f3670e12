"""The example workbook: what it holds, counted by hand from the roster."""

from __future__ import annotations

import runpy
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select
from support.workbooks import a_cohort, take

from app import programmes
from app.cohorts import service as cohorts
from app.cohorts.models import Organisation, Team
from app.people.models import Access, Person, RoleGrant

EXAMPLE = Path(__file__).parents[3] / "examples" / "torn-kull-3"


@pytest.fixture
def enrolled(session: Session) -> int:
    definition = programmes.shipped_one("torn-kull-3").model_dump(mode="json")
    cohort = a_cohort(session, definition=definition)
    result = take(session, cohort, data=(EXAMPLE / "enrolment.xlsx").read_bytes())
    assert (result.teams_added, result.people, result.problems) == (15, 95, [])
    return cohort.id or 0


def cells(data: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True))


def test_the_workbook_in_the_repository_is_what_the_script_makes() -> None:
    script = runpy.run_path(str(EXAMPLE / "make_workbook.py"))
    made = script["as_bytes"](script["workbook"]())
    assert cells((EXAMPLE / "enrolment.xlsx").read_bytes()) == cells(made)


def test_the_script_makes_the_same_bytes_each_time() -> None:
    script = runpy.run_path(str(EXAMPLE / "make_workbook.py"))
    assert script["as_bytes"](script["workbook"]()) == script["as_bytes"](script["workbook"]())


def test_the_trusts_and_their_teams(session: Session, enrolled: int) -> None:
    names = {organisation.id: organisation.name for organisation in session.exec(select(Organisation))}
    teams = cohorts.teams_of(session, cohort_id=enrolled)
    assert Counter(names[team.organisation_id] for team in teams) == {
        "Universitetssykehuset Nord-Norge": 5,
        "Nordlandssykehuset": 4,
        "Helgelandssykehuset": 3,
        "Finnmarkssykehuset": 2,
        "Sykehusapotek Nord": 1,
    }
    assert all(team.theme and team.problem and team.aim and team.unit and team.priority for team in teams)


def test_every_team_has_four_to_six_members(session: Session, enrolled: int) -> None:
    sizes = [
        len(cohorts.members_of(session, team_id=team.id or 0))
        for team in cohorts.teams_of(session, cohort_id=enrolled)
    ]
    assert Counter(sizes) == {4: 4, 5: 10, 6: 1}


@pytest.mark.usefixtures("enrolled")
def test_how_many_hold_each_role(session: Session) -> None:
    assert Counter(grant.role.value for grant in session.exec(select(RoleGrant))) == {
        "leader": 15,
        "measurement_lead": 15,
        "union_rep": 12,
        "safety_rep": 7,
        "staff": 37,
        "improvement_agent": 7,
        "user_rep": 1,
        "nearest_leader": 6,
        "mentor": 15,
        "top_leader": 2,
        "faculty": 3,
        "trust_contact": 5,
    }


@pytest.mark.usefixtures("enrolled")
def test_eight_mentors_have_one_or_two_teams_each(session: Session) -> None:
    grants = session.exec(select(RoleGrant).where(RoleGrant.role == "mentor"))
    assert sorted(Counter(grant.person_id for grant in grants).values()) == [1, 2, 2, 2, 2, 2, 2, 2]


@pytest.mark.usefixtures("enrolled")
def test_one_member_sits_in_two_teams(session: Session) -> None:
    twice = session.exec(select(Person).where(Person.name == "Iŋgá Čáhput")).one()
    grants = session.exec(select(RoleGrant).where(RoleGrant.person_id == twice.id))
    assert len({grant.team_id for grant in grants}) == 2


@pytest.mark.usefixtures("enrolled")
def test_one_guest_and_one_by_mail_alone(session: Session) -> None:
    found = session.exec(select(Person).where(Person.access != None))  # noqa: E711 - SQL's own comparison
    assert sorted((person.access, person.email) for person in found) == [
        (Access.guest, "astrid.elvenes@kommune.example.no"),
        (Access.mail_only, "katrine.pasvik@example.no"),
    ]


@pytest.mark.usefixtures("enrolled")
def test_nobody_in_it_can_be_reached(session: Session) -> None:
    domains = Counter(person.email.rpartition("@")[2] for person in session.exec(select(Person)))
    assert domains == {"example.no": 94, "kommune.example.no": 1}


@pytest.mark.usefixtures("enrolled")
def test_every_sami_letter_is_in_somebodys_name(session: Session) -> None:
    letters = {letter for person in session.exec(select(Person)) for letter in person.name.lower()}
    assert set("čđŋšŧž") <= letters


@pytest.mark.usefixtures("enrolled")
def test_every_theme_of_the_invitation_is_there(session: Session) -> None:
    themes = {team.theme for team in session.exec(select(Team))}
    assert themes == set(programmes.shipped_one("torn-kull-3").focus)
