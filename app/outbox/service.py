"""The rules of messages owed: each once, and none without approval. Those that may have been sent: unsure.py."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from app import audit, people
from app.audit import SYSTEM, Act, Deed, by_system
from app.errors import Code, Conflict, Invalid, NotFound
from app.outbox.models import MessageState, OwedMessage, Way
from app.people import tidy_address, tidy_text, with_marks
from app.sensitive import without_links

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

MAX_SUBJECT_CHARACTERS = 255  # Outlook's own limit
MARK_HEX_DIGITS = 40


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message on its way, read and let go, so that no transaction is open while it is sent.

    `mark` is what a letter is known by in Sent Items. `recipient` is the address the person is reached at now; the
    row keeps the one it was owed to.
    """

    id: int
    recipient: str
    subject: str
    text: str
    mark: str


def letter_of(owed: OwedMessage, *, to: str | None = None) -> Letter:
    return Letter(
        id=owed.id, recipient=to or owed.recipient, subject=owed.subject, text=owed.text, mark=mark_of(owed)
    )


def mark_of(owed: OwedMessage, known_by: str = "") -> str:
    """Return the same mark for the same letter, also when it is owed anew after a database was restored.

    `known_by` tells what it is about where `about` holds a row's number, which may be another row's afterwards.
    """
    if owed.mark is not None:
        return owed.mark
    same = f"{owed.recipient}\n{known_by or owed.about}\n{owed.step}\n{owed.subject}"
    return sha256(same.encode()).hexdigest()[:MARK_HEX_DIGITS]


def owe(  # noqa: PLR0913 - a message has this many sides
    session: Session,
    *,
    to: str,
    about: str,
    step: str,
    subject: str,
    text: str,
    approved: bool,
    now: datetime,
    cohort_id: int | None = None,
    way: Way = Way.mail,
    known_by: str = "",
) -> OwedMessage:
    """Owe a message, or return it as it was first owed: receiver, `about` and `step` tell messages apart.

    Approved it is sent by itself, else it waits for a person. Raises Invalid for a mail to something that is no
    address. `known_by` is for its mark: see mark_of.
    """
    recipient = tidy_address(to)
    if way is Way.mail and "@" not in recipient:
        raise Invalid(Code.address_malformed, f"«{tidy_text(to)}» er ingen e-postadresse.")
    owed = _owed_before(session, recipient, about, step)
    if owed is None:
        owed = OwedMessage(
            cohort_id=cohort_id,
            way=way,
            recipient=recipient,
            about=about,
            step=step,
            subject=tidy_text(subject)[:MAX_SUBJECT_CHARACTERS],
            text=with_marks(text),
            owed_at=now,
        )
        owed.mark = mark_of(owed, known_by)
        session.add(owed)
        if approved:
            _approve(owed, by_system(now))
        session.flush()
    return owed


def is_owed(session: Session, *, to: str, about: str, step: str) -> bool:
    """Tell whether this message has been owed before, sent or not."""
    return _owed_before(session, tidy_address(to), about, step) is not None


def _owed_before(session: Session, recipient: str, about: str, step: str) -> OwedMessage | None:
    same = (OwedMessage.recipient == recipient, OwedMessage.about == about, OwedMessage.step == step)
    return session.exec(select(OwedMessage).where(*same)).one_or_none()


def get(session: Session, message_id: int) -> OwedMessage:
    owed = session.get(OwedMessage, message_id)
    if owed is None:
        raise NotFound(Code.no_such_message, f"Det finnes ingen melding {message_id} i utboksen.")
    return owed


def messages_by_id(session: Session, message_ids: Collection[int]) -> Sequence[OwedMessage]:
    """Read some at once, so that none of them is asked for again as long as they are held."""
    return session.exec(select(OwedMessage).where(col(OwedMessage.id).in_(message_ids))).all()


def of_cohort(session: Session, cohort_id: int) -> Sequence[OwedMessage]:
    """Return everything owed in a cohort, newest first."""
    found = select(OwedMessage).where(OwedMessage.cohort_id == cohort_id)
    return session.exec(found.order_by(col(OwedMessage.id).desc())).all()


def approve(session: Session, message_id: int, *, deed: Deed) -> OwedMessage:
    """Approve a draft; it is sent on the next pass. Raises Conflict for a message that has come further."""
    owed = get(session, message_id)
    if owed.state != MessageState.draft or owed.dropped_at is not None:
        raise Conflict(Code.message_approved, "Meldingen er alt godkjent eller forkastet.")
    _approve(owed, deed)
    audit.record(session, Act.message_approved, deed, about=owed.about, cohort_id=owed.cohort_id)
    return owed


def _approve(owed: OwedMessage, deed: Deed) -> None:
    owed.state, owed.approved_by, owed.approved_at = MessageState.approved, deed.actor, deed.at


# --- sending: each step in a transaction of its own ----------------------------------------------


def take_next(session: Session, *, now: datetime, way: Way = Way.mail, most: int = 1) -> list[Letter]:
    """Take the oldest messages that may go this way now. They stay `sending` even if this process dies."""
    may_be_tried = or_(col(OwedMessage.next_try_at).is_(None), col(OwedMessage.next_try_at) <= now)
    waiting = select(OwedMessage).where(
        OwedMessage.state == MessageState.approved, OwedMessage.way == way, may_be_tried
    )
    taken = session.exec(waiting.order_by(col(OwedMessage.id)).limit(most).with_for_update()).all()
    for owed in taken:
        owed.state, owed.tried_at = MessageState.sending, now
    now_at = people.present_addresses(session, [owed.recipient for owed in taken])
    return [letter_of(owed, to=now_at.get(owed.recipient)) for owed in taken]


def note_sent(session: Session, message_id: int, *, request_id: str | None, now: datetime) -> None:
    owed = get(session, message_id)
    owed.state, owed.sent_at, owed.request_id, owed.problem = MessageState.sent, now, request_id, None
    owed.text = without_links(owed.text)  # what opens something is its receiver's from here on
    audit.record(
        session,
        Act.message_sent,
        Deed(actor=owed.approved_by or SYSTEM, at=now),
        about=owed.about,
        cohort_id=owed.cohort_id,
        details={"step": owed.step, "message": message_id},
        request_id=request_id,
    )


def note_not_sent(session: Session, message_id: int, *, problem: str | None, again_at: datetime) -> None:
    """Surely nothing was sent: it waits, and is tried again."""
    owed = get(session, message_id)
    owed.state, owed.problem, owed.next_try_at = MessageState.approved, problem, again_at


def hold_for_recipient(session: Session, *, recipient: str, until: datetime) -> None:
    """Let a receiver's other messages wait too, as long as the receiver asks us to."""
    waiting = (col(OwedMessage.recipient) == recipient, col(OwedMessage.state) == MessageState.approved)
    session.exec(update(OwedMessage).where(*waiting).values(next_try_at=until))


def note_refused(session: Session, message_id: int, *, said: str, request_id: str | None) -> None:
    owed = get(session, message_id)
    owed.state, owed.request_id = MessageState.failed, request_id
    owed.problem = f"Microsoft 365 tar ikke imot meldingen: {said}"
