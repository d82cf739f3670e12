"""Questions that wait for a person, for programs: listed, and answered by key."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi.encoders import jsonable_encoder

from app import cohorts, questions
from app.access import DeedDep
from app.answering.service import settle
from app.db import SessionDep
from app.questions import MAX_ANSWERS_AT_ONCE, Answer, Question

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])


@router.get("/{cohort_id}/questions")
def list_questions(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """List the cohort's questions that wait for an answer, the oldest first."""
    cohorts.get(session, cohort_id)
    return [_as_json(one) for one in questions.open_questions(session, cohort_id)]


@router.post("/{cohort_id}/questions/answers")
def answer_questions(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    answers: Annotated[list[Answer], Body(max_length=MAX_ANSWERS_AT_ONCE)],
) -> list[dict[str, Any]]:
    """Answer questions; all of them, or none when any is refused. Return them as they stand now."""
    cohorts.get(session, cohort_id)
    given = {one.key: one.answer for one in answers}
    return [_as_json(one) for one in settle(session, cohort_id=cohort_id, answers=given, deed=deed)]


def _as_json(question: Question) -> dict[str, Any]:
    return dict(jsonable_encoder(questions.in_full(question)))
