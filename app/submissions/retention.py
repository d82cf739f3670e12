"""Files the programme promises to remove after use (R099): listed, approved by the unit, and gone with a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit, cohorts, deliverables
from app.audit import Act, Deed
from app.cohorts import deviations_of, programme_as_run
from app.errors import Code, Conflict
from app.programmes import due_on
from app.submissions.models import LibraryItem, Removal, Submission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.programmes import Definition

RECEIPT = (
    "Filen er slettet fra kanalen. Den ligger i nettstedets papirkurv i inntil 93 dager, med alle sine versjoner, og "
    "kan hentes tilbake derfra. En oppbevaringsetikett eller en sak IT har åpnet, kan holde på den lenger."
)
HELD = (
    "Ikke slettet: holdes av oppbevaringsregel. Filen ligger der den lå. Be IT se på oppbevaringsetiketten, eller på "
    "saken som holder den, i Microsoft Purview. Vi prøver igjen én gang i døgnet."
)
WAIT_WHILE_HELD = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ToGo:
    """A file whose time is over: its team, its name, and since when."""

    item_id: int
    team_id: int
    name: str
    since: date


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of an approved file: when it went and where it is kept still, or why it is not gone yet."""

    item_id: int
    name: str
    approved_by: str
    removed_at: datetime | None
    said: str


@dataclass(frozen=True, kw_only=True)
class ToRemove:
    """An approved removal, copied from its row."""

    removal_id: int
    library_id: str
    item_id: str


def over(session: Session, cohort_id: int, *, today: date) -> list[ToGo]:
    """List the files whose time is over by the programme's rules and whose removal is not approved yet."""
    days = deliverables.days_of(session, cohort_id)
    rules = {
        rule.deliverable: due_on(rule.delete, days) for rule in _definition(session, cohort_id).retention
    }
    keys = {row.id: row.key for row in deliverables.of_cohort(session, cohort_id)}
    approved = set(session.exec(select(Removal.item_id).where(Removal.cohort_id == cohort_id)))
    found = (
        select(Submission, LibraryItem)
        .join(LibraryItem, col(Submission.item_id) == LibraryItem.id)
        .where(Submission.cohort_id == cohort_id, col(LibraryItem.gone).is_(False))
        .order_by(col(Submission.id))
    )
    to_go: dict[int, ToGo] = {}
    for submission, item in session.exec(found).all():
        since = rules.get(keys[submission.deliverable_id])
        if since is not None and since <= today and item.id not in approved:
            to_go[item.id] = ToGo(
                item_id=item.id, team_id=submission.team_id, name=submission.name, since=since
            )
    return list(to_go.values())


def _definition(session: Session, cohort_id: int) -> Definition:
    return programme_as_run(cohorts.get(session, cohort_id), deviations_of(session, cohort_id))


def approve(
    session: Session, cohort_id: int, *, item_ids: Sequence[int], deed: Deed, today: date
) -> list[Removal]:
    """Approve the removal of these files. Raises Conflict for a file whose time is not over."""
    listed = {one.item_id for one in over(session, cohort_id, today=today)}
    if set(item_ids) - listed:
        raise Conflict(Code.changed_since_preview, "Listen er endret siden du så den. Se over den på nytt.")
    removals = [
        Removal(cohort_id=cohort_id, item_id=item_id, approved_by=deed.actor, approved_at=deed.at)
        for item_id in dict.fromkeys(item_ids)
    ]
    session.add_all(removals)
    session.flush()
    audit.record(
        session,
        Act.removal_approved,
        deed,
        about="retention",
        cohort_id=cohort_id,
        details={"files": sorted(set(item_ids))},
    )
    return removals


def receipts(session: Session, cohort_id: int) -> list[Receipt]:
    """List the approved files, with what became of each."""
    found = (
        select(Removal, LibraryItem)
        .join(LibraryItem, col(Removal.item_id) == LibraryItem.id)
        .where(Removal.cohort_id == cohort_id)
        .order_by(col(Removal.id))
    )
    return [
        Receipt(
            item_id=item.id,
            name=item.name,
            approved_by=removal.approved_by,
            removed_at=removal.removed_at,
            said=removal.receipt or removal.problem or "Godkjent; slettes om litt.",
        )
        for removal, item in session.exec(found)
    ]


def files_to_remove(session: Session, *, now: datetime) -> list[ToRemove]:
    found = (
        select(Removal, LibraryItem)
        .join(LibraryItem, col(Removal.item_id) == LibraryItem.id)
        .where(col(Removal.removed_at).is_(None))
        .where(col(Removal.next_try_at).is_(None) | (col(Removal.next_try_at) <= now))
        .order_by(col(Removal.id))
    )
    return [
        ToRemove(removal_id=removal.id, library_id=item.library_id, item_id=item.item_id)
        for removal, item in session.exec(found).all()
    ]


def note_removed(session: Session, one: ToRemove, *, request_id: str | None, now: datetime) -> None:
    removal = session.get_one(Removal, one.removal_id)
    removal.removed_at, removal.receipt, removal.problem, removal.next_try_at = now, RECEIPT, None, None
    session.get_one(LibraryItem, removal.item_id).gone = True
    audit.record(
        session,
        Act.file_removed,
        Deed(actor=removal.approved_by, at=now),
        about=f"file:{removal.item_id}",
        cohort_id=removal.cohort_id,
        request_id=request_id,
    )


def note_held(session: Session, one: ToRemove, *, now: datetime) -> None:
    """Say in the receipt that a rule of the tenant holds the file."""
    removal = session.get_one(Removal, one.removal_id)
    removal.receipt, removal.problem, removal.next_try_at = HELD, HELD, now + WAIT_WHILE_HELD


def note_not_removed(session: Session, one: ToRemove, *, problem: str) -> None:
    session.get_one(Removal, one.removal_id).problem = problem
