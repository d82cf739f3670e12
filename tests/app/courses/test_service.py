"""A list of course participants sets «grunnkurs» by address; what is in doubt is asked; a name is never enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort, xlsx

from app.answering.service import settle
from app.audit import AuditRecord, Deed
from app.courses.participants import Participant, participants_in
from app.courses.service import CourseResult, read_course_list
from app.errors import Invalid
from app.people.models import Person, Role
from app.questions.service import in_full, open_questions

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort

DEED = Deed(actor="rhf", at=NOW)
FORMS = ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn")


def of_two(session: Session) -> Cohort:
    cohort = a_cohort(session)
    team = a_team(session, cohort)
    join(session, team, "kari", Role.leader)
    join(session, team, "ola", Role.staff, course=True)
    return cohort


def read(
    session: Session, cohort: Cohort, *rows: tuple[object, ...], headings: tuple[str, ...]
) -> CourseResult:
    data = xlsx(*rows, headings=headings)
    return read_course_list(session, cohort_id=cohort.id, data=data, filename="kurs.xlsx", deed=DEED)


def with_course(session: Session) -> list[str]:
    return sorted(session.exec(select(Person.name).where(Person.basic_course)).all())


def test_those_whose_address_is_in_the_list_get_it_and_again_changes_nothing(session: Session) -> None:
    cohort = of_two(session)
    rows = [
        (1, "", "2/10/26 9:00", "KARI@example.no", "Kari"),
        (2, "", "2/10/26 9:01", "ola@example.no", "ola"),
        (3, "", "2/10/26 9:02", "fremmed@example.no", "Fremmed"),
    ]
    first = read(session, cohort, *rows, headings=FORMS)
    assert first.as_json() == {
        "set": 1,
        "known": 1,
        "ahead": 0,
        "strangers": 1,
        "asked": 0,
        "questions": [],
    }
    assert with_course(session) == ["kari", "ola"]
    assert read(session, cohort, *rows, headings=FORMS).counts["set"] == 0


def test_a_name_alone_asks_and_sets_nothing_until_it_is_answered(session: Session) -> None:
    cohort = of_two(session)
    done = read(session, cohort, ("Kari", "kari@privat.example"), headings=("Navn", "E-post"))
    assert (done.set_on, done.strangers, with_course(session)) == (0, 0, ["ola"])
    [question] = open_questions(session, cohort.id)
    assert in_full(question)["text"] == (
        "«Kari» (kari@privat.example) står på kurslisten. Er det kari (kari@example.no) i kullet?"
    )
    settle(session, cohort_id=cohort.id, answers={question.key: "same"}, deed=DEED)
    assert with_course(session) == ["kari", "ola"]
    again = read(session, cohort, ("Kari", "kari@privat.example"), headings=("Navn", "E-post"))
    assert again.asked == ()


def test_another_is_another_and_nothing_is_set(session: Session) -> None:
    cohort = of_two(session)
    read(session, cohort, ("Kari", "kari@privat.example"), headings=("Navn", "E-post"))
    [question] = open_questions(session, cohort.id)
    settle(session, cohort_id=cohort.id, answers={question.key: "another"}, deed=DEED)
    assert with_course(session) == ["ola"]


def test_an_address_under_another_name_is_asked_about(session: Session) -> None:
    cohort = of_two(session)
    done = read(session, cohort, ("Liv Dahl", "kari@example.no"), headings=("Navn", "E-post"))
    assert (done.set_on, len(done.asked), with_course(session)) == (0, 1, ["ola"])


def test_a_course_that_is_not_held_yet_sets_nothing(session: Session) -> None:
    cohort = of_two(session)
    rows = [("Kari", "kari@example.no", "12.08.2026")]
    done = read(session, cohort, *rows, headings=("Navn", "E-post", "Dato"))
    assert (done.set_on, done.ahead, with_course(session)) == (0, 1, ["ola"])


def test_a_trial_stores_nothing(session: Session) -> None:
    cohort = of_two(session)
    data = xlsx(("Kari", "kari@example.no"), headings=("Navn", "E-post"))
    done = read_course_list(
        session, cohort_id=cohort.id, data=data, filename="kurs.xlsx", deed=DEED, dry_run=True
    )
    assert (done.set_on, with_course(session)) == (1, ["ola"])
    assert session.exec(select(AuditRecord)).all() == []


def test_a_csv_is_read_and_rows_without_an_address_are_left_out() -> None:
    text = "Navn;E-post;Dato\nKari Nes;kari@example.no;2026-02-10\nOla Vik;anonymous;\n"
    assert [(one.name, one.address, str(one.day)) for one in participants_in(text.encode(), "kurs.csv")] == [
        ("Kari Nes", "kari@example.no", "2026-02-10")
    ]


def test_a_list_without_addresses_is_refused() -> None:
    with pytest.raises(Invalid, match=r"^Listen har ingen kolonne som heter «E-post»\.$"):
        participants_in(xlsx(("Kari", "UNN"), headings=("Navn", "Foretak")), "kurs.xlsx")


def test_a_participant_need_have_no_day() -> None:
    assert Participant("Kari", "kari@example.no").day is None
