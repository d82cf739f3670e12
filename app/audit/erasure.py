"""Erase a person from the audit: their name goes, the acts stay, and the chain holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app.audit.acts import Act
from app.audit.chain import content_of
from app.audit.models import AuditRecord
from app.audit.records import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.audit.deed import Deed


def erase(session: Session, *, without: Callable[[int, list[Any]], Any], pseudonym: str, deed: Deed) -> int:
    """Take a person out of every record; return of how many.

    `without` is given a record's place in the chain and its texts (actor, its id, about, details, origin), and returns
    the texts as they are to stand. A record of the erasure, which names the `pseudonym`, says which records it touched
    and what it left, so that nothing else can pass for an erasure.
    """
    left: dict[str, str] = {}
    sealed = select(AuditRecord).where(col(AuditRecord.position).is_not(None))
    for row in session.exec(sealed.order_by(col(AuditRecord.position))):
        if _replace(row, without):
            row.erased_at, row.salt = deed.at, ""
            left[str(row.position)] = content_of(row)
    if left:
        record(session, Act.erased, deed, about=pseudonym, details={"left": left})
    return len(left)


def _replace(row: AuditRecord, without: Callable[[int, list[Any]], Any]) -> bool:
    before = [row.actor, row.actor_id, row.about, row.details, row.origin]
    after = without(row.position or 0, before)
    if after == before:
        return False
    row.actor, row.actor_id, row.about, row.details, row.origin = after
    return True
