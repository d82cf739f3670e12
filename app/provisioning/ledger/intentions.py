"""Write approved changes into the ledger, share rows out between us and people, and give rows up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from app.provisioning.kinds import LAST
from app.provisioning.ledger import due

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlmodel import Session

    from app.provisioning.desired.changes import Change
    from app.provisioning.desired.wanted_thing import Wanted
    from app.provisioning.ledger.models import TenantObject


def write_wanted(
    session: Session, cohort_id: int, *, wanted: Iterable[Wanted], changes: Iterable[Change]
) -> None:
    """Copy approved changes into the ledger; rows that stay the same are not written."""
    things = {thing.key: (position, thing) for position, thing in enumerate(wanted)}
    standing = {row.key: row for row in due.ledger_rows(session, cohort_id)}
    new: list[dict[str, Any]] = []
    for change in changes:
        if change.action == "withdraw":
            _want(standing[change.key], None)
        elif change.key in standing:
            _want(standing[change.key], change.wanted)
        else:
            new.append(_new_row(cohort_id, *things[change.key]))
    if new:
        session.execute(insert(due.ROWS), new)


def _want(row: TenantObject, wanted: dict[str, Any] | None) -> None:
    if row.wanted == wanted:
        return
    row.wanted = wanted
    row.attempts, row.next_try_at = 0, None


def _new_row(cohort_id: int, position: int, thing: Wanted) -> dict[str, Any]:
    return {
        "key": thing.key,
        "kind": thing.kind,
        "parent_key": thing.parent_key,
        "cohort_id": cohort_id,
        "team_id": thing.team_id,
        "position": position,
        "version": 0,
        "generation": 0,
        "attempts": 0,
        "wanted": thing.value,
    }


def share_out(session: Session, cohort_id: int, *, by_hand: Collection[str], off: Collection[str]) -> None:
    """Mark the rows that a person places; of a kind that is off, nothing is changed and no more is made.

    A Microsoft Team that IT made and we were given is there: nobody has to make it.
    """
    concerned = due.ROWS.c.by_hand | due.ROWS.c.kind.in_({*by_hand, *off})
    for row in due.ledger_rows(session, cohort_id, concerned):
        row.by_hand = row.kind in by_hand and "msteam_id" not in (row.wanted or {})
        if row.kind in off:
            row.wanted = row.applied


def begin_nothing_more(session: Session, cohort_id: int) -> None:
    """Give up things never made, and our changes to things others have changed: they would delay the end."""
    for row in due.ledger_rows(session, cohort_id):
        never_made = row.applied is None and row.kind != LAST
        if never_made or (row.drifted and row.wanted is not None):
            row.wanted = row.applied
