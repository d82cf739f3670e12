"""An address that asks without end, or sends a body without end, takes the service from no other."""

from __future__ import annotations

import asyncio
from typing import Any

from app.web.http.rate_limit import MAX_REQUESTS_AT_ONCE, Fair


def test_v2_4_an_address_that_asks_without_end_is_told_to_wait_and_others_are_served() -> None:
    seconds = [0.0]
    fair = Fair(_yes, clock=lambda: seconds[0])

    async def asked() -> list[int]:
        first = [await _status(fair, "192.0.2.1") for _ in range(int(MAX_REQUESTS_AT_ONCE) + 2)]
        seconds[0] = 0.011
        return [*first[-3:], await _status(fair, "192.0.2.2"), await _status(fair, "192.0.2.1")]

    assert asyncio.run(asked()) == [200, 429, 429, 200, 200]


def test_v2_4_a_body_that_drips_in_is_not_waited_for() -> None:
    async def reads(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await _yes(scope, receive, send)

    async def dripping() -> Any:
        return {"type": "http.request", "body": b"x", "more_body": True}

    ticking = iter(range(1000))
    fair = Fair(reads, clock=lambda: float(next(ticking) * 10))
    assert asyncio.run(_status(fair, "192.0.2.1", dripping)) == 408


def test_a_large_body_is_given_the_time_a_slow_line_takes_and_a_drip_is_not() -> None:
    """A piece comes every seventh second: at 128 KB a second all of them, at a byte as many as come in a minute."""
    assert asyncio.run(_sent_every_seventh_second(7 * 128 * 1024, pieces=20)) == (200, 20)
    assert asyncio.run(_sent_every_seventh_second(1, pieces=20)) == (408, 9)


async def _sent_every_seventh_second(size: int, *, pieces: int) -> tuple[int, int]:
    seconds, came = [0.0], [0]

    async def piece() -> Any:
        seconds[0] += 7.0
        came[0] += 1
        return {"type": "http.request", "body": b"x" * size, "more_body": came[0] < pieces}

    async def reads(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await _yes(scope, receive, send)

    return await _status(Fair(reads, clock=lambda: seconds[0]), "192.0.2.1", piece), came[0]


async def _yes(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _status(app: Any, address: str, receive: Any = None) -> int:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await app({"type": "http", "method": "GET", "client": (address, 1), "headers": []}, receive, send)
    return int(sent[0]["status"])
