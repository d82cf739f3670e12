"""After a restore nothing is mailed twice: what is owed again is looked for before it is sent."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import delete, select
from support import small_cohort
from support.faults.world import JumpingClock

from app.backups.models import RestoredBackup
from app.config import settings
from app.db import migrate, unit_of_work
from app.outbox import service as outbox
from app.outbox.models import MessageState, OwedMessage, Way
from graph_adapters.sandbox.mail.delivered_mail import mailbox
from jobs.outgoing.cards import post_in_channels
from jobs.outgoing.send import send_what_is_owed
from jobs.permissions import needed_permissions
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

KARI, OLA = "kari@example.no", "ola@example.no"


@pytest.fixture
def clock(here: Path, sandbox: SandboxOnASocket) -> JumpingClock:
    """Kari has got her receipt; then the database is put back, and it is owed anew about a row of another number."""
    migrate()
    for mail in (KARI, OLA, small_cohort.ORGANISER):
        sandbox.state.add_person(mail=mail, displayName=mail)
    clock = JumpingClock()
    _owe(clock, KARI, number=7)
    _send(clock)
    with unit_of_work() as session:
        session.execute(delete(OwedMessage))
        session.add(RestoredBackup(restored_at=clock.now(), restored_by="it"))
    _owe(clock, KARI, number=9)
    return clock


def _owe(clock: JumpingClock, to: str, *, number: int, way: Way = Way.mail) -> None:
    with unit_of_work() as session:
        outbox.owe(
            session,
            to=to,
            about=f"submission:{number}",
            step="receipt:1",
            subject="Mottatt: Film",
            text="Takk.",
            approved=True,
            now=clock.now(),
            way=way,
            known_by="c:1 film.mp4",
        )


def _send(clock: JumpingClock) -> None:
    async def sent() -> None:
        async with open_tenant(settings()) as tenant:
            await send_what_is_owed(tenant, settings(), clock)
            await post_in_channels(tenant, settings(), clock)

    asyncio.run(sent())


def _states() -> list[tuple[str, MessageState, bool]]:
    with unit_of_work() as session:
        return [
            (one.recipient, one.state, one.next_try_at is not None)
            for one in session.exec(select(OwedMessage).order_by(OwedMessage.recipient))
        ]


def _mails(sandbox: SandboxOnASocket, who: str) -> int:
    return len(mailbox(sandbox.state, who))


def test_a_letter_that_went_out_before_the_restore_is_found_and_not_sent_again(
    clock: JumpingClock, sandbox: SandboxOnASocket
) -> None:
    _send(clock)
    assert (_states(), _mails(sandbox, KARI)) == ([(KARI, MessageState.sent, False)], 1)


def test_a_letter_that_did_not_is_sent_once_its_copy_could_have_come(
    clock: JumpingClock, sandbox: SandboxOnASocket
) -> None:
    _owe(clock, OLA, number=10)
    _send(clock)
    assert (_states()[1], _mails(sandbox, OLA)) == ((OLA, MessageState.unsure, True), 0)
    for _ in range(16):
        clock.jump(timedelta(minutes=1))
        _send(clock)
    assert (_states()[1], _mails(sandbox, OLA)) == ((OLA, MessageState.sent, False), 1)


def test_later_on_the_day_of_the_restore_one_look_is_enough(
    clock: JumpingClock, sandbox: SandboxOnASocket
) -> None:
    clock.jump(timedelta(hours=3))
    _owe(clock, OLA, number=10)
    _send(clock)
    assert (_states()[1], _mails(sandbox, OLA)) == ((OLA, MessageState.sent, False), 1)


def test_two_days_later_nothing_is_doubted(clock: JumpingClock, sandbox: SandboxOnASocket) -> None:
    _send(clock)
    clock.jump(timedelta(days=2))
    _owe(clock, OLA, number=10)
    looks = _looks(sandbox)
    _send(clock)
    assert (_mails(sandbox, OLA), _looks(sandbox) - looks) == (1, 0)


def _looks(sandbox: SandboxOnASocket) -> int:
    return sum(call["operation"] == "message.list" for call in sandbox.state.memory["log"])


def test_where_we_may_not_look_and_of_a_card_a_person_decides(
    clock: JumpingClock, sandbox: SandboxOnASocket
) -> None:
    sandbox.state.set("roles", needed_permissions(settings().modes))
    _owe(clock, "team:1", number=9, way=Way.channel)
    _send(clock)
    assert _states() == [(KARI, MessageState.unsure, False), ("team:1", MessageState.unsure, False)]
    with unit_of_work() as session:
        assert {one.problem for one in session.exec(select(OwedMessage))} == {
            "Databasen er lagt tilbake, så meldingen kan være sendt før. Vi sender den ikke av oss selv."
        }
    assert _mails(sandbox, KARI) == 1
