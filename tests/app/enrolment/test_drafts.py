"""A workbook waits until a person has said yes, at most a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support.workbooks import KARI, NOW, OLA, a_cohort, seats, xlsx

from app.audit import AuditRecord, Deed
from app.enrolment import drafts
from app.enrolment import service as enrolment
from app.errors import Code, NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from app.cohorts.models import Cohort
    from app.enrolment.models import DraftWorkbook


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


def kept(
    session: Session, cohort: Cohort, *rows: tuple[object, ...], filename: str = "p.xlsx"
) -> DraftWorkbook:
    deed = Deed(actor="kari", at=NOW)
    return drafts.keep_draft(session, cohort_id=cohort.id, data=xlsx(*rows), filename=filename, deed=deed)


def accept(session: Session, cohort: Cohort, at: datetime = NOW) -> tuple[int, int, bool]:
    result = drafts.accept(session, cohort_id=cohort.id, deed=Deed(actor="kari", at=at))
    return result.teams_added, result.people, result.refused


def test_a_workbook_that_waits_says_what_it_would_do_and_has_done_nothing(
    session: Session, cohort: Cohort
) -> None:
    result = kept(session, cohort, KARI, OLA).result
    assert (result["teams_added"], result["people"], result["problems"]) == (1, 2, [])
    assert seats(session, cohort) == []


def test_a_yes_imports_it_and_nothing_waits_any_more(session: Session, cohort: Cohort) -> None:
    kept(session, cohort, KARI, OLA)
    assert accept(session, cohort) == (1, 2, False)
    assert len(seats(session, cohort)) == 2
    assert drafts.of_cohort(session, cohort.id, now=NOW) is None


def test_another_workbook_takes_the_place_of_the_one_before(session: Session, cohort: Cohort) -> None:
    kept(session, cohort, KARI, OLA, filename="første.xlsx")
    kept(session, cohort, KARI, filename="andre.xlsx")
    waits = drafts.of_cohort(session, cohort.id, now=NOW)
    assert waits is not None
    assert (waits.filename, waits.result["people"]) == ("andre.xlsx", 1)


def test_it_waits_a_day_and_then_must_be_uploaded_again(session: Session, cohort: Cohort) -> None:
    kept(session, cohort, KARI)
    a_day, longer = NOW + timedelta(days=1), NOW + timedelta(days=1, seconds=1)
    assert drafts.of_cohort(session, cohort.id, now=a_day) is not None
    with pytest.raises(NotFound) as refused:
        accept(session, cohort, at=longer)
    assert (refused.value.code, str(refused.value)) == (
        Code.draft_gone,
        "Arket venter ikke lenger. Last det opp på nytt.",
    )


def test_a_workbook_that_must_be_mended_goes_on_waiting(session: Session, cohort: Cohort) -> None:
    kept(session, cohort, (*KARI[:5], "sjef"))
    assert accept(session, cohort) == (0, 1, True)
    waits = drafts.of_cohort(session, cohort.id, now=NOW)
    assert waits is not None
    assert [one["code"] for one in waits.result["problems"]] == ["unknown_role"]


def test_a_workbook_that_has_left_questions_waits_two_weeks_for_their_answers(
    session: Session, cohort: Cohort
) -> None:
    near = (KARI[0], KARI[1], "Sengepostt A", "Liv Moe", "liv@example.no", "leder")
    kept(session, cohort, KARI, OLA, near)
    last = NOW + timedelta(days=14)
    assert drafts.of_cohort(session, cohort.id, now=last) is not None
    assert drafts.of_cohort(session, cohort.id, now=last + timedelta(seconds=1)) is None


def test_a_workbook_taken_back_is_gone_and_taking_it_back_twice_is_nothing(
    session: Session, cohort: Cohort
) -> None:
    kept(session, cohort, KARI)
    for _ in range(2):
        drafts.drop(session, cohort_id=cohort.id, now=NOW)
        session.commit()
    assert drafts.of_cohort(session, cohort.id, now=NOW) is None


def test_the_audit_tells_of_the_upload_without_a_number_in_the_files_name(
    session: Session, cohort: Cohort
) -> None:
    kept(session, cohort, KARI, filename="018180 12337.xlsx")
    session.commit()
    recorded = session.exec(select(AuditRecord)).one()
    assert (recorded.act, recorded.about, recorded.details) == (
        "workbook uploaded",
        enrolment.about(cohort.id),
        {"file": "[fødselsnummer].xlsx"},
    )
