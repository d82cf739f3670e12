"""A person decides about a message that may have arrived, or was refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support.workbooks import a_cohort

from app import outbox
from app.audit import AuditRecord, Deed
from app.errors import Conflict, NotFound
from app.outbox import MessageState, OwedMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
FRIDA = Deed(actor="frida@example.no", at=LATER)
LINK = "https://kull.example.no/samtykke/" + "x" * 43
DECISIONS: tuple[Callable[..., OwedMessage], ...] = (outbox.send_again, outbox.mark_received)


def letter(session: Session, state: str, *, step: str = "receipt", **more: Any) -> OwedMessage:
    owed = OwedMessage(
        recipient="kari@example.no",
        about="submission:7",
        step=step,
        subject="Vi har fått filmen",
        text=f"Se {LINK}",
        state=MessageState(state),
        owed_at=NOW,
        tried_at=NOW,
        problem="Svaret kom bort.",
        **more,
    )
    session.add(owed)
    session.flush()
    return owed


def test_those_nobody_looks_for_and_those_that_were_refused_wait_for_a_person(session: Session) -> None:
    first, second = a_cohort(session, name="A").id, a_cohort(session, name="B").id
    unsure = letter(session, "unsure", cohort_id=first)
    looked_for = letter(session, "unsure", cohort_id=first, next_try_at=LATER, step="2")
    failed = letter(session, "failed", cohort_id=second, step="3")
    for state in ("draft", "approved", "sending", "sent"):
        letter(session, state, cohort_id=first, step=state)
    assert outbox.waiting_for_a_person(session) == [unsure, failed]
    assert outbox.waiting_for_a_person(session, first) == [unsure]
    assert outbox.unsettled_messages(session, first) == [unsure, looked_for]
    assert outbox.count_waiting_by_cohort(session) == {first: 1, second: 1}
    assert outbox.count_waiting_by_cohort(session, second) == {second: 1}


@pytest.mark.parametrize("state", ["unsure", "failed"])
def test_what_is_sent_again_goes_with_the_next_letters(session: Session, state: str) -> None:
    owed = letter(session, state)
    outbox.send_again(session, owed.id, deed=FRIDA)
    assert (owed.state, owed.next_try_at, owed.problem) == (MessageState.approved, None, None)
    assert (owed.approved_by, owed.approved_at) == ("frida@example.no", LATER)
    (taken,) = outbox.take_next(session, now=LATER)
    assert (taken.id, taken.text) == (owed.id, f"Se {LINK}")


@pytest.mark.parametrize("state", ["unsure", "failed"])
def test_what_is_received_is_sent_and_keeps_no_link(session: Session, state: str) -> None:
    owed = letter(session, state)
    outbox.mark_received(session, owed.id, deed=FRIDA)
    assert (owed.state, owed.sent_at, owed.problem) == (MessageState.sent, LATER, None)
    assert owed.text == "Se https://kull.example.no/samtykke/[lenke]"
    assert outbox.take_next(session, now=LATER) == []


@pytest.mark.parametrize("decide", DECISIONS)
@pytest.mark.parametrize(
    ("state", "next_look"),
    [("draft", None), ("approved", None), ("sending", None), ("sent", None), ("unsure", LATER)],
)
def test_what_does_not_wait_is_left_alone(
    session: Session, decide: Callable[..., OwedMessage], state: str, next_look: datetime | None
) -> None:
    owed = letter(session, state, next_try_at=next_look)
    with pytest.raises(Conflict, match="venter ikke lenger"):
        decide(session, owed.id, deed=FRIDA)
    assert (owed.state, owed.text) == (MessageState(state), f"Se {LINK}")


@pytest.mark.parametrize("decide", DECISIONS)
def test_there_is_no_message_to_decide_about(session: Session, decide: Callable[..., OwedMessage]) -> None:
    with pytest.raises(NotFound, match="ingen melding 4"):
        decide(session, 4, deed=FRIDA)


def test_the_second_of_two_people_is_told_that_it_is_decided(session: Session) -> None:
    owed = letter(session, "unsure")
    outbox.mark_received(session, owed.id, deed=FRIDA)
    with pytest.raises(Conflict, match="venter ikke lenger"):
        outbox.send_again(session, owed.id, deed=FRIDA)


def test_decisions_are_audited_without_the_receiver(session: Session) -> None:
    cohort_id = a_cohort(session).id
    first = letter(session, "unsure", cohort_id=cohort_id)
    second = letter(session, "failed", cohort_id=cohort_id, step="2")
    outbox.mark_received(session, first.id, deed=FRIDA)
    outbox.send_again(session, second.id, deed=FRIDA)
    session.commit()
    records = session.exec(select(AuditRecord).order_by(col(AuditRecord.id))).all()[-2:]
    assert [(one.actor, one.act, one.about, one.cohort_id, one.details) for one in records] == [
        (
            "frida@example.no",
            "message marked received",
            "submission:7",
            cohort_id,
            {"step": "receipt", "message": first.id, "was": "unsure"},
        ),
        (
            "frida@example.no",
            "message sent again",
            "submission:7",
            cohort_id,
            {"step": "2", "message": second.id, "was": "failed"},
        ),
    ]
    assert "kari" not in str([one.model_dump() for one in records])
