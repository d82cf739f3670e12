"""Rows become teams, people and seats; where they disagree the first is kept and the other is named."""

from __future__ import annotations

import unicodedata

from support.workbooks import HEADINGS, KARI, OLA, sheets

from app.enrolment.applications import Enrolment, Seat, understand
from app.people import Role


def read(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> Enrolment:
    return understand(sheets(*rows, headings=headings))[0]


def said(
    *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS
) -> list[tuple[int | None, str | None, str, str]]:
    problems = understand(sheets(*rows, headings=headings))[1]
    return [(one.row, one.column, one.level, one.code) for one in problems]


def test_rows_become_a_team_its_people_and_their_seats() -> None:
    found = read(KARI, OLA)
    assert [(team.key, team.name, team.organisation, team.priority) for team in found.teams] == [
        ("sengepost a", "Sengepost A", "UNN", 1)
    ]
    assert [(person.email, person.name) for person in found.people] == [
        ("kari@example.no", "Kari Nes"),
        ("ola@example.no", "Ola Vik"),
    ]
    assert found.seats == [
        Seat("kari@example.no", "sengepost a", "UNN", (Role.leader,)),
        Seat("ola@example.no", "sengepost a", "UNN", (Role.union_rep,)),
    ]
    assert found.waiting == []


def test_of_two_names_for_one_address_the_first_is_kept_and_said() -> None:
    rows = (KARI, (*KARI[:3], "Kari Ness", *KARI[4:]))
    assert said(*rows) == [
        (3, "D (navn)", "warning", "rows_disagree"),
        (3, "E (e-post)", "info", "same_person"),
    ]
    assert understand(sheets(*rows))[1][0].text == (
        "Navn er her «Kari Ness», men «Kari Nes» i rad 2. Det som står i rad 2, er brukt."
    )
    assert [person.name for person in read(*rows).people] == ["Kari Nes"]


def test_roles_of_one_person_in_one_team_are_put_together() -> None:
    found = read((*KARI[:5], "leder, måleansvarlig"), (*KARI[:5], "Medarbeider og verneombud"))
    assert [seat.roles for seat in found.seats] == [
        (Role.leader, Role.measurement_lead, Role.staff, Role.safety_rep)
    ]


def test_a_team_spelt_in_several_ways_is_one_team() -> None:
    names = ("Sengepost Å", "sengepost  å", unicodedata.normalize("NFD", "SENGEPOST Å"))
    rows = [
        ("UNN", 1, name, f"Person {number}", f"p{number}@example.no", "leder")
        for number, name in enumerate(names)
    ]
    assert [team.name for team in read(*rows).teams] == ["Sengepost Å"]
    assert said(*rows) == [(3, "C (team)", "info", "same_team"), (4, "C (team)", "info", "same_team")]


def test_a_team_that_says_two_things_keeps_the_first() -> None:
    rows, headings = ((*KARI, "Turnus"), (*OLA, "Kostvert")), (*HEADINGS, "tema")
    assert said(*rows, headings=headings) == [(3, "G (tema)", "warning", "rows_disagree")]
    assert [team.theme for team in read(*rows, headings=headings).teams] == ["Turnus"]


def test_two_organisations_with_a_leader_each_cannot_share_a_name() -> None:
    rows = (KARI, ("NLSH", 1, "Sengepost A", "Liv Moe", "liv@example.no", "leder"))
    assert said(*rows) == [(3, "A (foretak)", "error", "team_name_taken")]
    assert understand(sheets(*rows))[1][0].text == (
        "Både UNN og NLSH har et team som heter «Sengepost A», med hver sin leder. "
        "Gi det ene et eget navn, for eksempel «Sengepost A NLSH»."
    )


def test_a_team_belongs_where_its_leader_does() -> None:
    rows = (("Vik kommune", *OLA[1:]), KARI)
    assert said(*rows) == [(2, "A (foretak)", "info", "from_elsewhere")]
    assert [team.organisation for team in read(*rows).teams] == ["UNN"]


def test_a_team_of_no_organisation_must_be_mended() -> None:
    assert said((None, *KARI[1:])) == [(2, "A (foretak)", "error", "no_organisation")]


def test_priorities_that_collide_or_lack_are_warnings() -> None:
    rows = [
        ("UNN", priority, name, name, f"{name}@example.no", "leder")
        for name, priority in (("a", 1), ("b", 1), ("c", None))
    ]
    assert said(*rows) == [
        (3, "B (prioritet)", "warning", "same_priority"),
        (4, "B (prioritet)", "warning", "no_priority"),
    ]


def test_the_only_team_of_its_organisation_needs_no_priority() -> None:
    assert said(("UNN", None, *KARI[2:])) == []


def test_a_row_without_an_address_waits_and_is_nobodys_seat() -> None:
    found = read(KARI, ("UNN", None, "Sengepost A", "Per Ås", None, "medarbeider"))
    assert [entry.name for entry in found.waiting] == ["Per Ås"]
    assert [seat.email for seat in found.seats] == ["kari@example.no"]
