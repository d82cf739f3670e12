"""Taking an enrolment workbook into a cohort."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from app import audit, cohorts
from app.audit import Act, Deed
from app.enrolment.applications import Enrolment, understand
from app.enrolment.places import Decision, decide, teams_with_place
from app.enrolment.problems import Problem, Unreadable, Where, any_error
from app.enrolment.store import Stored, store, waiting
from app.enrolment.workbook import read_workbook
from app.errors import Code, Conflict
from app.sensitive import redact

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.cohorts import Cohort

__all__ = ["Decision", "EnrolmentResult", "decide", "enrol", "teams_with_place", "waiting"]


@dataclass(frozen=True)
class EnrolmentResult:
    """The outcome of an import, or of a dry run. Nothing was stored when `refused`."""

    teams_read: int = 0
    teams_added: int = 0
    teams_changed: int = 0
    people: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return any_error(self.problems)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def enrol(
    session: Session, *, cohort_id: int, data: bytes, filename: str, deed: Deed, dry_run: bool = False
) -> EnrolmentResult:
    """Import a workbook into a cohort. Doing it again changes nothing; a dry run only tells."""
    cohort = cohorts.get(session, cohort_id)
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet og tar ikke imot flere team.")
    enrolment, problems = _read(data, filename)
    if any_error(problems):
        return _result(enrolment, Stored(), problems)
    take = _try if dry_run else store
    stored = take(session, cohort, enrolment, now=deed.at)
    result = _result(enrolment, stored, problems)
    if not dry_run:
        _record(session, cohort, result, filename, deed=deed)
    return result


def _read(data: bytes, filename: str) -> tuple[Enrolment, list[Problem]]:
    try:
        return understand(read_workbook(data, filename))
    except Unreadable as error:
        return Enrolment(), [Where(sheet=filename).error(error.reason, str(error))]


def _result(enrolment: Enrolment, stored: Stored, problems: list[Problem]) -> EnrolmentResult:
    return EnrolmentResult(
        teams_read=len(enrolment.teams),
        teams_added=len(stored.added),
        teams_changed=len(stored.changed),
        people=len(enrolment.people),
        problems=[*problems, *stored.problems],
    )


def _try(session: Session, cohort: Cohort, enrolment: Enrolment, *, now: datetime) -> Stored:
    """Store everything in a nested transaction and roll it back, so that a dry run tells the truth."""
    trial = session.begin_nested()
    try:
        return store(session, cohort, enrolment, now=now)
    finally:
        trial.rollback()


def _record(session: Session, cohort: Cohort, result: EnrolmentResult, filename: str, *, deed: Deed) -> None:
    """Write down counts only: the audit outlives the people in it."""
    counts = {name: value for name, value in result.as_json().items() if name != "problems"}
    details = {**counts, "problems": len(result.problems), "file": redact(filename)}
    audit.record(session, Act.workbook_imported, deed, about=cohort.uid, cohort_id=cohort.id, details=details)
