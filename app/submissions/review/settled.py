"""The answers to questions about versions: what follows from them at once, and where they are asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from app import questions
from app.questions import Question
from app.submissions.models import LibraryItem, Submission
from app.submissions.reading.doubts import keys_of, raised_by, set_step, tell_settled

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlmodel import Session

    from app.audit import Deed


def settle_step(session: Session, question: Question, _: Deed) -> None:
    """Give each version that raised the question its step."""
    for submission in raised_by(session, question):
        set_step(submission, question)
        tell_settled(submission, question)


def settle_measured(session: Session, question: Question, _: Deed) -> None:
    """Have the numbers read again with the answer, where the file still is as it was."""
    for submission in raised_by(session, question):
        tell_settled(submission, question)
        if session.get_one(LibraryItem, submission.item_id).tag == submission.tag:
            submission.read_at, submission.next_try_at, submission.attempts = None, None, 0


def questions_about(session: Session, found: Sequence[Submission]) -> dict[str, dict[str, Any]]:
    """Return the questions that versions have raised in full, by key; `field` is the field one is about, if any."""
    raised = {submission.cohort_id: set[str]() for submission in found}
    for submission in found:
        raised[submission.cohort_id] |= keys_of(submission)
    return {
        question.key: questions.in_full(question) | {"field": question.details.get("field")}
        for cohort_id, keys in raised.items()
        for question in _with_keys(session, cohort_id, keys)
    }


def _with_keys(session: Session, cohort_id: int, keys: Collection[str]) -> Sequence[Question]:
    if not keys:
        return []
    found = select(Question).where(Question.cohort_id == cohort_id, col(Question.key).in_(keys))
    return session.exec(found.order_by(col(Question.id))).all()


def counted_open(session: Session, cohort_id: int) -> Counter[str]:
    """Count the open questions of a cohort by the thing they are about."""
    return Counter(question.about for question in questions.open_questions(session, cohort_id))
