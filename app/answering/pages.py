"""A question's buttons, wherever on our pages it stands: one press settles it, and leads back."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from app import questions
from app.access import Asker, AskerDep, Scope
from app.answering.service import settle
from app.errors import Code, NotForYou
from app.questions import AskedOf, Question
from app.web import FormPressDep, path_of_ours

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Typed = Annotated[str, Form()]
ANSWERED_BY = {
    AskedOf.unit: "POST /api/cohorts/{cohort_id}/questions/answers",
    AskedOf.mentor: "POST /innleveringer/{submission_id}/godkjenn",
    AskedOf.team: "POST /sporsmal/{question_id}",
}
"""The route that opens to those who may answer: a mentor's question to whoever may accept a submission."""


@router.post("/sporsmal/{question_id}")
def answer_question(
    press: FormPressDep, asker: AskerDep, question_id: int, answer: Typed = "", back: Typed = "/"
) -> Response:
    """Settle a question and lead back to the page it was asked on."""
    question = questions.with_id(press.session, question_id)
    _refuse_others(asker, question)

    def act() -> str:
        settle(press.session, cohort_id=question.cohort_id, answers={question.key: answer}, deed=press.deed)
        return path_of_ours(back)

    return press.once(act)


def _refuse_others(asker: Asker, question: Question) -> None:
    place = Scope(cohort_id=question.cohort_id, team_id=question.team_id)
    if not asker.may(ANSWERED_BY[AskedOf(question.asked_of)], place):
        raise NotForYou(Code.not_found, "Spørsmålet finnes ikke, eller det er ikke for deg.")
