"""Messages that wait for a person: those that may have arrived, and those Microsoft 365 refuses.

The service cannot know whether they arrived. A person who does says so: send it again, or it is received.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from app import audit
from app.audit import Act, Deed
from app.errors import Code, Conflict, NotFound
from app.outbox.models import MessageState, OwedMessage
from app.sensitive import without_links

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

UNSETTLED = (MessageState.unsure, MessageState.failed)
WAITS = or_(
    col(OwedMessage.state) == MessageState.failed,
    and_(col(OwedMessage.state) == MessageState.unsure, col(OwedMessage.next_try_at).is_(None)),
)
"""An unsure message with a time for the next look is looked for by the service, and needs nobody."""


def unsettled_messages(session: Session, cohort_id: int | None = None) -> Sequence[OwedMessage]:
    """Return messages that wait for a person, and those the service looks for itself; the oldest first."""
    asked = select(OwedMessage).where(col(OwedMessage.state).in_(UNSETTLED))
    found: Sequence[OwedMessage] = session.exec(_of(cohort_id, asked).order_by(col(OwedMessage.id))).all()
    return found


def waiting_for_a_person(session: Session, cohort_id: int | None = None) -> Sequence[OwedMessage]:
    """Return the messages that stand still until a person decides, the oldest first; of a cohort, or of all."""
    asked = _of(cohort_id, select(OwedMessage).where(WAITS))
    found: Sequence[OwedMessage] = session.exec(asked.order_by(col(OwedMessage.id))).all()
    return found


def count_waiting_by_cohort(session: Session, cohort_id: int | None = None) -> dict[int | None, int]:
    """Count the messages that wait for a person, by cohort; a cohort with none is not there."""
    counted = select(OwedMessage.cohort_id, func.count()).where(WAITS).group_by(col(OwedMessage.cohort_id))
    return dict(session.exec(_of(cohort_id, counted)).all())


def _of(cohort_id: int | None, asked: Any) -> Any:  # noqa: ANN401 - a select, as it comes
    return asked if cohort_id is None else asked.where(OwedMessage.cohort_id == cohort_id)


def waits_for_a_person(owed: OwedMessage) -> bool:
    looked_for = owed.state == MessageState.unsure and owed.next_try_at is not None
    return owed.state in UNSETTLED and not looked_for


def send_again(session: Session, message_id: int, *, deed: Deed) -> OwedMessage:
    """Let a message go once more; its receiver may get it twice. Raises Conflict unless it waits for a person."""
    owed = _waiting_one(session, message_id)
    _record(session, owed, Act.message_sent_again, deed)
    owed.state, owed.approved_by, owed.approved_at = MessageState.approved, deed.actor, deed.at
    owed.next_try_at = owed.problem = None
    return owed


def mark_received(session: Session, message_id: int, *, deed: Deed) -> OwedMessage:
    """Take a person's word that a message is received. Raises Conflict unless it waits for a person."""
    owed = _waiting_one(session, message_id)
    _record(session, owed, Act.message_marked_received, deed)
    owed.state, owed.sent_at = MessageState.sent, deed.at
    owed.problem = None
    owed.text = without_links(owed.text)  # as when it is sent: what opens something is its receiver's
    return owed


def _waiting_one(session: Session, message_id: int) -> OwedMessage:
    """Read a message and hold it: the service may be settling it, or another person deciding, at this moment."""
    held = select(OwedMessage).where(OwedMessage.id == message_id).with_for_update()
    owed = session.exec(held.execution_options(populate_existing=True)).one_or_none()
    if owed is None:
        raise NotFound(Code.no_such_message, f"Det finnes ingen melding {message_id} i utboksen.")
    if not waits_for_a_person(owed):
        raise Conflict(Code.message_not_waiting, "Brevet venter ikke lenger på at noen avgjør det.")
    return owed


def _record(session: Session, owed: OwedMessage, act: Act, deed: Deed) -> None:
    details = {"step": owed.step, "message": owed.id, "was": owed.state.value}
    audit.record(session, act, deed, about=owed.about, cohort_id=owed.cohort_id, details=details)
