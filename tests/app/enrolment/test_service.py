from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select
from support.workbooks import KARI, NOW, OLA, a_cohort, seats, take, xlsx

from app.audit import AuditRecord
from app.cohorts.models import Organisation, Team
from app.enrolment import service as enrolment
from app.errors import Conflict
from app.people.models import Person

if TYPE_CHECKING:
    from app.cohorts.models import Cohort


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


def counts(result: enrolment.EnrolmentResult) -> tuple[int, int, int, int]:
    return result.teams_read, result.teams_added, result.teams_changed, result.people


def test_rows_become_a_team_with_its_people(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, KARI, OLA)
    assert result == enrolment.EnrolmentResult(
        teams_read=1, teams_added=1, teams_changed=0, people=2, problems=[]
    )
    assert seats(session, cohort) == [
        ("Kari Nes", "leader", "Sengepost A"),
        ("Ola Vik", "union_rep", "Sengepost A"),
    ]
    assert [(team.priority, team.place) for team in session.exec(select(Team))] == [(1, "applied")]
    assert [organisation.name for organisation in session.exec(select(Organisation))] == ["UNN"]


def test_the_json_is_what_scripts_hold_on_to(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, ("UNN", 1, "A", "Kari Nes", "kari@", "leder"))
    assert result.as_json() == {
        "teams_read": 1,
        "teams_added": 0,
        "teams_changed": 0,
        "people": 1,
        "problems": [
            {
                "sheet": "Påmelding",
                "row": 2,
                "column": "E (e-post)",
                "level": "error",
                "code": "bad_email",
                "text": "«kari@» er ikke en e-postadresse. Skriv den som fornavn.etternavn@sykehus.no.",
            }
        ],
    }


def test_importing_again_changes_nothing(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI, OLA)
    before = seats(session, cohort)
    assert counts(take(session, cohort, KARI, OLA)) == (1, 0, 0, 2)
    assert seats(session, cohort) == before


def test_a_dry_run_tells_and_stores_nothing(session: Session, cohort: Cohort) -> None:
    assert counts(take(session, cohort, KARI, OLA, dry_run=True)) == (1, 1, 0, 2)
    assert (seats(session, cohort), session.exec(select(Person)).all()) == ([], [])
    session.commit()
    assert session.exec(select(AuditRecord)).all() == []
    assert counts(take(session, cohort, KARI, OLA)) == (1, 1, 0, 2)


def test_a_dry_run_of_a_change_leaves_the_rows_as_they_are(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI)
    session.commit()
    take(session, cohort, ("UNN", 2, *KARI[2:5], "medarbeider"), dry_run=True)
    session.commit()
    assert [team.priority for team in session.exec(select(Team))] == [1]
    assert seats(session, cohort) == [("Kari Nes", "leader", "Sengepost A")]


def test_nothing_is_stored_when_anything_is_wrong(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, KARI, ("UNN", 2, "B", "Ola Vik", "ola vik@example.no", "leder"))
    assert (result.refused, counts(result)) == (True, (2, 0, 0, 2))
    assert session.exec(select(Person)).all() == []
    assert session.exec(select(Organisation)).all() == []


def test_a_new_name_for_a_person_changes_the_team(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI, OLA)
    assert counts(take(session, cohort, KARI, (*OLA[:3], "Ola Vik Dahl", *OLA[4:]))) == (1, 0, 1, 2)


def test_the_same_address_is_one_person(session: Session, cohort: Cohort) -> None:
    mentor = ("UNN", None, "A", "Eli Moe", "Eli@Example.no", "veileder")
    again = ("UNN", None, "B", "Eli Moe", "mailto:eli@example.no", "veileder")
    result = take(session, cohort, ("UNN", 1, *KARI[2:]), mentor, ("UNN", 2, *again[2:]))
    assert result.people == 2
    assert seats(session, cohort)[:2] == [("Eli Moe", "mentor", "A"), ("Eli Moe", "mentor", "B")]


def test_sami_letters_survive_every_way_in(session: Session) -> None:
    name = "Čuđŋšŧž ČĐŊŠŦŽ Áŋŋel"
    text = f"foretak;team;navn;e-post;rolle\nUNN;A;{name};k@example.no;leder\n"
    for number, data in enumerate((xlsx((*KARI[:3], name, *KARI[4:])), text.encode(), text.encode("utf-16"))):
        result = take(session, a_cohort(session, name=str(number)), data=data)
        assert (result.people, result.refused) == (1, False)
    assert {person.name for person in session.exec(select(Person))} == {name}


def test_text_that_looks_like_a_formula_is_kept_as_text(session: Session, cohort: Cohort) -> None:
    take(session, cohort, (*KARI[:3], "+Kari -Nes @x", *KARI[4:]))
    assert [person.name for person in session.exec(select(Person))] == ["+Kari -Nes @x"]


def test_a_closed_cohort_takes_no_more(session: Session) -> None:
    with pytest.raises(Conflict, match="Tørn kull 3 er avsluttet"):
        take(session, a_cohort(session, closed_at=NOW), KARI)


def test_an_import_is_written_down_without_names(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI)
    session.commit()
    (record,) = session.exec(select(AuditRecord)).all()
    assert (record.actor, record.act, record.about, record.cohort_id) == (
        "kari",
        "workbook imported",
        cohort.uid,
        cohort.id,
    )
    assert record.details == {
        "file": "påmelding.xlsx",
        "teams_read": 1,
        "teams_added": 1,
        "teams_changed": 0,
        "people": 1,
        "problems": 0,
    }


def test_a_person_in_two_cohorts_is_one_person(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI)
    take(session, a_cohort(session, name="Tørn kull 4"), KARI)
    assert len(session.exec(select(Person)).all()) == 1
    assert len(session.exec(select(Team)).all()) == 2


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)
ROLES = st.sampled_from(["leder", "Medarbeider", "veileder", "tillitsvalgt og verneombud", "fagansvarlig"])
ADDRESSES = st.integers(1, 4).map(lambda number: f"p{number}@example.no") | st.just("")


@given(st.lists(st.tuples(WORDS, WORDS | st.just(""), WORDS, ROLES, ADDRESSES), max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_a_second_import_changes_nothing(
    session: Session, cohort: Cohort, rows: list[tuple[str, ...]]
) -> None:
    lines = ["foretak\tteam\tnavn\trolle\te-post", *("\t".join(row).replace('"', "") for row in rows)]
    data = "\n".join(lines).encode()
    first = take(session, cohort, data=data, filename="a.csv")
    again = take(session, cohort, data=data, filename="a.csv")
    assert (again.teams_added, again.teams_changed) == (0, 0)
    assert again.refused is first.refused
