"""Write a record, and bind it to the record before when the transaction is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlmodel import Session

from app import commit_buffer
from app.audit.chain import Unsealed, seal
from app.audit.origin import current_origin

if TYPE_CHECKING:
    from app.audit.acts import Act
    from app.audit.deed import Deed
    from app.audit.thing_acts import ThingAct

_AUDIT = "audit"


def record(
    session: Session,
    act: Act | ThingAct,
    deed: Deed,
    *,
    about: str,
    cohort_id: int | None = None,
    details: dict[str, Any] | None = None,
    request_id: str | None = None,
) -> None:
    """Write down an act; `details` holds its change as `from` and `to`."""
    where = current_origin()
    written = Unsealed(
        at=deed.at,
        actor=deed.actor,
        actor_id=where.person,
        act=str(act),
        about=about,
        cohort_id=cohort_id,
        details=details or {},
        origin=where.address,
        request_id=request_id,
    )
    commit_buffer.keep(session, _AUDIT, written)


@event.listens_for(Session, "before_commit")
def _seal_what_was_recorded(session: Session) -> None:
    """Bind the records last of all, so that the head of the chain is locked for a moment only."""
    if records := commit_buffer.take(session, _AUDIT):
        session.flush()
        seal(session, records)
