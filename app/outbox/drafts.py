"""Drafts: messages that are sent when a person has read them and said yes, or never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit
from app.audit import Act, Deed
from app.errors import Code, Conflict
from app.outbox.models import MessageState, OwedMessage
from app.outbox.service import get

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DROPPED = "Forkastet"


def drafts_of(session: Session, cohort_id: int, *, steps: Collection[str]) -> Sequence[OwedMessage]:
    """Return the drafts at some steps that wait for a person's yes or no, the oldest first."""
    waiting = select(OwedMessage).where(
        OwedMessage.cohort_id == cohort_id,
        OwedMessage.state == MessageState.draft,
        col(OwedMessage.dropped_at).is_(None),
        col(OwedMessage.step).in_(steps),
    )
    return session.exec(waiting.order_by(col(OwedMessage.id))).all()


def drop_draft(session: Session, message_id: int, *, deed: Deed) -> OwedMessage:
    """Let a draft never be sent nor drafted anew; what it said is forgotten. Raises Conflict once it is no draft."""
    owed = get(session, message_id)
    if owed.state != MessageState.draft or owed.dropped_at is not None:
        raise Conflict(Code.message_approved, "Brevet er alt sendt eller forkastet.")
    owed.dropped_at, owed.subject, owed.text = deed.at, DROPPED, ""
    details = {"step": owed.step, "message": owed.id}
    audit.record(
        session, Act.message_dropped, deed, about=owed.about, cohort_id=owed.cohort_id, details=details
    )
    return owed


def withdraw_drafts(
    session: Session, cohort_id: int, *, step: str, under: str, but: Collection[str] = ()
) -> None:
    """Delete the drafts at a step about things under a key that are true no longer; `but` names those that are."""
    for owed in drafts_of(session, cohort_id, steps=[step]):
        if owed.about.startswith(under) and owed.about not in but:
            session.delete(owed)
    session.flush()
