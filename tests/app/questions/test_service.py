"""A question is asked once, settled by a person, and its answer holds when the same thing is seen again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.workbooks import NOW, a_cohort

from app.audit import AuditRecord, Deed
from app.errors import Invalid, NotFound
from app.questions.kinds import KINDS, QuestionKind, question_key
from app.questions.models import Question
from app.questions.service import (
    Asking,
    answer_question,
    answers_in,
    ask_question,
    forget_questions,
    in_full,
    open_questions,
    withdraw_unasked,
)

if TYPE_CHECKING:
    from sqlmodel import Session

DEED = Deed(actor="unit@example.no", at=NOW)
KARI = Asking(
    kind=QuestionKind.named_in_text,
    seen=("a", 1),
    about="slettet-1",
    choices=("same", "another"),
    proposed="another",
    details={"found": "Kari Nes", "around": "Kari Nes er syk"},
)
OLA = Asking(kind=QuestionKind.named_in_text, seen=("b",), about="slettet-1", choices=("same",))


def test_the_same_thing_seen_again_is_the_same_question_with_its_answer(session: Session) -> None:
    cohort = a_cohort(session)
    first = ask_question(session, KARI, now=NOW, cohort_id=cohort.id)
    answer_question(session, cohort_id=cohort.id, key=KARI.key, answer="same", deed=DEED)
    again = ask_question(session, KARI, now=NOW, cohort_id=cohort.id)
    assert (again.id, again.answer, again.answered_by) == (first.id, "same", "unit@example.no")
    assert answers_in(session, cohort.id) == {KARI.key: "same"}
    assert list(open_questions(session, cohort.id)) == []
    assert ask_question(session, KARI, now=NOW).id != first.id


def test_an_answer_may_be_changed_and_each_is_in_the_log(session: Session) -> None:
    ask_question(session, KARI, now=NOW)
    for answer in ("same", "same", "another"):
        answer_question(session, cohort_id=None, key=KARI.key, answer=answer, deed=DEED)
    session.commit()
    assert answers_in(session, None) == {KARI.key: "another"}
    logged = session.exec(select(AuditRecord).where(AuditRecord.act == "question answered")).all()
    assert [one.details["answer"] for one in logged] == ["same", "another"]


def test_only_a_choice_is_an_answer_and_only_a_question_that_was_asked_has_one(session: Session) -> None:
    ask_question(session, KARI, now=NOW)
    choices = r"same \(Ja, slett navnet her\), another \(Nei, det er en annen\)"
    with pytest.raises(Invalid, match=rf"«kanskje» er ikke et av svarene. Velg blant {choices}."):
        answer_question(session, cohort_id=None, key=KARI.key, answer="kanskje", deed=DEED)
    with pytest.raises(NotFound, match="Det finnes ikke noe spørsmål named-in-text:0 her"):
        answer_question(session, cohort_id=None, key="named-in-text:0", answer="same", deed=DEED)


def test_a_thing_mended_asks_no_more_and_answers_stay(session: Session) -> None:
    for asking in (KARI, OLA):
        ask_question(session, asking, now=NOW)
    withdraw_unasked(session, None, about="slettet-1", asked={OLA.key})
    assert [one.key for one in open_questions(session, None)] == [OLA.key]
    answer_question(session, cohort_id=None, key=OLA.key, answer="same", deed=DEED)
    withdraw_unasked(session, None, about="slettet-1", asked=set())
    assert answers_in(session, None) == {OLA.key: "same"}
    forget_questions(session, about="slettet-1")
    assert session.exec(select(Question)).all() == []


def test_a_question_is_told_in_words_and_for_programs(session: Session) -> None:
    asked = ask_question(session, KARI, now=NOW)
    assert in_full(asked) == {
        "id": asked.id,
        "key": KARI.key,
        "about": "slettet-1",
        "text": "Er «Kari Nes» i teksten «Kari Nes er syk» den samme som skal slettes?",
        "choices": [
            {"answer": "same", "text": "Ja, slett navnet her"},
            {"answer": "another", "text": "Nei, det er en annen"},
        ],
        "proposed": "another",
        "asked_of": "unit",
        "answer": None,
        "by": None,
        "at": None,
    }


def test_a_key_tells_the_kind_and_nothing_of_what_was_seen() -> None:
    assert KARI.key == question_key(QuestionKind.named_in_text, "a", "1") == "named-in-text:b343590635d7675b"
    assert KARI.key != question_key(QuestionKind.named_in_text, "a1")


def test_every_kind_has_its_words() -> None:
    assert list(KINDS) == list(QuestionKind)
