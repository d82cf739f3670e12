"""The result of reading a version: findings, fields, and whether the file may be kept at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app import deliverables
from app.audit import SYSTEM
from app.deliverables import SELF_EVALUATION
from app.questions import QuestionKind
from app.submissions.models import LibraryItem, Submission, SubmissionState
from app.submissions.reading import doubts
from app.submissions.reading.findings import Finding, error, info
from app.submissions.reading.series.numbers import written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from app.deliverables import Asked, FormField
    from app.questions import Question
    from app.submissions.reading.reports.fields import Answer, Report
    from app.submissions.reading.reports.measurements import Measured, Point
    from app.submissions.reading.reports.plans import Plan

EMPTY_REPORT = "empty_report"
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
INFECTED_FILE = error(
    "infected",
    "Microsoft 365 har funnet skadelig programvare i filen. Den er ikke åpnet, og blir ikke vist eller kopiert. "
    "Slett den, og lever en ny fil fra en annen maskin.",
)
IDENTITY_NUMBER = error(
    "identity_number",
    "Filen inneholder noe som ser ut som et fødselsnummer. Den blir ikke kopiert eller vist. Ta bort nummeret, slett "
    "denne filen også fra papirkurven, og lever en ny.",
)
EMPTY_FILE = error("empty", "Filen er tom. Sjekk at opplastingen ble ferdig, og last opp på nytt.")
TOO_LARGE_FILE = error(
    "too_large", "Filen er for stor til å leses. Ta bort store bilder, og last opp på nytt."
)
MAX_ROWS = 200
MORE_ROWS = info("more_rows", f"Vi leser de første {MAX_ROWS} radene. Veilederen ser på resten i filen.")
MORE_NUMBERS = info(
    "more_numbers", f"Vi tar med de {MAX_ROWS} nyeste tallene. Veilederen ser på de eldre i filen."
)
UNREAD_KIND = info("not_read", "Vi leser ikke filer av denne typen. Veilederen ser på den.")


@dataclass(frozen=True, kw_only=True)
class ToRead:
    """An unread version, copied from its row, and the day it is read."""

    submission_id: int
    cohort_id: int
    team_id: int
    library_id: str
    item_id: str
    tag: str
    name: str
    asked: Asked
    attempts: int
    today: date


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A `barred` file may be neither copied nor shown."""

    findings: tuple[Finding, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    barred: bool = False


def refused(finding: Finding, *, barred: bool = False) -> Understood:
    return Understood(findings=(finding,), barred=barred)


def report_understood(report: Report) -> Understood:
    """Keep a report's fields, each with its source; a report with an identity number keeps none."""
    barred = any(finding.code == IDENTITY_NUMBER.code for finding in report.findings)
    answers = () if barred else report.answers
    return Understood(
        findings=_told(report.findings, barred=barred),
        fields={answer.key: _field(answer) for answer in answers},
        barred=barred,
    )


def plan_understood(plan: Plan, measured: Measured, *, columns: Iterable[FormField]) -> Understood:
    """Keep a plan's cells row by row, and the numbers beside it, each with where it stands."""
    barred = any(finding.code == IDENTITY_NUMBER.code for finding in plan.findings)
    labels = {column.key: column.label for column in columns}
    cells = {
        f"{key}.{number}": {"label": f"{labels[key]} ({number})", "text": text, "from": row.at}
        for number, row in enumerate(plan.rows[:MAX_ROWS], start=1)
        for key, text in row.cells.items()
        if text
    }
    numbers = {
        f"tall.{number}": {
            "label": f"{point.measure} ({point.day:%d.%m.%Y})",
            "text": written(point.value),
            "number": point.value,
            "from": point.cell,
        }
        for number, point in enumerate(_newest(measured.points), start=1)
    }
    more_rows = (MORE_ROWS,) if len(plan.rows) > MAX_ROWS else ()
    more_numbers = (MORE_NUMBERS,) if len(measured.points) > MAX_ROWS else ()
    findings = (*plan.findings, *measured.findings, *more_rows, *more_numbers)
    fields: dict[str, Any] = {} if barred else cells | numbers
    return Understood(findings=_told(findings, barred=barred), fields=fields, barred=barred)


def _newest(points: tuple[Point, ...]) -> list[Point]:
    """Return the newest of too many numbers, in the order they stand."""
    newest = sorted(range(len(points)), key=lambda at: points[at].day)[-MAX_ROWS:]
    return [points[at] for at in sorted(newest)]


def _told(findings: tuple[Finding, ...], *, barred: bool) -> tuple[Finding, ...]:
    """Leave out the doubts of a file that may not be shown: they hold its words."""
    return tuple(finding for finding in findings if not (barred and finding.doubt))


def _field(answer: Answer) -> dict[str, Any]:
    number = {} if answer.number is None else {"number": answer.number}
    return {"label": answer.label, "text": answer.text, "from": answer.source, **number}


def versions_to_read(session: Session, cohort_ids: Iterable[int], *, now: datetime) -> list[ToRead]:
    """Find the unread versions that may be tried now, the oldest first."""
    may_be_tried = or_(col(Submission.next_try_at).is_(None), col(Submission.next_try_at) <= now)
    unread = (
        select(Submission, LibraryItem)
        .join(LibraryItem, col(Submission.item_id) == LibraryItem.id)
        .where(
            col(Submission.cohort_id).in_(list(cohort_ids)), col(Submission.read_at).is_(None), may_be_tried
        )
        .order_by(col(Submission.id))
    )
    rows = session.exec(unread).all()
    asked = {
        cohort_id: deliverables.asked_of_teams(session, cohort_id)
        for cohort_id in {submission.cohort_id for submission, _ in rows}
    }
    return [
        ToRead(
            submission_id=submission.id,
            cohort_id=submission.cohort_id,
            team_id=submission.team_id,
            library_id=item.library_id,
            item_id=item.item_id,
            tag=submission.tag,
            name=submission.name,
            asked=one,
            attempts=submission.attempts,
            today=now.date(),
        )
        for submission, item in rows
        for one in asked[submission.cohort_id][submission.team_id]
        if one.deliverable_id == submission.deliverable_id
    ]


def note_file_read(session: Session, one: ToRead, understood: Understood, *, now: datetime) -> None:
    """Keep the findings; errors return the version at once. Content that came meanwhile is read instead."""
    submission = session.get_one(Submission, one.submission_id)
    if submission.tag != one.tag:
        return
    if _is_blank(one, understood) and submission.state == SubmissionState.received:
        session.delete(submission)
        return
    submission.read_at, submission.next_try_at, submission.attempts = now, None, 0
    submission.fields, submission.barred = understood.fields, understood.barred
    submission.step = understood.fields.get(SELF_EVALUATION.key, {}).get("number")
    submission.findings = [_noted(session, submission, finding, now) for finding in understood.findings]
    doubts.withdraw_outdated(session, submission)
    must_be_mended = any(finding.level == "error" for finding in understood.findings)
    if submission.state == SubmissionState.received and must_be_mended:
        submission.state, submission.decided_by, submission.decided_at = SubmissionState.returned, SYSTEM, now


def _noted(session: Session, submission: Submission, finding: Finding, now: datetime) -> dict[str, Any]:
    """Return a finding as it is stored. A doubt is asked about; where a person has answered it already, that holds."""
    if finding.doubt is None:
        return {"code": finding.code, "level": finding.level, "text": finding.text}
    question = doubts.ask(session, submission, finding.doubt, now=now)
    if question.answer is not None and finding.level == "question":
        _take_answer(submission, question)
    return doubts.told(finding, question)


def _take_answer(submission: Submission, question: Question) -> None:
    if question.kind == QuestionKind.unclear_step:
        doubts.set_step(submission, question)
    else:  # it came while the file was read
        submission.read_at = None


def _is_blank(one: ToRead, understood: Understood) -> bool:
    """Tell our own form, opened and saved with nothing in it: that hands nothing in."""
    empty = any(finding.code == EMPTY_REPORT for finding in understood.findings)
    return empty and one.name == one.asked.template and not understood.barred


def note_file_gone(session: Session, one: ToRead, *, now: datetime) -> None:
    """Leave a file unread that is not there any more; the list says that it is gone."""
    session.get_one(Submission, one.submission_id).read_at = now


def put_reading_off(
    session: Session, one: ToRead, *, finding: Finding, wait: float | None, now: datetime
) -> None:
    """Say why it could not be read yet, and try again: as long after as we are told, else longer each time."""
    submission = session.get_one(Submission, one.submission_id)
    submission.attempts += 1
    doubled = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(one.attempts, 10))
    submission.next_try_at = now + (timedelta(seconds=wait) if wait else doubled)
    submission.findings = [{"code": finding.code, "level": finding.level, "text": finding.text}]
