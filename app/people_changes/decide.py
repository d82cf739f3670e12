"""Approve changes of people: the rows, the ledger, the receipts and the audit, in one transaction."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from app import cohorts, provisioning
from app.audit import Act
from app.cohorts import ChangeKind, ChangeState
from app.errors import Code, Conflict, NotFound
from app.people import Person, Reader
from app.people_changes.effects import Effects, effects_of, try_changes
from app.people_changes.receipts import send_receipts
from app.people_changes.said import said_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import PeopleChange
    from app.provisioning import Surroundings


def approve_changes(
    session: Session,
    cohort_id: int,
    change_ids: Sequence[int],
    *,
    checksum: str | None = None,
    deed: Deed,
    around: Surroundings,
) -> Effects:
    """Carry changes out together, as they were shown; the next pass sends what they mean.

    Raises NotFound and Conflict for changes that do not wait, and Conflict when `checksum` was given for other effects.
    """
    proposed = [cohorts.waiting_change(session, cohort_id, change_id) for change_id in change_ids]
    if not proposed:
        raise NotFound(Code.no_such_people_change, "Ingen endringer venter.")
    effects = effects_of(session, cohort_id, proposed, around)
    if checksum not in {None, effects.checksum}:
        raise Conflict(
            Code.changed_since_preview,
            "Noe er endret siden endringen ble vist. Se over den på nytt før du godkjenner.",
        )
    _carry_out(session, cohort_id, proposed, deed, around)
    return effects


def _carry_out(
    session: Session, cohort_id: int, proposed: Sequence[PeopleChange], deed: Deed, around: Surroundings
) -> None:
    cohort = cohorts.get(session, cohort_id)
    said = {one.id: said_of(session, one, Reader.others) for one in proposed}
    if cohort.approved_at is None:
        for change in proposed:
            cohorts.change_people(session, change)
    else:
        tried = try_changes(session, cohort_id, proposed, around)
        provisioning.approve_difference(
            session,
            cohort_id,
            tried.before,
            tried.after,
            leave_tasks_of=tried.leaving_tasks,
            deed=deed,
            surroundings=around,
        )
        send_receipts(session, cohort, proposed, said, deed=deed)
    for change in proposed:
        change.facts = {**change.facts, "said": asdict(said[change.id])}
        _settle(session, change, deed)


def _settle(session: Session, change: PeopleChange, deed: Deed) -> None:
    """Mark a change as approved, and the team's request it came from as dealt with."""
    cohorts.decide_change(change, ChangeState.approved, deed)
    if change.kind is ChangeKind.address and change.person_id:
        _ask_anew(session, change)
    settle_request(session, change, deed)
    session.flush()
    cohorts.record_change(session, change, Act.people_change_approved, deed)


def _ask_anew(session: Session, change: PeopleChange) -> None:
    person = session.get_one(Person, change.person_id)
    if person.email == change.email and not person.directory_addresses:
        cohorts.forget_account(person)


def settle_request(session: Session, change: PeopleChange, deed: Deed) -> None:
    """Take the team's request off the unit's list, if it still stands there."""
    request = session.get(cohorts.Request, change.request_id) if change.request_id else None
    if request is not None and request.settled_at is None:
        cohorts.settle_request(session, request.id, deed=deed)


def drop(session: Session, cohort_id: int, change_id: int, *, why: str, deed: Deed) -> PeopleChange:
    """Drop a change that waits, and tell the team why where it asked."""
    change = cohorts.drop_change(session, cohort_id, change_id, why=why, deed=deed)
    settle_request(session, change, deed)
    return change
