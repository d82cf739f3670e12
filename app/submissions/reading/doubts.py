"""Doubts of a reader as questions to people: asked once, and known again in each version that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from app import questions
from app.questions import AskedOf, Asking, QuestionKind
from app.submissions.models import Submission, SubmissionState
from app.submissions.reading.asked import settled_text

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.questions import Question
    from app.submissions.reading.findings import Answered, Doubt, Finding

ASKED_OF_TEAMS = {QuestionKind.unclear_step}
"""Doubts that a team alone can settle; all else in a file is its mentor's."""


def answered_about(session: Session, *, cohort_id: int, team_id: int, deliverable_id: int) -> Answered:
    """Return the answers people have given about what a team hands in, for a reader to ask for."""
    given = questions.answers_in(session, cohort_id)

    def answered(doubt: Doubt) -> str | None:
        return given.get(_asking(doubt, submission_id=0, seen=(deliverable_id, team_id)).key)

    return answered


def _asking(doubt: Doubt, *, submission_id: int, seen: tuple[int, int]) -> Asking:
    kind = QuestionKind(doubt.kind)
    return Asking(
        kind=kind,
        seen=(*seen, *doubt.seen),
        about=f"submission:{submission_id}",
        choices=doubt.choices,
        proposed=doubt.proposed,
        asked_of=AskedOf.team if kind in ASKED_OF_TEAMS else AskedOf.mentor,
        details=doubt.details,
    )


def ask(session: Session, submission: Submission, doubt: Doubt, *, now: datetime) -> Question:
    """Ask, or return the question with its answer. A newer version that says the same takes the question over."""
    seen = (submission.deliverable_id, submission.team_id)
    question = questions.ask_question(
        session,
        _asking(doubt, submission_id=submission.id, seen=seen),
        now=now,
        cohort_id=submission.cohort_id,
        team_id=submission.team_id,
    )
    question.about = f"submission:{submission.id}"
    return question


def told(finding: Finding, question: Question) -> dict[str, Any]:
    """Return a doubt as it is stored among a version's findings, by the key of its question."""
    stored = {"code": finding.code, "level": "question", "text": finding.text, "key": question.key}
    return stored if question.answer is None else stored | _settled(question)


def _settled(question: Question) -> dict[str, Any]:
    return {"level": "info", "text": settled_text(question.kind, question.details, question.answer or "")}


def tell_settled(submission: Submission, question: Question) -> None:
    """Let a version's finding say what was answered."""
    submission.findings = [
        finding | _settled(question) if finding.get("key") == question.key else finding
        for finding in submission.findings
    ]


def set_step(submission: Submission, question: Question) -> None:
    """Let a person's answer be the self-evaluation; the text stays as it was written."""
    number, key = float(question.answer or 0), str(question.details["field"])
    field = submission.fields.get(key, {})
    submission.fields = submission.fields | {key: {**field, "number": number, "from": "person"}}
    submission.step = number


def keys_of(submission: Submission) -> set[str]:
    """Return the keys of the questions that a version has raised."""
    return {finding["key"] for finding in submission.findings if "key" in finding}


def raised_by(session: Session, question: Question) -> list[Submission]:
    """Return the versions that have raised a question."""
    handed_in = select(Submission).where(
        Submission.cohort_id == question.cohort_id, Submission.team_id == question.team_id
    )
    found = session.exec(handed_in.order_by(col(Submission.id)))
    return [submission for submission in found if question.key in keys_of(submission)]


def withdraw_outdated(session: Session, submission: Submission) -> None:
    """Drop what a version asks no more, and what the versions it takes the place of asked."""
    before = select(Submission.id).where(
        Submission.team_id == submission.team_id,
        Submission.deliverable_id == submission.deliverable_id,
        Submission.version <= submission.version,
        Submission.state != SubmissionState.accepted,
    )
    asked = keys_of(submission)
    for submission_id in {submission.id, *session.exec(before)}:
        questions.withdraw_unasked(
            session, submission.cohort_id, about=f"submission:{submission_id}", asked=asked
        )
