"""A loop where hours pass in seconds: timers jump, and no time passes while a socket is waited for.

Each request takes the latency it is given, in the loop's own time, and carries that time to the tenant.
"""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, Any

import httpx
from tenant_apart import HEADER

if TYPE_CHECKING:
    from collections.abc import Coroutine


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.virtual, self.under_way = 0.0, 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self.virtual


class _Selector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        """Wait for an answer that is under way; where there is none, be at once where the next timer rings."""
        if self._loop.under_way:
            return super().select(0 if timeout == 0 else None)
        if timeout:
            self._loop.virtual += timeout
            timeout = 0
        return super().select(timeout)


def run(work: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


class Slow(httpx.AsyncBaseTransport):
    """Count the requests on the wire, and in virtual time give each the latency."""

    def __init__(self, latency: float) -> None:
        self._inner, self._latency = httpx.AsyncHTTPTransport(), latency
        self.sent = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent += 1
        loop = asyncio.get_running_loop()
        if not isinstance(loop, VirtualLoop):
            return await self._inner.handle_async_request(request)
        request.headers[HEADER] = str(loop.time())
        loop.under_way += 1
        try:
            answer = await self._inner.handle_async_request(request)
            content = await answer.aread()
            await answer.aclose()
        finally:
            loop.under_way -= 1
        await asyncio.sleep(self._latency)
        return httpx.Response(answer.status_code, headers=answer.headers, content=content)

    async def aclose(self) -> None:
        await self._inner.aclose()
