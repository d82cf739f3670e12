"""Answers, and their consequences in the rooms that asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlmodel import Session

from app import courses, enrolment, questions, submissions
from app.audit import Deed
from app.questions import Question, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

Consequence = Callable[[Session, Question, Deed], None]

CONSEQUENCES: dict[QuestionKind, Consequence] = {
    QuestionKind.hidden_sheet: enrolment.take_up_again,
    QuestionKind.hidden_column: enrolment.take_up_again,
    QuestionKind.hidden_row: enrolment.take_up_again,
    QuestionKind.filtered_row: enrolment.take_up_again,
    QuestionKind.struck_row: enrolment.take_up_again,
    QuestionKind.hidden_rows: enrolment.take_up_again,
    QuestionKind.filtered_rows: enrolment.take_up_again,
    QuestionKind.struck_rows: enrolment.take_up_again,
    QuestionKind.withdrawn_row: enrolment.take_up_again,
    QuestionKind.withdrawn_rows: enrolment.take_up_again,
    QuestionKind.example_row: enrolment.take_up_again,
    QuestionKind.example_rows: enrolment.take_up_again,
    QuestionKind.other_sheet: enrolment.take_up_again,
    QuestionKind.team_of_sheet: enrolment.take_up_again,
    QuestionKind.names_in_cell: enrolment.take_up_again,
    QuestionKind.near_team: enrolment.take_up_again,
    QuestionKind.near_organisation: enrolment.take_up_again,
    QuestionKind.which_form: enrolment.take_up_again,
    QuestionKind.teams_in_cell: enrolment.take_up_again,
    QuestionKind.team_of_trust: enrolment.take_up_again,
    QuestionKind.address_of_another: enrolment.take_up_again,
    QuestionKind.address_with_names: enrolment.take_up_again,
    QuestionKind.name_with_addresses: enrolment.take_up_again,
    QuestionKind.near_role: enrolment.take_up_again,
    QuestionKind.same_account: enrolment.settle_shared_account,
    QuestionKind.course_participant: courses.settle_participant,
    QuestionKind.unclear_step: submissions.settle_step,
    QuestionKind.thousands_or_decimals: submissions.settle_measured,
    QuestionKind.day_or_month_first: submissions.settle_measured,
    QuestionKind.week_or_month: submissions.settle_measured,
    QuestionKind.share_or_per_cent: submissions.settle_measured,
    QuestionKind.several_on_a_day: submissions.settle_measured,
    QuestionKind.same_measure: submissions.settle_measured,
    QuestionKind.which_value: submissions.settle_measured,
    QuestionKind.which_measure: submissions.settle_measured,
    QuestionKind.uncounted_numbers: submissions.settle_measured,
}
"""By kind, the thing a room does at once when a question of its is settled. Other kinds wait for a next look."""


def settle(
    session: Session, *, cohort_id: int | None, answers: Mapping[str, str], deed: Deed
) -> list[Question]:
    """Answer questions by key, and let each room act; all of them, or none when any is refused.

    Raises NotFound for a key never asked or a workbook that is gone, Invalid for an answer that is no choice.
    """
    for question in questions.open_questions(session, cohort_id):
        if question.key in answers and _asks_a_workbook(question):
            enrolment.refuse_if_gone(session, question, now=deed.at)
    settled = [
        questions.answer_question(session, cohort_id=cohort_id, key=key, answer=answer, deed=deed)
        for key, answer in answers.items()
    ]
    for question in settled:
        if follow := CONSEQUENCES.get(QuestionKind(question.kind)):
            follow(session, question, deed)
    return settled


def _asks_a_workbook(question: Question) -> bool:
    return CONSEQUENCES.get(QuestionKind(question.kind)) is enrolment.take_up_again
