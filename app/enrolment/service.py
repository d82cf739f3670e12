"""Taking an enrolment workbook into a cohort."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app import audit, cohorts, questions
from app.audit import Act, Deed
from app.enrolment.applications import Enrolment, understand
from app.enrolment.doubts.known import known_in
from app.enrolment.doubts.ledger import Doubts
from app.enrolment.forms.bundle import is_bundle
from app.enrolment.forms.received import note_received
from app.enrolment.models import DraftWorkbook
from app.enrolment.problems import Problem, Unreadable, Where, any_error
from app.enrolment.proposed.differences import propose
from app.enrolment.store import Stored, store, waiting
from app.enrolment.told.overview import overview
from app.enrolment.waiting_books import keys_asked, let_go, wait
from app.enrolment.workbook import read_workbook
from app.errors import Code, Conflict
from app.sensitive import redact

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.questions import Asking

__all__ = [
    "EnrolmentResult",
    "about",
    "ask",
    "draft_of",
    "enrol",
    "waiting",
]

LIFETIME, LIFETIME_WITH_QUESTIONS = timedelta(days=1), timedelta(days=14)
"""Of an uploaded workbook, which holds people's names; whoever must be asked may be away for a week."""


@dataclass(frozen=True)
class EnrolmentResult:
    """The outcome of an import, or of a dry run. Nothing was stored when `refused`.

    `proposed` are changes of people that wait for a person's approval, in a cohort that runs. `asked` are the doubts
    whose rows are held back; `read` tells, in a dry run, what was understood.
    """

    teams_read: int = 0
    teams_added: int = 0
    teams_changed: int = 0
    people: int = 0
    proposed: int = 0
    problems: list[Problem] = field(default_factory=list)
    asked: tuple[Asking, ...] = ()
    held_people: frozenset[str] = field(default=frozenset(), compare=False)
    addresses: frozenset[str] = field(default=frozenset(), compare=False)
    read: list[dict[str, Any]] | None = None

    @property
    def refused(self) -> bool:
        return any_error(self.problems)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "teams_read": self.teams_read,
            "teams_added": self.teams_added,
            "teams_changed": self.teams_changed,
            "people": self.people,
        }

    def as_json(self) -> dict[str, Any]:
        """Return it for programs; `questions` and `read` stand there when there are any."""
        told: dict[str, Any] = {**self.counts, "problems": [problem.as_json() for problem in self.problems]}
        if self.proposed:
            told["proposed"] = self.proposed
        if self.asked:
            told["questions"] = [questions.asking_in_full(asking) for asking in self.asked]
        return told if self.read is None else told | {"read": self.read}

    def as_kept(self) -> dict[str, Any]:
        """Return it for the row of a workbook that waits: also whom it names, to know a later edition by."""
        return {
            **self.as_json(),
            "held_people": sorted(self.held_people),
            "addresses": sorted(self.addresses),
        }


def about(cohort_id: int) -> str:
    """Return the name of the cohort's workbook, for the audit and for its questions."""
    return f"workbook:{cohort_id}"


def enrol(
    session: Session, *, cohort_id: int, data: bytes, filename: str, deed: Deed, dry_run: bool = False
) -> EnrolmentResult:
    """Import a workbook into a cohort. Doing it again changes nothing; a dry run only tells.

    Rows in doubt are held back and asked about, and the workbook waits for the answers.
    """
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet og tar ikke imot flere team.")
    doubts = Doubts(about(cohort_id), questions.answers_in(session, cohort_id), known_in(session, cohort_id))
    enrolment, problems = _read(data, filename, doubts)
    refused = any_error(problems)
    if refused or dry_run:
        stored = Stored() if refused else _try(session, cohort, enrolment, now=deed.at)
        read = overview(enrolment, doubts.known) if dry_run else None
        return _result(enrolment, stored, problems, doubts, read=read)
    stored = store(session, cohort, enrolment, now=deed.at)
    propose(session, cohort, stored.proposed, deed=deed)
    if is_bundle(data):
        note_received(session, cohort_id, enrolment.teams, data, deed=deed)
    result = _result(enrolment, stored, problems, doubts)
    _wait_or_let_go(session, cohort, result, data, filename, deed=deed)
    ask(session, cohort_id, result, now=deed.at)
    _record(session, cohort, result, filename, deed=deed)
    return result


def ask(session: Session, cohort_id: int, result: EnrolmentResult, *, now: datetime) -> None:
    """Ask what a workbook leaves in doubt, and withdraw what no workbook that waits raises any more."""
    keys = {asking.key for asking in result.asked} | keys_asked(session, cohort_id, now=now)
    questions.withdraw_unasked(session, cohort_id, about=about(cohort_id), asked=keys)
    for asking in result.asked:
        question = questions.ask_question(session, asking, now=now, cohort_id=cohort_id)
        question.choices = list(asking.choices)
        question.answer = None  # an answer that is no choice any more settles nothing
    session.flush()


def _read(data: bytes, filename: str, doubts: Doubts) -> tuple[Enrolment, list[Problem]]:
    try:
        return understand(read_workbook(data, filename), doubts)
    except Unreadable as error:
        return Enrolment(), [Where(sheet=filename).error(error.reason, str(error))]


def _result(
    enrolment: Enrolment,
    stored: Stored,
    problems: list[Problem],
    doubts: Doubts,
    *,
    read: list[dict[str, Any]] | None = None,
) -> EnrolmentResult:
    return EnrolmentResult(
        teams_read=len(enrolment.teams),
        teams_added=len(stored.added),
        teams_changed=len(stored.changed),
        people=len(enrolment.people),
        proposed=len(stored.proposed),
        problems=[*problems, *stored.problems],
        asked=tuple(doubts.asked.values()),
        held_people=enrolment.held_people,
        addresses=enrolment.addresses,
        read=read,
    )


def _try(session: Session, cohort: Cohort, enrolment: Enrolment, *, now: datetime) -> Stored:
    """Store everything in a nested transaction and roll it back, so that a dry run tells the truth."""
    trial = session.begin_nested()
    try:
        return store(session, cohort, enrolment, now=now)
    finally:
        trial.rollback()


def _wait_or_let_go(
    session: Session, cohort: Cohort, result: EnrolmentResult, data: bytes, filename: str, *, deed: Deed
) -> None:
    """Keep an imported workbook while its questions are open; its earlier editions wait no more."""
    let_go(session, cohort.id, data=data, addresses=result.addresses, now=deed.at)
    if result.asked:
        told = {**result.as_kept(), "imported": True}
        wait(session, draft_of(cohort.id, told, data, filename, deed=deed))


def draft_of(
    cohort_id: int, told: dict[str, Any], data: bytes, filename: str, *, deed: Deed
) -> DraftWorkbook:
    """Make the row of a workbook that waits: a day for a yes, two weeks for answers to its questions."""
    waits = LIFETIME_WITH_QUESTIONS if "questions" in told else LIFETIME
    return DraftWorkbook(
        cohort_id=cohort_id,
        filename=filename,
        data=data,
        result=told,
        by=deed.actor,
        at=deed.at,
        keep_until=deed.at + waits,
    )


def _record(session: Session, cohort: Cohort, result: EnrolmentResult, filename: str, *, deed: Deed) -> None:
    """Write down counts only: the audit outlives the people in it."""
    details = {**result.counts, "problems": len(result.problems), "file": redact(filename)}
    audit.record(session, Act.workbook_imported, deed, about=cohort.uid, cohort_id=cohort.id, details=details)
