"""Messages that may have been sent: a letter is looked for, and its mailbox's queue waits for the answer.

What is found in Sent Items was sent. What is not may be late there, so after a while a person decides, and never we.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, distinct, func, or_
from sqlmodel import Session, col, select

from app import audit
from app.audit import SYSTEM, Act, Deed
from app.outbox.models import MessageState, OwedMessage, Way
from app.outbox.service import Letter, get, letter_of
from app.sensitive import without_links

if TYPE_CHECKING:
    from datetime import datetime

ANSWERED_WITHIN = timedelta(minutes=5)  # no request lasts longer
LOOK_AGAIN_AFTER = timedelta(minutes=1)
LOOK_FOR = timedelta(minutes=15)
"""How long after the first answered look a letter is looked for: the copy in Sent Items may be late."""

AFTER_RESTORE = timedelta(days=1)
"""How long after a restore a message owed may be one that was sent already: by then every job has run once."""

FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(hours=1)
"""How long the queue waits after the last letter of which we are unsure: doubled by each in a row."""

LOOKED_FOR = "Svaret kom bort. Vi ser etter meldingen i Sendte elementer."
NOT_FOUND = (
    "Svaret kom bort, og vi finner ikke meldingen i Sendte elementer. "
    "Den kan likevel ha kommet frem, så vi sender den ikke igjen."
)
RESTORED = "Databasen er lagt tilbake, så meldingen kan være sendt før. Vi ser etter den i Sendte elementer."
NOBODY_LOOKS_RESTORED = (
    "Databasen er lagt tilbake, så meldingen kan være sendt før. Vi sender den ikke av oss selv."
)
NOBODY_LOOKS = "Svaret kom bort. Meldingen kan ha kommet frem, så vi sender den ikke igjen."


def note_unsure(session: Session, message_id: int, *, request_id: str | None, now: datetime) -> None:
    """Keep what may have been sent, with its text. A letter is looked for; a card cannot be, so a person decides."""
    owed = get(session, message_id)
    owed.state, owed.request_id, owed.looked_at = MessageState.unsure, request_id, None
    if owed.way is Way.mail:
        owed.next_try_at, owed.problem = now, LOOKED_FOR
    else:
        owed.next_try_at, owed.problem = None, NOBODY_LOOKS


def note_interrupted(session: Session, *, now: datetime) -> int:
    """Call messages unsure that were being sent when a process died; return how many."""
    interrupted = session.exec(
        select(OwedMessage).where(
            OwedMessage.state == MessageState.sending, col(OwedMessage.tried_at) < now - ANSWERED_WITHIN
        )
    ).all()
    for owed in interrupted:
        note_unsure(session, owed.id, request_id=None, now=now)
    return len(interrupted)


def doubt_after_restore(session: Session, *, restored_at: datetime, now: datetime) -> None:
    """Doubt what is owed since a database was put back: it may have gone out in the time our rows have forgotten.

    A letter is looked for, from the restore on, and sent when it is not found; of a card a person decides.
    """
    known_again = and_(
        or_(col(OwedMessage.tried_at).is_(None), col(OwedMessage.tried_at) < restored_at),
        or_(col(OwedMessage.looked_at).is_(None), col(OwedMessage.looked_at) < restored_at),
        col(OwedMessage.owed_at) <= restored_at + AFTER_RESTORE,
    )
    doubtful = select(OwedMessage).where(OwedMessage.state == MessageState.approved, known_again)
    for owed in session.exec(doubtful):
        owed.state, owed.tried_at, owed.looked_at = MessageState.unsure, None, restored_at
        is_letter = owed.way is Way.mail
        owed.next_try_at = now if is_letter else None
        owed.problem = RESTORED if is_letter else NOBODY_LOOKS_RESTORED


# --- looking --------------------------------------------------------------------------------------


def next_to_look_for(session: Session, *, now: datetime) -> Letter | None:
    """Return the letter whose turn it is to be looked for, if any."""
    due = select(OwedMessage).where(
        OwedMessage.state == MessageState.unsure, col(OwedMessage.next_try_at) <= now
    )
    owed = session.exec(due.order_by(col(OwedMessage.next_try_at), col(OwedMessage.id)).limit(1)).first()
    return letter_of(owed) if owed else None


def note_found(session: Session, message_id: int, *, sent_at: datetime, now: datetime) -> None:
    """Call a letter sent that lies in Sent Items."""
    owed = get(session, message_id)
    owed.state, owed.sent_at, owed.next_try_at, owed.problem = MessageState.sent, sent_at, None, None
    owed.text = without_links(owed.text)  # as of a letter whose answer came
    audit.record(
        session,
        Act.message_found,
        Deed(actor=owed.approved_by or SYSTEM, at=now),
        about=owed.about,
        cohort_id=owed.cohort_id,
        details={"step": owed.step, "message": message_id},
    )


def note_not_found(session: Session, message_id: int, *, now: datetime) -> None:
    """Look again for a while, since the copy may be late; then a person decides.

    A letter that we never tried was doubted because of a restore: it was not sent before, so it goes now.
    """
    owed = get(session, message_id)
    owed.looked_at = owed.looked_at or now
    if now - owed.looked_at < LOOK_FOR:
        owed.next_try_at = now + LOOK_AGAIN_AFTER
    elif owed.tried_at is None:
        owed.state, owed.next_try_at, owed.problem = MessageState.approved, None, None
    else:
        owed.next_try_at, owed.problem = None, NOT_FOUND


def note_no_answer(session: Session, message_id: int, *, again_at: datetime) -> None:
    """Ask the same again later, since the question got no answer either."""
    get(session, message_id).next_try_at = again_at


def note_no_looking(session: Session, message_id: int) -> None:
    """We may not look in this mailbox, so a person decides at once."""
    owed = get(session, message_id)
    owed.next_try_at = None
    owed.problem = NOBODY_LOOKS if owed.tried_at else NOBODY_LOOKS_RESTORED


# --- the queue meanwhile --------------------------------------------------------------------------


def queue_waits(session: Session, *, now: datetime) -> bool:
    """Tell whether no letter may leave the mailbox now: another's fate is unknown, or several in a row were."""
    return _has_open_question(session) or _rests_until(session, now) > now


def _has_open_question(session: Session) -> bool:
    """Tell whether a letter is under way, or its question has had no answer yet."""
    unanswered = and_(
        col(OwedMessage.state) == MessageState.unsure,
        col(OwedMessage.next_try_at).is_not(None),
        col(OwedMessage.looked_at).is_(None),
    )
    under_way = col(OwedMessage.state) == MessageState.sending
    asked = select(OwedMessage.id).where(OwedMessage.way == Way.mail, or_(unanswered, under_way))
    return session.exec(asked.limit(1)).first() is not None


def _rests_until(session: Session, now: datetime) -> datetime:
    """Return when the next letter may try: Exchange may answer questions, and yet take no letters.

    Letters of which we are unsure are counted since the last that was sent; those that left together are one.
    """
    of_mail = select(func.max(OwedMessage.tried_at)).where(OwedMessage.way == Way.mail)
    last_sent = session.exec(of_mail.where(OwedMessage.state == MessageState.sent)).one()
    tries = select(func.count(distinct(col(OwedMessage.tried_at))), func.max(OwedMessage.tried_at)).where(
        OwedMessage.way == Way.mail, OwedMessage.state == MessageState.unsure
    )
    if last_sent is not None:
        tries = tries.where(col(OwedMessage.tried_at) >= last_sent)
    in_a_row, last = session.exec(tries).one()
    return last + min(LONGEST_REST, FIRST_REST * 2 ** min(in_a_row - 1, 10)) if last else now
