"""What may have been sent is looked for, waits for a person when it is not found, and holds the queue meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from app.audit import AuditRecord
from app.outbox import service as outbox
from app.outbox import unsure
from app.outbox.models import MessageState, OwedMessage, Way

if TYPE_CHECKING:
    from sqlmodel import Session

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
LINK = "https://kull.example.no/mitt/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def _owed(session: Session, step: str = "receipt", way: Way = Way.mail) -> OwedMessage:
    return outbox.owe(
        session,
        to="kari@example.no",
        about="submission:7",
        step=step,
        subject="Vi har fått filmen",
        text=f"Takk. {LINK}",
        approved=True,
        now=NOW,
        way=way,
    )


def _unsure(session: Session, at: datetime = NOW, step: str = "receipt") -> OwedMessage:
    owed = _owed(session, step)
    owed.state, owed.tried_at = MessageState.sending, at
    unsure.note_unsure(session, owed.id, request_id="r-1", now=at)
    return owed


def _looked_for(session: Session, now: datetime) -> int | None:
    letter = unsure.next_to_look_for(session, now=now)
    return letter.id if letter else None


def test_a_letter_that_may_have_been_sent_keeps_its_text_and_is_looked_for(session: Session) -> None:
    owed = _unsure(session)
    assert (owed.state, owed.next_try_at, owed.request_id) == (MessageState.unsure, NOW, "r-1")
    assert (owed.problem, owed.text) == (
        "Svaret kom bort. Vi ser etter meldingen i Sendte elementer.",
        f"Takk. {LINK}",
    )
    assert _looked_for(session, NOW - A_MINUTE) is None
    assert _looked_for(session, NOW) == owed.id
    assert outbox.take_next(session, now=NOW + timedelta(days=30)) == []


def test_a_card_that_may_have_been_posted_is_left_to_a_person_at_once(session: Session) -> None:
    card = _owed(session, way=Way.channel)
    card.next_try_at = NOW - A_MINUTE
    unsure.note_unsure(session, card.id, request_id=None, now=NOW)
    assert (card.state, card.next_try_at, card.problem) == (
        MessageState.unsure,
        None,
        "Svaret kom bort. Meldingen kan ha kommet frem, så vi sender den ikke igjen.",
    )
    assert (_looked_for(session, NOW), unsure.queue_waits(session, now=NOW)) == (None, False)


def test_a_message_that_was_leaving_when_the_process_died_is_never_sent_again(session: Session) -> None:
    owed = _owed(session)
    outbox.take_next(session, now=NOW)
    assert unsure.note_interrupted(session, now=NOW + timedelta(minutes=4)) == 0
    later = NOW + timedelta(minutes=6)
    assert unsure.note_interrupted(session, now=later) == 1
    assert (owed.state, _looked_for(session, later)) == (MessageState.unsure, owed.id)
    assert outbox.take_next(session, now=later) == []


def test_a_letter_that_is_found_was_sent_when_its_copy_says(session: Session) -> None:
    owed = _unsure(session)
    unsure.note_found(session, owed.id, sent_at=NOW + timedelta(seconds=2), now=NOW + A_MINUTE)
    assert (owed.state, owed.sent_at, owed.problem) == (MessageState.sent, NOW + timedelta(seconds=2), None)
    assert (owed.text, _looked_for(session, NOW + timedelta(days=1))) == (
        "Takk. https://kull.example.no/mitt/[lenke]",
        None,
    )
    session.commit()
    (record,) = session.exec(select(AuditRecord).where(col(AuditRecord.act) == "message found"))
    assert (record.actor, record.about, record.details) == (
        "system",
        "submission:7",
        {"step": "receipt", "message": owed.id},
    )


def test_a_letter_that_is_not_found_for_a_quarter_of_an_hour_is_left_to_a_person(session: Session) -> None:
    owed = _unsure(session)
    first_answer = NOW + timedelta(hours=3)
    unsure.note_no_answer(session, owed.id, again_at=first_answer)
    assert (owed.next_try_at, owed.looked_at) == (first_answer, None)
    unsure.note_not_found(session, owed.id, now=first_answer)
    unsure.note_not_found(session, owed.id, now=first_answer + timedelta(minutes=14))
    assert (owed.next_try_at, owed.looked_at) == (first_answer + timedelta(minutes=15), first_answer)
    unsure.note_not_found(session, owed.id, now=first_answer + timedelta(minutes=15))
    assert (owed.state, owed.next_try_at, owed.problem) == (
        MessageState.unsure,
        None,
        unsure.NOT_FOUND,
    )
    assert unsure.NOT_FOUND == (
        "Svaret kom bort, og vi finner ikke meldingen i Sendte elementer. "
        "Den kan likevel ha kommet frem, så vi sender den ikke igjen."
    )
    assert owed.text == f"Takk. {LINK}"


def test_a_letter_that_may_not_be_looked_for_is_left_to_a_person_at_once(session: Session) -> None:
    owed = _unsure(session)
    unsure.note_no_looking(session, owed.id)
    assert (owed.next_try_at, owed.problem) == (
        None,
        "Svaret kom bort. Meldingen kan ha kommet frem, så vi sender den ikke igjen.",
    )


def test_a_letter_that_is_unsure_again_is_looked_for_as_long_again(session: Session) -> None:
    owed = _unsure(session)
    unsure.note_not_found(session, owed.id, now=NOW)
    unsure.note_unsure(session, owed.id, request_id=None, now=NOW + timedelta(days=1))
    unsure.note_not_found(session, owed.id, now=NOW + timedelta(days=1))
    assert owed.next_try_at == NOW + timedelta(days=1) + A_MINUTE


def test_the_queue_waits_for_a_letter_that_is_under_way_or_of_which_exchange_has_not_answered(
    session: Session,
) -> None:
    owed = _owed(session)
    assert not unsure.queue_waits(session, now=NOW)
    outbox.take_next(session, now=NOW)
    assert unsure.queue_waits(session, now=NOW + A_MINUTE)
    unsure.note_unsure(session, owed.id, request_id=None, now=NOW)
    assert unsure.queue_waits(session, now=NOW + timedelta(days=1))
    unsure.note_not_found(session, owed.id, now=NOW + timedelta(days=1))
    assert not unsure.queue_waits(session, now=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("in_a_row", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (20, 60)], ids=str
)
def test_the_queue_rests_longer_with_each_letter_in_a_row_that_may_not_have_been_sent(
    session: Session, in_a_row: int, minutes: int
) -> None:
    for number in range(in_a_row):
        owed = _unsure(session, NOW + number * A_MINUTE, step=f"receipt {number}")
        unsure.note_not_found(session, owed.id, now=NOW + number * A_MINUTE)
    last = NOW + (in_a_row - 1) * A_MINUTE
    assert unsure.queue_waits(session, now=last + timedelta(minutes=minutes, seconds=-1))
    assert not unsure.queue_waits(session, now=last + timedelta(minutes=minutes))


def test_letters_that_left_together_are_one_in_the_row(session: Session) -> None:
    for number in range(4):
        unsure.note_not_found(session, _unsure(session, step=f"receipt {number}").id, now=NOW)
    assert not unsure.queue_waits(session, now=NOW + A_MINUTE)


def test_a_letter_that_is_sent_ends_the_row(session: Session) -> None:
    for number in range(5):
        owed = _unsure(session, NOW + number * A_MINUTE, step=f"receipt {number}")
        unsure.note_not_found(session, owed.id, now=NOW)
    later = NOW + timedelta(hours=2)
    _owed(session, step="the next one")
    (letter,) = outbox.take_next(session, now=later)
    outbox.note_sent(session, letter.id, request_id=None, now=later)
    assert not unsure.queue_waits(session, now=later)
