"""The rules of questions: asked once, settled by a person, and answered from then on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from app import audit
from app.audit import Act, Deed
from app.errors import Code, Invalid, NotFound
from app.questions.kinds import KINDS, AskedOf, QuestionKind, question_key
from app.questions.models import Question
from app.web import gettext

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A doubt as a rule states it; `seen` is what the key is made of, so it holds no time and no row number."""

    kind: QuestionKind
    seen: tuple[object, ...]
    about: str
    choices: tuple[str, ...]
    proposed: str | None = None
    asked_of: AskedOf = AskedOf.unit
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return question_key(self.kind, *self.seen)


def ask_question(
    session: Session,
    asking: Asking,
    *,
    now: datetime,
    cohort_id: int | None = None,
    team_id: int | None = None,
) -> Question:
    """Ask, or return the question as it was first asked, with its answer if it has one."""
    asked = _find(session, cohort_id, asking.key)
    if asked is None:
        asked = Question(
            cohort_id=cohort_id,
            team_id=team_id,
            key=asking.key,
            kind=asking.kind.value,
            about=asking.about,
            details=dict(asking.details),
            choices=list(asking.choices),
            proposed=asking.proposed,
            asked_of=asking.asked_of.value,
            asked_at=now,
        )
        session.add(asked)
        session.flush()
    return asked


def _find(session: Session, cohort_id: int | None, key: str) -> Question | None:
    here = col(Question.cohort_id).is_(None) if cohort_id is None else Question.cohort_id == cohort_id
    return session.exec(select(Question).where(here, Question.key == key)).one_or_none()


def with_id(session: Session, question_id: int) -> Question:
    """Return a question. Raises NotFound when there is none of that number."""
    question = session.get(Question, question_id)
    if question is None:
        raise NotFound(Code.no_such_question, f"Det finnes ikke noe spørsmål {question_id}.")
    return question


def answers_in(session: Session, cohort_id: int | None) -> dict[str, str]:
    """Return every answer given in a cohort, by its question's key; None for those of no cohort."""
    here = col(Question.cohort_id).is_(None) if cohort_id is None else Question.cohort_id == cohort_id
    given = session.exec(select(Question).where(here, col(Question.answer).is_not(None)))
    return {one.key: one.answer for one in given if one.answer is not None}


def open_questions(
    session: Session, cohort_id: int | None, *, about: str | None = None, asked_of: AskedOf | None = None
) -> Sequence[Question]:
    """List the questions that wait for an answer, the oldest first."""
    here = col(Question.cohort_id).is_(None) if cohort_id is None else Question.cohort_id == cohort_id
    waiting = select(Question).where(here, col(Question.answer).is_(None)).order_by(col(Question.id))
    if about is not None:
        waiting = waiting.where(Question.about == about)
    if asked_of is not None:
        waiting = waiting.where(Question.asked_of == asked_of.value)
    return session.exec(waiting).all()


def answered_questions(session: Session, cohort_id: int, *, about: str) -> Sequence[Question]:
    """List the questions about a thing in a cohort that have been answered, the oldest first."""
    settled = select(Question).where(Question.cohort_id == cohort_id, Question.about == about)
    return session.exec(settled.where(col(Question.answer).is_not(None)).order_by(col(Question.id))).all()


def withdraw_unasked(session: Session, cohort_id: int | None, *, about: str, asked: Collection[str]) -> None:
    """Drop open questions about a thing that does not raise them any more. Answers stay."""
    for question in open_questions(session, cohort_id, about=about):
        if question.key not in asked:
            session.delete(question)
    session.flush()


def answer_question(
    session: Session, *, cohort_id: int | None, key: str, answer: str, deed: Deed
) -> Question:
    """Settle a question, or answer it anew. Raises NotFound for a key never asked, Invalid for no choice of its."""
    question = _find(session, cohort_id, key)
    if question is None:
        raise NotFound(Code.no_such_question, f"Det finnes ikke noe spørsmål {key} her.")
    if answer not in question.choices:
        choices = ", ".join(f"{one} ({answer_in_words(question, one)})" for one in question.choices)
        raise Invalid(Code.answer_unknown, f"«{answer}» er ikke et av svarene. Velg blant {choices}.")
    if question.answer != answer:
        question.answer, question.answered_by, question.answered_at = answer, deed.actor, deed.at
        details = {"key": key, "answer": answer}
        audit.record(
            session, Act.question_answered, deed, about=question.about, cohort_id=cohort_id, details=details
        )
        session.flush()
    return question


def forget_questions(session: Session, *, about: str) -> None:
    """Drop the questions about a thing that is over, their answers too."""
    for question in session.exec(select(Question).where(Question.about == about)):
        session.delete(question)
    session.flush()


def question_in_words(question: Question | Asking) -> str:
    """Return the question's sentence in the language that is spoken."""
    return gettext(KINDS[QuestionKind(question.kind)].text) % question.details


def answer_in_words(question: Question | Asking, answer: str) -> str:
    """Return an answer as it stands on its button."""
    words = KINDS[QuestionKind(question.kind)].answers.get(answer)
    return gettext(words) % question.details if words else answer


def asking_in_full(asking: Asking | Question) -> dict[str, Any]:
    """Return a doubt as programs get it, asked or only told of: `{key, about, text, choices, proposed, asked_of}`."""
    return {
        "key": asking.key,
        "about": asking.about,
        "text": question_in_words(asking),
        "choices": [{"answer": one, "text": answer_in_words(asking, one)} for one in asking.choices],
        "proposed": asking.proposed,
        "asked_of": str(asking.asked_of),
    }


def in_full(question: Question) -> dict[str, Any]:
    """Return a question as programs and pages get it: `{id, key, about, text, choices: [{answer, text}], …}`."""
    return {
        "id": question.id,
        **asking_in_full(question),
        "answer": question.answer,
        "by": question.answered_by,
        "at": question.answered_at,
    }
