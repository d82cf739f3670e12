"""Keep an uploaded workbook until a person has approved its import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit, cohorts, questions
from app.audit import Act, Deed
from app.enrolment import service as enrolment
from app.enrolment.models import DraftWorkbook
from app.errors import Code, NotFound
from app.sensitive import redact

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.questions import Question


def keep(session: Session, *, cohort_id: int, data: bytes, filename: str, deed: Deed) -> DraftWorkbook:
    """Try a workbook and keep it until a person approves it, at most its lifetime; it replaces the cohort's last.

    What it leaves in doubt is asked at once, so that it can be answered before it is imported.
    """
    told = enrolment.enrol(
        session, cohort_id=cohort_id, data=data, filename=filename, deed=deed, dry_run=True
    )
    enrolment.ask(session, cohort_id, told, now=deed.at)
    audit.record(
        session,
        Act.workbook_uploaded,
        deed,
        about=enrolment.about(cohort_id),
        cohort_id=cohort_id,
        details={"file": redact(filename)},
    )
    return session.merge(enrolment.draft_of(cohort_id, told.as_json(), data, filename, deed=deed))


def of_cohort(session: Session, cohort_id: int, *, now: datetime) -> DraftWorkbook | None:
    draft = session.get(DraftWorkbook, cohort_id)
    return draft if draft and draft.keep_until and draft.keep_until >= now else None


def accept(session: Session, *, cohort_id: int, deed: Deed) -> enrolment.EnrolmentResult:
    """Import the waiting workbook. It goes on waiting if it is refused after all, or while its questions are open."""
    draft = of_cohort(session, cohort_id, now=deed.at)
    if draft is None:
        raise NotFound(Code.draft_gone, "Arket venter ikke lenger. Last det opp på nytt.")
    result = enrolment.enrol(
        session, cohort_id=cohort_id, data=draft.data, filename=draft.filename, deed=deed
    )
    if result.refused:
        draft.result = draft.result | result.as_json()
    elif not result.asked:
        drop(session, cohort_id=cohort_id)
    return result


def take_up_again(session: Session, question: Question, deed: Deed) -> None:
    """Once a workbook's last question is answered, import it if it was imported before, or try it anew."""
    cohort_id = question.cohort_id
    if cohort_id is None or questions.open_questions(session, cohort_id, about=question.about):
        return
    draft = of_cohort(session, cohort_id, now=deed.at)
    if draft is None or cohorts.get(session, cohort_id).closed_at:
        return
    if draft.result.get("imported"):
        accept(session, cohort_id=cohort_id, deed=deed)
    else:
        _try_again(session, draft, deed)


def _try_again(session: Session, draft: DraftWorkbook, deed: Deed) -> None:
    told = enrolment.enrol(
        session,
        cohort_id=draft.cohort_id,
        data=draft.data,
        filename=draft.filename,
        deed=deed,
        dry_run=True,
    )
    enrolment.ask(session, draft.cohort_id, told, now=deed.at)
    draft.result = told.as_json()


def drop(session: Session, *, cohort_id: int) -> None:
    """Forget the workbook, and what only it asked; answers stay."""
    questions.withdraw_unasked(session, cohort_id, about=enrolment.about(cohort_id), asked=())
    draft = session.get(DraftWorkbook, cohort_id)
    if draft:
        session.delete(draft)
