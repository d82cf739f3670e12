"""A letter whose answer was lost is looked for in the sandbox's Sent Items, minute by minute."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support import small_cohort
from support.faults.world import JumpingClock

from app.config import settings
from app.db import migrate, unit_of_work
from app.errors import Paused
from app.outbox import service as outbox
from app.outbox.models import MessageState
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.mail.delivered_mail import mailbox
from jobs.outgoing.send import send_what_is_owed
from jobs.permissions import needed_permissions
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

KARI, OLA = "kari@example.no", "ola@example.no"
LOST = Fault(operation="mail.send", status=504, after=True)
TURNED_AWAY = Fault(operation="mail.send", status=503)


@dataclass
class Post:
    """Two letters, to Kari and then to Ola, and the minutes that pass."""

    sandbox: SandboxOnASocket
    clock: JumpingClock = field(default_factory=JumpingClock)

    def owe(self) -> None:
        for to in (KARI, OLA):
            with unit_of_work() as session:
                outbox.owe(
                    session,
                    to=to,
                    about="submission:7",
                    step="receipt",
                    subject="Vi har fått filmen",
                    text="Takk, vi har fått filmen deres.",
                    approved=True,
                    now=self.clock.now(),
                )

    def send(self) -> None:
        async def sent() -> None:
            async with open_tenant(settings()) as tenant:
                await send_what_is_owed(tenant, settings(), self.clock)

        asyncio.run(sent())

    def after(self, minutes: int) -> None:
        for _ in range(minutes):
            self.clock.jump(timedelta(minutes=1))
            self.sandbox.state.move_clock(timedelta(minutes=1))
            self.send()

    def goes_wrong(self, fault: Fault) -> None:
        rules(self.sandbox.state).append(fault.model_copy())

    def states(self) -> list[tuple[MessageState, bool]]:
        """Tell of both letters how far they have come, and whether something is still to be done by itself."""
        with unit_of_work() as session:
            both = outbox.messages_by_id(session, [1, 2])
            return [(owed.state, owed.next_try_at is not None) for owed in both]

    def mails(self) -> tuple[int, int]:
        return len(mailbox(self.sandbox.state, KARI)), len(mailbox(self.sandbox.state, OLA))

    def looks(self) -> int:
        return sum(call["operation"] == "message.list" for call in self.sandbox.state.memory["log"])


SENT = (MessageState.sent, False)
LOOKED_FOR = (MessageState.unsure, True)
A_PERSON_DECIDES = (MessageState.unsure, False)
STILL_TO_GO = (MessageState.approved, False)


@pytest.fixture
def post(here: Path, sandbox: SandboxOnASocket) -> Post:
    migrate()
    for mail in (KARI, OLA, small_cohort.ORGANISER):
        sandbox.state.add_person(mail=mail, displayName=mail)
    made = Post(sandbox)
    made.owe()
    return made


def test_a_copy_that_comes_late_is_found_and_others_leave_meanwhile(post: Post) -> None:
    post.sandbox.state.set("sentItemsSeconds", 300)
    post.goes_wrong(LOST)
    post.send()
    assert (post.states(), post.mails()) == ([LOOKED_FOR, STILL_TO_GO], (1, 0))
    post.after(minutes=1)
    assert (post.states(), post.mails()) == ([LOOKED_FOR, SENT], (1, 1))
    post.after(minutes=5)
    assert (post.states(), post.mails()) == ([SENT, SENT], (1, 1))


def test_a_letter_that_is_nowhere_after_a_quarter_of_an_hour_is_left_to_a_person(post: Post) -> None:
    post.goes_wrong(TURNED_AWAY)
    post.send()
    post.after(minutes=15)
    assert post.states() == [LOOKED_FOR, SENT]
    post.after(minutes=2)
    assert (post.states(), post.mails()) == ([A_PERSON_DECIDES, SENT], (0, 1))


def test_who_may_not_look_leaves_it_to_a_person_at_once_and_goes_on(post: Post) -> None:
    post.sandbox.state.set("roles", needed_permissions(settings().modes))
    post.goes_wrong(LOST)
    post.send()
    post.after(minutes=2)
    assert (post.states(), post.mails(), post.looks()) == ([A_PERSON_DECIDES, SENT], (1, 1), 1)


@pytest.mark.parametrize("status", [429, 503, 504])
def test_the_same_question_is_asked_until_it_is_answered_and_no_letter_leaves_before(
    post: Post, status: int
) -> None:
    post.goes_wrong(LOST)
    post.goes_wrong(Fault(operation="message.list", status=status, times=3))
    post.send()
    post.after(minutes=3)
    assert (post.states(), post.mails(), post.looks()) == ([LOOKED_FOR, STILL_TO_GO], (1, 0), 3)
    post.after(minutes=1)
    assert (post.states(), post.mails(), post.looks()) == ([SENT, SENT], (1, 1), 4)


def test_the_next_question_waits_for_as_long_as_microsoft_says(post: Post) -> None:
    post.goes_wrong(LOST)
    post.goes_wrong(Fault(operation="message.list", status=429, retry_after="600"))
    post.send()
    post.after(minutes=10)
    assert (post.states(), post.looks()) == ([LOOKED_FOR, STILL_TO_GO], 1)
    post.after(minutes=1)
    assert (post.states(), post.looks()) == ([SENT, SENT], 2)


def test_refused_credentials_leave_a_letter_to_be_looked_for_afterwards(post: Post) -> None:
    post.goes_wrong(LOST)
    post.send()
    post.goes_wrong(Fault(operation="message.list", status=401, times=2))
    with pytest.raises(Paused):
        post.after(minutes=1)
    assert (post.states(), post.mails()) == ([LOOKED_FOR, STILL_TO_GO], (1, 0))
    post.after(minutes=1)
    assert (post.states(), post.mails()) == ([SENT, SENT], (1, 1))
