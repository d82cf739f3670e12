"""Limit the requests of an address, and the time to send a body, so that all are served."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS_A_SECOND = 100.0
MAX_REQUESTS_AT_ONCE = 1000.0
MAX_ADDRESSES = 10_000
BODY_TIMEOUT_SECONDS = 60.0
SLOWEST_BYTES_A_SECOND = 128 * 1024
"""A film over a hospital's slow line; each byte that has come gives its share of time."""


class TooSlow(Exception):
    """A body that did not come in time."""


@dataclass
class _Allowance:
    left: float
    at: float


class Allowances:
    """Tell whether an address may do a thing once more: so many at once, and so many a second for long."""

    def __init__(
        self, *, a_second: float, at_once: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._a_second, self._at_once, self._clock = a_second, at_once, clock
        self._known: dict[str, _Allowance] = {}

    def take(self, address: str) -> bool:
        now = self._clock()
        if len(self._known) > MAX_ADDRESSES:
            self._known = {}  # whoever comes from so many addresses is not held by this
        known = self._known.setdefault(address, _Allowance(self._at_once, now))
        known.left = min(self._at_once, known.left + (now - known.at) * self._a_second)
        known.at = now
        if known.left < 1:
            return False
        known.left -= 1
        return True


class Fair:
    """Answer 429 to an address that asks more than 100 times a second for long, and 408 to a body that drips in."""

    def __init__(self, app: ASGIApp, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.app, self._clock = app, clock
        self._requests = Allowances(a_second=REQUESTS_A_SECOND, at_once=MAX_REQUESTS_AT_ONCE, clock=clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not self._requests.take(str((scope.get("client") or [""])[0])):
            refusal = PlainTextResponse("For mange forespørsler. Vent litt.", 429, {"Retry-After": "5"})
            await refusal(scope, receive, send)
            return
        await self._in_time(scope, receive, send)

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        until, whole, started = self._clock() + BODY_TIMEOUT_SECONDS, False, False

        async def in_time() -> Message:
            nonlocal whole, until
            if whole:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.0, until - self._clock()))
            except TimeoutError as error:
                raise TooSlow from error
            until += len(message.get("body", b"")) / SLOWEST_BYTES_A_SECOND
            whole = not message.get("more_body", False)
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, in_time, noted)
        except TooSlow:
            if started:
                raise
            await PlainTextResponse("Forespørselen kom ikke frem i tide.", 408)(scope, receive, send)
