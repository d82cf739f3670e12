"""A halted write leaves no byte, also inside a batch; the reads of the same batch go on."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from graph_adapters.errors import Halted
from graph_adapters.transport.connection import Connection
from graph_adapters.transport.requests import Answer, Request

READ = Request(method="GET", path="/groups")
WRITE = Request(method="POST", path="/groups", body={})
QUESTION = Request(method="POST", path="/users/a/calendar/getSchedule", body={}, only_reads=True)


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


class Lamp:
    """Turns red once it has been asked so often: the write has waited for its turn meanwhile."""

    def __init__(self, green: int) -> None:
        self._green = green

    def __call__(self) -> bool:
        self._green -= 1
        return self._green < 0


def _sent(*requests: Request, green: int) -> tuple[list[object], list[str]]:
    """Send all in the same turn; return each answer's status or error, and what reached the tenant."""
    reached: list[str] = []

    async def tenant(asked: httpx.Request) -> httpx.Response:
        inside = httpx.Response(200, content=await asked.aread()).json() if asked.content else {}
        batched = inside.get("requests", [])
        reached.extend(f"{one['method']} {one['url']}" for one in batched)
        if batched:
            answers = [{"id": one["id"], "status": 200, "body": {}} for one in batched]
            return httpx.Response(200, json={"responses": answers})
        reached.append(f"{asked.method} {asked.url.path.removeprefix('/v1.0')}")
        return httpx.Response(200, json={})

    async def send() -> list[Answer | BaseException]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(tenant)) as client:
            line = Connection(client, _NoSignIn(), app_id="x", is_halted=Lamp(green))  # type: ignore[arg-type]
            return await asyncio.gather(*map(line.send, requests), return_exceptions=True)

    told = [one.status if isinstance(one, Answer) else type(one) for one in asyncio.run(send())]
    return told, reached


def test_a_write_alone_leaves_nothing() -> None:
    assert _sent(WRITE, green=0) == ([Halted], [])


def test_a_write_that_is_halted_while_it_waits_for_the_line_leaves_nothing() -> None:
    assert _sent(WRITE, green=1) == ([Halted], [])


def test_of_a_batch_the_reads_go_on_without_the_writes() -> None:
    assert _sent(READ, WRITE, QUESTION, green=1) == (
        [200, Halted, 200],
        ["GET /groups", "POST /users/a/calendar/getSchedule"],
    )


def test_a_batch_that_only_reads_never_asks() -> None:
    assert _sent(READ, QUESTION, green=0) == (
        [200, 200],
        ["GET /groups", "POST /users/a/calendar/getSchedule"],
    )


def test_a_batch_is_sent_whole_while_nobody_halts() -> None:
    assert _sent(READ, WRITE, green=9) == ([200, 200], ["GET /groups", "POST /groups"])
