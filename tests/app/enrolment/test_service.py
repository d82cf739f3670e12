from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select
from support.workbooks import HEADINGS, KARI, NOW, OLA, a_cohort, said, seats, take, xlsx

from app.audit import AuditRecord
from app.cohorts.models import Organisation, Team
from app.enrolment import service as enrolment
from app.errors import Conflict
from app.people.models import Person, RoleGrant

if TYPE_CHECKING:
    from app.cohorts.models import Cohort


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


def counts(result: enrolment.Result) -> tuple[int, int, int, int]:
    return result.teams_read, result.teams_added, result.teams_changed, result.people


def test_rows_become_a_team_with_its_people(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, KARI, OLA)
    assert result == enrolment.Result(teams_read=1, teams_added=1, teams_changed=0, people=2, problems=[])
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


def test_a_changed_row_changes_its_team_only(session: Session, cohort: Cohort) -> None:
    other = ("NLSH", 1, "B", "Liv Moe", "liv@example.no", "leder")
    take(session, cohort, KARI, OLA, other)
    result = take(session, cohort, KARI, (*OLA[:5], "verneombud"), other)
    assert counts(result) == (2, 0, 1, 3)
    assert ("Ola Vik", "safety_rep", "Sengepost A") in seats(session, cohort)
    assert ("Ola Vik", "union_rep", "Sengepost A") not in seats(session, cohort)


def test_a_new_name_for_a_person_changes_the_team(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI, OLA)
    assert counts(take(session, cohort, KARI, (*OLA[:3], "Ola Vik Dahl", *OLA[4:]))) == (1, 0, 1, 2)


def test_what_a_sheet_leaves_blank_is_kept(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI)
    assert counts(take(session, cohort, ("UNN", None, *KARI[2:]))) == (1, 0, 0, 1)
    assert [team.priority for team in session.exec(select(Team))] == [1]


def test_those_no_longer_in_the_sheet_stay_and_are_named(session: Session, cohort: Cohort) -> None:
    other = ("NLSH", 1, "B", "Liv Moe", "liv@example.no", "leder")
    take(session, cohort, KARI, OLA, other)
    result = take(session, cohort, KARI)
    assert [problem.text for problem in result.problems] == [
        "Ola Vik er tillitsvalgt i «Sengepost A», men står ikke i arket. Ingen er fjernet; gjør det i kullet.",
        "Disse teamene er i kullet, men ikke i arket: B. De er ikke endret.",
    ]
    assert len(seats(session, cohort)) == 3


def test_the_same_address_is_one_person(session: Session, cohort: Cohort) -> None:
    mentor = ("UNN", None, "A", "Eli Moe", "Eli@Example.no", "veileder")
    again = ("UNN", None, "B", "Eli Moe", "mailto:eli@example.no", "veileder")
    result = take(session, cohort, ("UNN", 1, *KARI[2:]), mentor, ("UNN", 2, *again[2:]))
    assert result.people == 2
    assert seats(session, cohort)[:2] == [("Eli Moe", "mentor", "A"), ("Eli Moe", "mentor", "B")]


def test_of_two_names_for_one_address_the_first_is_kept_and_said(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, KARI, (*KARI[:3], "Kari Ness", *KARI[4:]))
    assert said(result) == [
        (3, "D (navn)", "warning", "rows_disagree"),
        (3, "E (e-post)", "info", "same_person"),
    ]
    assert result.problems[0].text == (
        "Navn er her «Kari Ness», men «Kari Nes» i rad 2. Det som står i rad 2, er brukt."
    )
    assert seats(session, cohort) == [("Kari Nes", "leader", "Sengepost A")]


def test_roles_of_one_person_in_one_team_are_put_together(session: Session, cohort: Cohort) -> None:
    take(session, cohort, (*KARI[:5], "leder, måleansvarlig"), (*KARI[:5], "Medarbeider og verneombud"))
    assert [role for _, role, _ in seats(session, cohort)] == [
        "leader",
        "measurement_lead",
        "safety_rep",
        "staff",
    ]


def test_a_team_spelt_in_several_ways_is_one_team(session: Session, cohort: Cohort) -> None:
    names = ("Sengepost Å", "sengepost  å", unicodedata.normalize("NFD", "SENGEPOST Å"), "Sengepost\u00a0Å ")
    rows = [
        ("UNN", 1, name, f"Person {number}", f"p{number}@example.no", "leder")
        for number, name in enumerate(names)
    ]
    result = take(session, cohort, *rows)
    assert counts(result) == (1, 1, 0, 4)
    assert said(result) == [(3, "C (team)", "info", "same_team"), (4, "C (team)", "info", "same_team")]
    assert [team.name for team in session.exec(select(Team))] == ["Sengepost Å"]


def test_a_team_that_says_two_things_keeps_the_first(session: Session, cohort: Cohort) -> None:
    headings = (*HEADINGS, "tema")
    result = take(session, cohort, (*KARI, "Turnus"), (*OLA, "Kostvert"), headings=headings)
    assert said(result) == [(3, "G (tema)", "warning", "rows_disagree")]
    assert [team.theme for team in session.exec(select(Team))] == ["Turnus"]


def test_two_organisations_with_a_leader_each_cannot_share_a_name(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, KARI, ("NLSH", 1, "Sengepost A", "Liv Moe", "liv@example.no", "leder"))
    assert said(result) == [(3, "A (foretak)", "error", "team_name_taken")]
    assert result.problems[0].text == (
        "Både UNN og NLSH har et team som heter «Sengepost A», med hver sin leder. "
        "Gi det ene et eget navn, for eksempel «Sengepost A NLSH»."
    )


def test_a_member_from_a_municipality_is_no_conflict(session: Session, cohort: Cohort) -> None:
    guest = ("Vik kommune", None, "Sengepost A", "Liv Moe", "liv@kommune.example.no", "medarbeider")
    assert said(take(session, cohort, KARI, guest)) == [(3, "A (foretak)", "info", "from_elsewhere")]
    by_name = {organisation.id: organisation.name for organisation in session.exec(select(Organisation))}
    homes = [by_name[grant.organisation_id] for grant in session.exec(select(RoleGrant))]
    assert homes == ["UNN", "Vik kommune"]
    assert by_name[session.exec(select(Team)).one().organisation_id] == "UNN"


def test_hf_after_a_trusts_name_is_the_same_trust(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, ("Nordlandssykehuset HF", *KARI[1:]), ("nordlandssykehuset", *OLA[1:]))
    assert said(result) == []
    assert [organisation.name for organisation in session.exec(select(Organisation))] == [
        "Nordlandssykehuset HF"
    ]


def test_a_row_without_an_address_waits(session: Session, cohort: Cohort) -> None:
    waiting = ("UNN", None, "Sengepost A", "Per Ås", None, "medarbeider")
    result = take(session, cohort, KARI, waiting)
    assert said(result) == [(3, "E (e-post)", "warning", "no_email")]
    rows = enrolment.waiting(session, cohort_id=cohort.id or 0)
    assert [(row.name, row.roles, row.row) for row in rows] == [("Per Ås", ["staff"], 3)]
    assert take(session, cohort, KARI, waiting).problems == result.problems
    assert len(enrolment.waiting(session, cohort_id=cohort.id or 0)) == 1


def test_who_waited_is_let_in_when_the_address_comes(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI, ("UNN", None, "Sengepost A", "Per Ås", None, "medarbeider"))
    take(session, cohort, KARI, ("UNN", None, "Sengepost A", "Per Ås", "per@example.no", "medarbeider"))
    assert enrolment.waiting(session, cohort_id=cohort.id or 0) == []
    assert ("Per Ås", "staff", "Sengepost A") in seats(session, cohort)


def test_roles_of_the_whole_cohort_need_no_team(session: Session, cohort: Cohort) -> None:
    take(session, cohort, ("UNN", None, None, "Eli Moe", "eli@example.no", "veileder, fagansvarlig"))
    assert seats(session, cohort) == [("Eli Moe", "faculty", None), ("Eli Moe", "mentor", None)]


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
