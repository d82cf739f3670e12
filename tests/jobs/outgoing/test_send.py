"""Owed messages leave for the sandbox's mailboxes: once, whatever the line does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from support import small_cohort

from app.config import settings
from app.db import migrate, unit_of_work
from app.errors import Paused
from app.outbox import service as outbox
from app.outbox.models import MessageState
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.mail.delivered_mail import mailbox
from jobs.outgoing.send import send_what_is_owed
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

KARI, OLA = "kari@example.no", "ola@example.no"


@pytest.fixture(autouse=True)
def _people(here: Path, sandbox: SandboxOnASocket) -> None:
    migrate()
    for mail in (KARI, OLA, small_cohort.ORGANISER):
        sandbox.state.add_person(mail=mail, displayName=mail)


def _owe(to: str = KARI, step: str = "receipt") -> int:
    with unit_of_work() as session:
        owed = outbox.owe(
            session,
            to=to,
            about="submission:7",
            step=step,
            subject="Vi har fått filmen",
            text="Takk, vi har fått filmen deres.",
            approved=True,
            now=settings().clock(),
        )
        return owed.id or 0


def _send() -> None:
    async def sent() -> None:
        async with open_tenant(settings()) as tenant:
            await send_what_is_owed(tenant, settings())

    asyncio.run(sent())


def _state(message_id: int) -> tuple[MessageState, str | None]:
    with unit_of_work() as session:
        owed = outbox.get(session, message_id)
        return owed.state, owed.problem


def _mails(sandbox: SandboxOnASocket, to: str = KARI) -> list[tuple[str, str]]:
    return [(mail["subject"], mail["body"]) for mail in mailbox(sandbox.state, to)]


def test_a_message_is_sent_once_and_in_our_words(sandbox: SandboxOnASocket) -> None:
    message = _owe()
    _send()
    _send()
    assert _mails(sandbox) == [("Vi har fått filmen", "Takk, vi har fått filmen deres.")]
    assert _state(message) == (MessageState.sent, None)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(operation="mail.send", status=504, after=True),
        Fault(operation="mail.send", kind="hang_up", after=True),
        Fault(operation="mail.send", kind="garbage", after=True),
    ],
    ids=["a lost answer", "a line that broke", "an answer nobody can read"],
)
def test_a_letter_whose_answer_was_lost_is_found_before_the_next_one_leaves(
    sandbox: SandboxOnASocket, fault: Fault
) -> None:
    rules(sandbox.state).append(fault)
    unsure, next_one = _owe(), _owe(OLA)
    _send()
    assert _state(unsure) == (
        MessageState.unsure,
        "Svaret kom bort. Vi ser etter meldingen i Sendte elementer.",
    )
    assert (len(_mails(sandbox)), _mails(sandbox, OLA)) == (1, [])
    _send()
    assert (len(_mails(sandbox)), len(_mails(sandbox, OLA))) == (1, 1)
    assert (_state(unsure), _state(next_one)) == ((MessageState.sent, None), (MessageState.sent, None))


def test_nobody_is_told_twice_when_we_do_not_know_whether_it_was_sent(
    sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules(sandbox.state).append(Fault(operation="mail.send", status=503))
    unsure, next_one = _owe(), _owe(OLA)
    for day in ("2026-04-01", "2026-04-02", "2026-04-03"):
        small_cohort.on(day, monkeypatch)
        _send()
    assert (_mails(sandbox), len(_mails(sandbox, OLA))) == ([], 1)
    assert (_state(unsure)[0], _state(next_one)) == (MessageState.unsure, (MessageState.sent, None))


def test_a_throttled_mailbox_is_left_alone_for_as_long_as_it_says(
    sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules(sandbox.state).append(Fault(operation="mail.send", status=429, retry_after="900"))
    message, other = _owe(), _owe(OLA)
    _send()
    assert (_mails(sandbox), _mails(sandbox, OLA)) == ([], [])
    assert _state(message) == (MessageState.approved, None)
    small_cohort.on("2026-04-02", monkeypatch)
    _send()
    assert (_state(message), _state(other)) == ((MessageState.sent, None), (MessageState.sent, None))


def test_a_mailbox_we_may_not_send_from_holds_everything_back_and_says_who_can_help(
    sandbox: SandboxOnASocket,
) -> None:
    rules(sandbox.state).append(Fault(operation="mail.send", status=403, times=0))
    message, other = _owe(), _owe(OLA)
    _send()
    said = f"Vi får ikke sendt e-post fra {small_cohort.ORGANISER}. Be IT se på tilgangen (Mail.Send) og postboksen."
    assert _state(message) == (MessageState.approved, said)
    assert _state(other) == (MessageState.approved, None)


def test_a_refused_message_is_put_aside_and_the_next_one_leaves(sandbox: SandboxOnASocket) -> None:
    rules(sandbox.state).append(Fault(operation="mail.send", status=400, message="No such recipient."))
    refused, next_one = _owe(), _owe(OLA)
    _send()
    assert _state(refused)[0] == MessageState.failed
    assert _state(next_one) == (MessageState.sent, None)


def test_refused_credentials_leave_every_message_as_it_was(sandbox: SandboxOnASocket) -> None:
    message = _owe()
    sandbox.refuse_everybody()
    with pytest.raises(Paused):
        _send()
    assert (_mails(sandbox), _state(message)) == ([], (MessageState.approved, None))


def test_without_an_organiser_mailbox_messages_wait(
    sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_ORGANISER", "")
    settings.cache_clear()
    message = _owe()
    _send()
    assert _state(message) == (MessageState.approved, None)


def test_many_leave_side_by_side_once_each_when_the_first_went_well(sandbox: SandboxOnASocket) -> None:
    messages = [_owe(step=f"receipt {number}") for number in range(10)]
    _send()
    assert len(_mails(sandbox)) == 10
    assert {_state(message) for message in messages} == {(MessageState.sent, None)}


def test_of_many_none_is_lost_when_the_mailbox_is_throttled_on_the_way(
    sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = [_owe(step=f"receipt {number}") for number in range(10)]
    rules(sandbox.state).append(Fault(operation="mail.send", status=429, retry_after="900", nth=3))
    _send()
    assert len(_mails(sandbox)) == 4
    assert sorted(_state(message) for message in messages) == [
        *[(MessageState.approved, None)] * 6,
        *[(MessageState.sent, None)] * 4,
    ]
    small_cohort.on("2026-04-02", monkeypatch)
    _send()
    assert len(_mails(sandbox)) == 10
