from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from sqlmodel import Session, select
from support.workbooks import HEADINGS, KARI, OLA, a_cohort, said, saved, take

from app.cohorts import service as cohorts
from app.cohorts.models import Team
from app.enrolment.table.columns import Column, meaning
from app.people.models import Person

if TYPE_CHECKING:
    from typing import Any

    from app.cohorts.models import Cohort

FORM = [
    ("Påmelding til læringsnettverk",),
    (),
    ("Foretak:", "UNN"),
    ("Prioritet", 2),
    ("Navn på team", "Sengepost A"),
    ("Enhet", "Kirurgisk"),
    ("Tema", "Turnus"),
    ("Problemstilling", "For mye overtid"),
    ("Mål", "Halvparten"),
    (),
    ("Navn", "E-post", "Rolle", "Profesjon", "Grunnkurs"),
    ("Kari Nes", "kari@example.no", "leder", "sykepleier", "ja"),
    ("Ola Vik", "ola@example.no", "tillitsvalgt", "portør", "nei"),
]


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


def book_of(**sheets: list[tuple[Any, ...]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("FORETAK", Column.organisation),
        (" virksomhet ", Column.organisation),
        ("Kommune", Column.organisation),
        ("E-post", Column.email),
        ("epost", Column.email),
        ("E - mail:", Column.email),
        ("ma\u030al", Column.aim),
        ("Name", Column.name),
        ("Rolle*", Column.roles),
        ("Unit", Column.unit),
        ("basic_course", Column.basic_course),
        ("Telefon", None),
        ("", None),
    ],
)
def test_headings_are_known_however_they_are_spelt(heading: str, column: Column | None) -> None:
    assert meaning(heading) is column


@pytest.mark.parametrize("column", list(Column))
def test_every_column_has_a_norwegian_and_an_english_heading(column: Column) -> None:
    assert (meaning(column.value), meaning(column.name)) == (column, column)


def test_columns_may_stand_in_any_order(session: Session, cohort: Cohort) -> None:
    headings = ("Role", "Name", "E-mail", "Team", "Trust")
    result = take(session, cohort, ("leder", "Kari Nes", "kari@example.no", "A", "UNN"), headings=headings)
    assert (result.teams_added, result.people, result.problems) == (1, 1, [])


def test_the_headings_need_not_stand_first(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, data=book_of(Ark=[("Påmelding",), (), HEADINGS, KARI]))
    assert (result.people, [one.text for one in result.problems]) == (
        1,
        ["Rad 1 står utenfor tabellen og er ikke lest som deltakere: «Påmelding»."],
    )


def test_a_missing_column_is_named_with_its_spelling(session: Session, cohort: Cohort) -> None:
    headings = ("foretak", "prioritet", "team", "navn", "e-psot", "rolle")
    result = take(session, cohort, KARI, headings=headings)
    assert said(result)[0] == (1, None, "error", "missing_column")
    assert result.problems[0].text == (
        "Kolonnen «e-post» mangler i rad 1. Skriv «e-post» eller «epost» eller «e-postadresse» som overskrift. "
        "Er det «e-psot» som skulle vært «e-post»?"
    )


def test_columns_we_do_not_read_are_named(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, (*KARI, "12345678"), headings=(*HEADINGS, "Telefon"))
    assert [problem.text for problem in result.problems] == ["Disse kolonnene er ikke lest: Telefon."]


def test_two_columns_for_one_thing_that_differ_are_refused_by_letter(
    session: Session, cohort: Cohort
) -> None:
    result = take(session, cohort, (*KARI, "X"), headings=(*HEADINGS, "teamnavn"))
    assert said(result) == [(1, None, "error", "double_column")]
    assert result.problems[0].text == (
        "Kolonne C (team) og G (teamnavn) betyr begge «team», men sier ikke det samme. Slett den som ikke gjelder "
        "deltakerne, eller gi den en annen overskrift."
    )


def test_of_two_columns_that_say_the_same_one_is_read(session: Session, cohort: Cohort) -> None:
    result = take(session, cohort, (*KARI, "sengepost a"), headings=(*HEADINGS, "teamnavn"))
    assert said(result) == [(1, None, "info", "double_column")]
    assert [team.name for team in session.exec(select(Team))] == ["Sengepost A"]


def test_a_form_with_one_sheet_a_team_is_read_too(session: Session, cohort: Cohort) -> None:
    other = [(label, "B" if label == "Navn på team" else value) for label, value in FORM[2:9]]
    table = [("Navn", "E-post", "Rolle"), ("Liv Moe", "liv@example.no", "leder")]
    result = take(session, cohort, data=book_of(A=FORM, B=[*other, *table]))
    assert (result.teams_added, result.people) == (2, 3)
    first = cohorts.teams_of(session, cohort_id=cohort.id or 0)[0]
    assert (first.name, first.priority, first.unit, first.theme, first.problem, first.aim) == (
        "Sengepost A",
        2,
        "Kirurgisk",
        "Turnus",
        "For mye overtid",
        "Halvparten",
    )
    assert [
        (person.name, person.profession, person.basic_course) for person in session.exec(select(Person))
    ] == [
        ("Kari Nes", "sykepleier", True),
        ("Ola Vik", "portør", False),
        ("Liv Moe", None, None),
    ]


def test_a_form_without_a_team_says_what_is_missing(session: Session, cohort: Cohort) -> None:
    without = [row for row in FORM if row[:1] != ("Navn på team",)]
    assert said(take(session, cohort, data=book_of(A=without))) == [
        (10, None, "error", "missing_column"),
        (1, None, "info", "outside_table"),
    ]


def test_a_team_merged_over_its_rows_is_read_for_each_with_a_warning(
    session: Session, cohort: Cohort
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, KARI, (*OLA[:2], None, *OLA[3:])):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    result = take(session, cohort, data=saved(book))
    assert said(result) == [(3, "C (team)", "warning", "merged_cells")]
    assert result.people == 2


def test_what_is_wrong_in_a_form_is_said_once_and_where_it_stands(session: Session, cohort: Cohort) -> None:
    wrong = [("Prioritet", "høy") if row[:1] == ("Prioritet",) else row for row in FORM]
    result = take(session, cohort, data=book_of(A=wrong))
    assert said(result) == [
        (1, None, "info", "outside_table"),
        (4, "B (prioritet)", "error", "bad_priority"),
    ]
