"""What is owed: once, and with a yes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select

from app.audit import AuditRecord, Deed
from app.errors import Conflict, Invalid, NotFound
from app.outbox import service as outbox
from app.outbox.models import MessageState, OwedMessage

if TYPE_CHECKING:
    from sqlmodel import Session

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
RECEIPT: dict[str, Any] = {
    "to": "Kari@Example.no",
    "about": "submission:7",
    "step": "receipt",
    "subject": "Vi har fått filmen",
    "text": "Takk.",
    "approved": True,
    "now": NOW,
}


def test_the_same_thing_is_owed_once_and_stands_as_it_was_first_written(session: Session) -> None:
    first = outbox.owe(session, **RECEIPT)
    again = outbox.owe(session, **RECEIPT | {"text": "Noe annet.", "to": "kari@example.no"})
    another = outbox.owe(session, **RECEIPT | {"step": "returned"})
    assert (again.id, again.text, first.recipient) == (first.id, "Takk.", "kari@example.no")
    assert another.id != first.id


@pytest.mark.parametrize("to", ["", "kari", "Kari Nordmann"])
def test_a_message_to_nobody_is_refused(session: Session, to: str) -> None:
    with pytest.raises(Invalid, match="ingen e-postadresse"):
        outbox.owe(session, **RECEIPT | {"to": to})


def test_a_subject_is_one_line_of_the_length_outlook_takes(session: Session) -> None:
    owed = outbox.owe(session, **RECEIPT | {"subject": "Hei\r\nBcc: alle@example.no " + "x" * 300})
    assert owed.subject == "Hei Bcc: alle@example.no " + "x" * 230


def test_v1_3_a_letter_shows_marks_where_foreign_text_would_turn_it_around(session: Session) -> None:
    owed = outbox.owe(session, **RECEIPT | {"text": "Vi har fått «rapport\u202efdp.exe».\nTakk.\x1b"})
    assert owed.text == "Vi har fått «rapport⟨U+202E⟩fdp.exe».\nTakk.⟨U+001B⟩"


def test_a_draft_waits_until_somebody_says_yes(session: Session) -> None:
    owed = outbox.owe(session, **RECEIPT | {"approved": False})
    assert (owed.state, outbox.take_next(session, now=NOW)) == (MessageState.draft, [])
    outbox.approve(session, owed.id or 0, deed=Deed(actor="unn", at=NOW))
    (letter,) = outbox.take_next(session, now=NOW)
    assert letter == outbox.Letter(
        id=owed.id or 0,
        recipient="kari@example.no",
        subject="Vi har fått filmen",
        text="Takk.",
        mark="d01b5d3eefe73d7c55189098420fbeccc8332652",
    )
    with pytest.raises(Conflict, match="alt godkjent"):
        outbox.approve(session, owed.id or 0, deed=Deed(actor="unn", at=NOW))


def test_there_is_no_message_to_approve(session: Session) -> None:
    with pytest.raises(NotFound, match="ingen melding 4"):
        outbox.approve(session, 4, deed=Deed(actor="unn", at=NOW))


def test_the_oldest_goes_first_and_what_was_put_off_waits(session: Session) -> None:
    first = outbox.owe(session, **RECEIPT)
    second = outbox.owe(session, **RECEIPT | {"step": "returned"})
    outbox.note_not_sent(session, first.id or 0, problem=None, again_at=NOW + timedelta(seconds=10))
    assert _taken(session, NOW) == [second.id]
    assert _taken(session, NOW + timedelta(seconds=10)) == [first.id]


def _taken(session: Session, now: datetime) -> list[int | None]:
    return [letter.id for letter in outbox.take_next(session, now=now, most=4)]


def test_a_letter_has_the_mark_it_had_when_it_is_owed_anew_after_a_database_was_restored(
    session: Session,
) -> None:
    first = outbox.mark_of(outbox.owe(session, **RECEIPT))
    session.rollback()
    again = outbox.owe(session, **RECEIPT | {"text": "Noe annet.", "now": NOW + timedelta(days=1)})
    another = outbox.owe(session, **RECEIPT | {"step": "returned"})
    assert (outbox.mark_of(again), outbox.mark_of(another) == first) == (first, False)


def test_what_was_sent_is_audited_without_who_got_it(session: Session) -> None:
    owed = outbox.owe(session, **RECEIPT)
    outbox.take_next(session, now=NOW)
    outbox.note_sent(session, owed.id or 0, request_id="r-1", now=NOW)
    session.commit()
    (record,) = session.exec(select(AuditRecord).where(col(AuditRecord.act) == "message sent"))
    assert (record.actor, record.about, record.request_id) == ("system", "submission:7", "r-1")
    assert record.details == {"step": "receipt", "message": owed.id}
    assert "kari" not in str(record.model_dump())


def test_a_refused_message_says_why(session: Session) -> None:
    owed = outbox.owe(session, **RECEIPT)
    outbox.note_refused(session, owed.id or 0, said="No such recipient.", request_id=None)
    assert session.exec(select(OwedMessage.state)).one() == MessageState.failed
    assert owed.problem == "Microsoft 365 tar ikke imot meldingen: No such recipient."
