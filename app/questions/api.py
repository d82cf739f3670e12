"""Questions that wait for a person, for programs: listed, and answered by key."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi.encoders import jsonable_encoder

from app import cohorts
from app.access import DeedDep
from app.db import SessionDep
from app.questions import service
from app.questions.answers import MAX_ANSWERS_AT_ONCE, Answer

router = APIRouter(prefix="/api/cohorts", tags=["cohorts"])


@router.get("/{cohort_id}/questions")
def list_questions(session: SessionDep, cohort_id: int) -> list[dict[str, Any]]:
    """List the cohort's questions that wait for an answer, the oldest first."""
    cohorts.get(session, cohort_id)
    return [
        dict(jsonable_encoder(service.in_full(one))) for one in service.open_questions(session, cohort_id)
    ]


@router.post("/{cohort_id}/questions/answers")
def answer_questions(
    session: SessionDep,
    deed: DeedDep,
    cohort_id: int,
    answers: Annotated[list[Answer], Body(max_length=MAX_ANSWERS_AT_ONCE)],
) -> list[dict[str, Any]]:
    """Answer questions; all of them, or none when any is refused. Return them as they stand now."""
    cohorts.get(session, cohort_id)
    settled = [
        service.answer_question(session, cohort_id=cohort_id, key=one.key, answer=one.answer, deed=deed)
        for one in answers
    ]
    return [dict(jsonable_encoder(service.in_full(one))) for one in settled]
