"""The difference between two previews of a cohort: what a change of its people does, and nothing else.

A person approves the difference, so what waited for a person before goes on waiting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.errors import Code, Conflict
from app.provisioning.desired.changes import LedgerRow, only
from app.provisioning.ledger import due
from app.provisioning.preview import announcement, mail_budget
from app.provisioning.preview.mail_forecast import messages
from app.provisioning.preview.service import approved, at_any_address, copy_into_ledger

Fields = dict[str, Any]

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlmodel import Session

    from app.audit import Deed
    from app.provisioning.desired.changes import Change
    from app.provisioning.ledger.models import Approval
    from app.provisioning.preview.picture_of import Surroundings
    from app.provisioning.preview.service import Preview


def difference_between(
    session: Session,
    cohort_id: int,
    before: Preview,
    after: Preview,
    *,
    leave_tasks_of: Collection[str] = (),
) -> Preview:
    """Return the preview `after` with nothing but what is not so in the preview `before`.

    `leave_tasks_of` are accounts whose open tasks stay with them.
    """
    known, had = _known(session, cohort_id), {change.key: change for change in before.found.changes}
    news = [
        change
        for change in after.found.changes
        if change.action != "unchanged"
        and change != had.get(change.key)
        and not _is_left(change, known, leave_tasks_of)
    ]
    on_its_way = due.approved_fields(session, cohort_id, {change.key for change in news})
    found = only(_alone(change, had.get(change.key), on_its_way.get(change.key)) for change in news)
    announced = announcement.announced(session, after.picture.uid)
    told = messages(after.picture, found, known, at_any_address(announced, after.picture))
    return replace(after, found=found, messages=told, mail=mail_budget.plan(found, known, told))


def _known(session: Session, cohort_id: int) -> Mapping[str, LedgerRow]:
    return {row.key: row for row in map(LedgerRow._make, due.as_written(session, cohort_id))}


def fields_before(session: Session, cohort_id: int) -> Mapping[str, dict[str, Any] | None]:
    """Return the fields that stand of each thing in the tenant, by key."""
    return {key: row.applied for key, row in _known(session, cohort_id).items()}


def _alone(change: Change, before: Change | None, approved_fields: Fields | None) -> Change:
    """Leave out of a change to a thing what waited for a person there before: a moved time, another's leaving."""
    if change.action != "change" or before is None or before.action != "change":
        return change
    was, will, now = before.wanted or {}, change.wanted or {}, approved_fields or {}
    fields = {name: _field(was.get(name), value, now.get(name)) for name, value in will.items()}
    return change._replace(wanted=fields)


def _field(was: object, will: object, now: object) -> object:
    if was == will:
        return now
    if isinstance(was, list) and isinstance(will, list) and isinstance(now, list):
        stay = [one for one in now if one in will or one not in was]
        return sorted([*stay, *(one for one in will if one not in was and one not in stay)], key=str)
    return will


def _is_left(change: Change, known: Mapping[str, LedgerRow], accounts: Collection[str]) -> bool:
    """Tell whether a change would hand over a task that is to stay with whoever has it."""
    if change.kind != "task" or not accounts:
        return False
    row = known.get(change.key)
    return bool(set(accounts) & set((row.applied or {}).get("assignees", ()) if row else ()))


def approve_difference(
    session: Session,
    cohort_id: int,
    before: Preview,
    after: Preview,
    *,
    leave_tasks_of: Collection[str],
    deed: Deed,
    surroundings: Surroundings,
) -> Approval | None:
    """Copy what is new in the preview `after` into the ledger; None when nothing of the cohort is approved yet.

    Raises Conflict when Microsoft would refuse a part of it.
    """
    if not approved(session, cohort_id):
        return None
    if after.passed and not before.passed:
        raise Conflict(
            Code.limit_passed, f"Ingenting er begynt. {after.passed[0].said}", limits=len(after.passed)
        )
    news = difference_between(session, cohort_id, before, after, leave_tasks_of=leave_tasks_of)
    _keep_tasks(session, cohort_id, after.found.changes, leave_tasks_of)
    if not news.found.changes:
        return None
    return copy_into_ledger(session, cohort_id, news, deed=deed, surroundings=surroundings)


def _keep_tasks(
    session: Session, cohort_id: int, changes: Sequence[Change], accounts: Collection[str]
) -> None:
    """Let tasks stay with whoever has them, whoever comes instead."""
    known = _known(session, cohort_id)
    left = {change.key: change for change in changes if _is_left(change, known, accounts)}
    for row in due.ledger_rows(session, cohort_id, due.ROWS.c.key.in_(left)) if left else ():
        stays = {"is": (row.applied or {})["assignees"], "instead_of": None, "whatever": True}
        row.kept = {**(row.kept or {}), "assignees": stays}
