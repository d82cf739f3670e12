"""Keep an uploaded workbook until a person has approved its import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import audit, cohorts, questions
from app.audit import Act, Deed
from app.enrolment import service as enrolment
from app.enrolment import waiting_books
from app.enrolment.models import DraftWorkbook, WaitingWorkbook
from app.errors import Code, NotFound
from app.sensitive import redact

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.questions import Question


def keep_draft(session: Session, *, cohort_id: int, data: bytes, filename: str, deed: Deed) -> DraftWorkbook:
    """Try a workbook and keep it until a person approves it, at most its lifetime; it replaces the cohort's last.

    One that is imported and waits for answers goes on waiting beside it. What this one leaves in doubt is asked at
    once, so that it can be answered before it is imported.
    """
    told = enrolment.enrol(
        session, cohort_id=cohort_id, data=data, filename=filename, deed=deed, dry_run=True
    )
    waiting_books.make_room(session, cohort_id, now=deed.at)
    draft = session.merge(enrolment.draft_of(cohort_id, told.as_kept(), data, filename, deed=deed))
    enrolment.ask(session, cohort_id, told, now=deed.at)
    audit.record(
        session,
        Act.workbook_uploaded,
        deed,
        about=enrolment.about(cohort_id),
        cohort_id=cohort_id,
        details={"file": redact(filename)},
    )
    return draft


def of_cohort(session: Session, cohort_id: int, *, now: datetime) -> DraftWorkbook | None:
    return waiting_books.draft_of_cohort(session, cohort_id, now=now)


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
        drop(session, cohort_id=cohort_id, now=deed.at)
    return result


def refuse_if_gone(session: Session, question: Question, *, now: datetime) -> None:
    """Refuse an answer that nothing would follow from: the workbook that asks is kept no longer."""
    cohort_id = question.cohort_id
    if cohort_id is not None and question.key not in waiting_books.keys_asked(session, cohort_id, now=now):
        raise NotFound(
            Code.draft_gone,
            f"Arket venter ikke lenger, så svaret lagrer ingenting. Last opp arket på nytt, og svar da: "
            f"{questions.asking_in_full(question)['text']}",
        )


def take_up_again(session: Session, question: Question, deed: Deed) -> None:
    """Once a workbook's last question is answered, import it if it was imported before, or try it anew."""
    cohort_id = question.cohort_id
    if cohort_id is None or cohorts.get(session, cohort_id).closed_at:
        return
    still = {one.key for one in questions.open_questions(session, cohort_id, about=question.about)}
    for book in waiting_books.books(session, cohort_id, now=deed.at):
        keys = waiting_books.keys_of(book)
        if question.key in keys and not keys & still:
            _take_up(session, book, deed)


def _take_up(session: Session, book: waiting_books.Book, deed: Deed) -> None:
    imported = bool(book.result.get("imported"))
    told = enrolment.enrol(
        session,
        cohort_id=book.cohort_id,
        data=book.data,
        filename=book.filename,
        deed=deed,
        dry_run=not imported,
    )
    if not imported:
        book.result = told.as_kept()
        session.flush()
        enrolment.ask(session, book.cohort_id, told, now=deed.at)
    elif told.refused:
        book.result = {**told.as_kept(), "imported": True}


def drop(session: Session, *, cohort_id: int, now: datetime, aside: int | None = None) -> None:
    """Forget the draft, or a workbook set aside, and what only it asked; answers stay."""
    book = session.get(WaitingWorkbook, aside) if aside else session.get(DraftWorkbook, cohort_id)
    if book and book.cohort_id == cohort_id:
        session.delete(book)
        session.flush()
    asked = waiting_books.keys_asked(session, cohort_id, now=now)
    questions.withdraw_unasked(session, cohort_id, about=enrolment.about(cohort_id), asked=asked)
