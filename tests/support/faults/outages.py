"""Letters on their way to many people, and an Exchange that is away for a time: in process, by a clock that jumps.

The outage lies at the edge of HTTP, as a transport: it begins when some letters have come through, and ends by the
clock.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import httpx
from sqlmodel import select

from app.config import settings
from app.db import unit_of_work
from app.outbox.models import MessageState, OwedMessage
from app.outbox.service import owe
from jobs.outgoing.send import send_what_is_owed
from jobs.tenant import tenant_over
from support.graph.requests import Checked

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime, timedelta

    from jobs.tenant import Tenant
    from support.faults.world import World

Kind = Literal["503 with Retry-After", "503", "refused", "lost"]
Fate = Literal["sent", "to be sent", "looked for", "a person"]
MAX_BEATS = 2_000


@dataclass
class Outage(httpx.AsyncBaseTransport):
    """Exchange is away from the moment some mails have come through; of `lost`, its answers are, after the work.

    Questions are answered all the same where `answers_questions`. `tried` counts the requests with letters in them
    that were made meanwhile.
    """

    world: World
    kind: Kind
    lasts: timedelta
    answers_questions: bool = False
    begins_after_mails: int = 21
    ends_at: datetime | None = None
    tried: int = 0

    def __post_init__(self) -> None:
        self.checked = Checked(self.world.app)
        self._inner = httpx.ASGITransport(self.checked)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        is_letter = request.method == "POST"  # alone or in a batch: nothing else here is sent with POST
        is_spared = request.url.path.startswith("/kull/") or (self.answers_questions and not is_letter)
        if is_spared or not self._is_on():
            return await self._inner.handle_async_request(request)
        self.tried += is_letter
        return await self._away(request)

    def _is_on(self) -> bool:
        if self.ends_at is None and len(self.world.state.all("mail")) >= self.begins_after_mails:
            self.ends_at = self.world.clock.now() + self.lasts
        return self.ends_at is not None and self.world.clock.now() < self.ends_at

    async def _away(self, request: httpx.Request) -> httpx.Response:
        if self.kind == "refused":
            raise httpx.ConnectError("Connection refused")
        if self.kind == "lost":
            answer = await self._inner.handle_async_request(request)
            if answer.status_code == httpx.codes.UNAUTHORIZED:  # no work was done: our token has ended
                return answer
            raise httpx.ReadError("Connection reset by peer")
        return httpx.Response(503, headers={"Retry-After": "20"} if self.kind != "503" else {})


def owe_letters(world: World, number: int) -> None:
    with unit_of_work() as session:
        for person in range(number):
            owe(
                session,
                to=f"person{person}@example.no",
                about="kull-1/innkallinger",
                step="før de første innkallingene",
                subject="Dere får nå 12 innkallinger",
                text="Svar på hver av dem.",
                approved=True,
                now=world.clock.now(),
            )


def send_until_nothing_waits(
    world: World, every: timedelta, transport: httpx.AsyncBaseTransport | None = None
) -> None:
    """Let the clock call the sending job, as the runner does, until nothing waits but for a person."""

    async def beats() -> None:
        async with _tenant(world, transport or httpx.ASGITransport(world.app)) as tenant:
            for _ in range(MAX_BEATS):
                await send_what_is_owed(tenant, settings(), world.clock)
                if not {"to be sent", "looked for"} & letters().keys():
                    return
                world.clock.jump(every)

    asyncio.run(beats())


def send_and_die(world: World, *, after: bool) -> None:
    """End the sending job while its first letter is under way: the tenant has done the work by then, or has not."""

    async def die() -> None:
        hanging = _Hanging(world, after=after)
        async with _tenant(world, hanging) as tenant:
            sending = asyncio.create_task(send_what_is_owed(tenant, settings(), world.clock))
            await hanging.reached.wait()
            sending.cancel()
            await asyncio.wait([sending])

    asyncio.run(die())


class _Hanging(httpx.AsyncBaseTransport):
    """Never answers a letter, before it did the work or after."""

    def __init__(self, world: World, *, after: bool) -> None:
        self.after, self.reached = after, asyncio.Event()
        self._inner = httpx.ASGITransport(world.app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        is_letter = request.url.path.endswith("/sendMail")
        answer = await self._inner.handle_async_request(request) if self.after or not is_letter else None
        if answer is not None and not is_letter:
            return answer
        self.reached.set()
        await asyncio.Event().wait()
        raise AssertionError


@asynccontextmanager
async def _tenant(world: World, transport: httpx.AsyncBaseTransport) -> AsyncIterator[Tenant]:
    async with httpx.AsyncClient(transport=transport) as client:
        yield tenant_over(settings(), client)


def letters() -> dict[Fate, int]:
    """Count our letters by what has become of them, or is to."""
    with unit_of_work() as session:
        return dict(Counter(map(_fate, session.exec(select(OwedMessage)))))


def _fate(owed: OwedMessage) -> Fate:
    if owed.state is MessageState.sent:
        return "sent"
    if owed.state in (MessageState.approved, MessageState.sending):
        return "to be sent"
    return "looked for" if owed.state is MessageState.unsure and owed.next_try_at else "a person"


def mails(world: World) -> Counter[int]:
    """Count the mailboxes by how many mails lie in each."""
    return Counter(Counter(mail["to"] for mail in world.state.all("mail")).values())
