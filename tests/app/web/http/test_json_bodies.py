"""Every route that takes JSON answers 400 to what cannot be read, and 413 before it has read what is too large."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from support.service import ask

from app.access.roles import Who
from app.access.table import ROUTES
from app.web.http.json_bodies import MAX_JSON_BYTES, PlainJson

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

JSON = {"Content-Type": "application/json"}
DEEP = b'{"value":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
HALF = b'{"value": ["\\ud800"], "programme": "\\udfff", "email": "\\ud800", "why": "\\ud800"}'


def test_v2_2_deep_json_and_half_characters_are_400_at_every_route_that_takes_a_body(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> dict[str, list[int]]:
        return {
            f"{method} {path}": [
                (await client.request(method, path, content=body, headers=JSON)).status_code
                for body in (DEEP, HALF)
            ]
            for method, path in TEMPLATES
        }

    answers = ask(asked)
    assert len(answers) > 80
    assert {where: said for where, said in answers.items() if said != [400, 400]} == {}


def test_v4_3_every_door_that_stands_open_refuses_five_megabytes_without_reading_them(here: Path) -> None:
    doors = [where for where in TEMPLATES if Who.anybody in ROUTES[TEMPLATES[where]]]
    large = {"Content-Length": str(5 * 1024 * 1024)}

    async def asked(client: httpx.AsyncClient) -> dict[str, int]:
        return {
            path: (await client.request(method, path, content=b"email=x", headers=large)).status_code
            for method, path in doors
        }

    assert ask(asked, as_role=None) == {
        "/api/door-list/1": 413,
        "/forpliktelse/1": 413,
        "/graph/lifecycle": 413,
        "/graph/notifications": 413,
        "/hva-na/1/endring": 413,
        "/hva-na/1/hjelp": 413,
        "/hva-na/1/moter": 413,
        "/hva-na/1/svar/1": 413,
        "/oppmote/1": 413,
        "/samtykke/1": 413,
        "/sign-out": 413,
        "/soknad/1": 413,
        "/soknad/1/bekreft": 413,
        "/soknad/1/rekkefolge": 413,
        "/soknad/1/trekk": 413,
        "/sprak": 413,
    }


def _address(route: str) -> tuple[str, str]:
    """An address of a route's shape."""
    method, path = route.split(" ")
    return method, re.sub(r"{[^}]+}", "1", path)


TEMPLATES = {_address(route): route for route in sorted(ROUTES) if not route.startswith("GET ")}
"""Each route that may have a body."""


def test_v4_3_a_body_that_says_it_is_too_large_is_refused_before_a_byte_is_read() -> None:
    assert asyncio.run(_read_of(declared=MAX_JSON_BYTES + 1)) == (413, 0)


def test_v4_3_a_body_that_does_not_say_is_read_to_the_limit_and_no_further() -> None:
    status, read = asyncio.run(_read_of(declared=0))
    assert (status, read) == (413, MAX_JSON_BYTES + 64 * 1024)


def test_a_good_body_reaches_the_route_as_it_was_sent() -> None:
    got: list[Any] = []

    async def route(_scope: Any, receive: Any, _send: Any) -> None:
        got.append(await receive())

    sent = iter([(b'{"a":', True), (b" 1}", False)])

    async def receive() -> Any:
        body, more = next(sent)
        return {"type": "http.request", "body": body, "more_body": more}

    asyncio.run(PlainJson(route)(_scope(declared=0), receive, None))  # type: ignore[arg-type]
    assert got == [{"type": "http.request", "body": b'{"a": 1}', "more_body": False}]


async def _read_of(*, declared: int) -> tuple[int, int]:
    """Send 64 KB at a time without end; return the status, and how much was read."""
    read, sent = [0], []

    async def receive() -> Any:
        read[0] += 64 * 1024
        return {"type": "http.request", "body": b" " * 64 * 1024, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    async def never(_scope: Any, _receive: Any, _send: Any) -> None:
        raise AssertionError("the route is not reached")

    await PlainJson(never)(_scope(declared=declared), receive, send)
    return sent[0]["status"], read[0]


def _scope(*, declared: int) -> Any:
    length = [(b"content-length", str(declared).encode())] if declared else []
    return {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/json"), *length]}
