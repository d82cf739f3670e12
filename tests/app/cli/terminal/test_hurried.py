"""A connection that begins no request, or half of one, is closed in time; whoever asks whole is answered."""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn
from uvicorn.server import ServerState

from app.cli.terminal.hurried import HEAD_SECONDS, Hurried

WHOLE = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


class AtOnce(Hurried):
    head_seconds = 0.05


class Impatient(Hurried):
    max_bytes_heard_out = 1_000_000


async def _yes(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ja"})


async def _told(protocol: type[Hurried], *sent: bytes) -> bytes:
    """Send and wait until the other side closes; return what was told."""
    config = uvicorn.Config(_yes, log_config=None, access_log=False, lifespan="off", http=protocol)
    config.load()
    made = lambda: protocol(config, ServerState(), {})  # noqa: E731 - a factory
    async with await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for part in sent:
            writer.write(part)
        try:
            return await reader.read()
        except ConnectionResetError:
            return b"closed"
        finally:
            writer.close()


def test_v13_1_a_connection_without_a_byte_and_half_a_head_are_closed_in_time() -> None:
    sent: tuple[tuple[bytes, ...], ...] = ((), (b"GET / HT",), (b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow",))
    told = [asyncio.run(_told(AtOnce, *parts)) for parts in sent]
    assert [one in {b"", b"closed"} for one in told] == [True, True, True]


def test_v13_1_a_second_half_head_after_an_answer_is_closed_too() -> None:
    told = asyncio.run(_told(AtOnce, WHOLE + b"GET / HT"))
    assert told.count(b"HTTP/1.1 200 OK") in {0, 1}  # a connection that is cut may take the answer with it


def test_a_whole_head_is_answered_and_the_time_is_ten_seconds() -> None:
    whole = WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    told = asyncio.run(_told(Hurried, whole[:9], whole[9:]))
    assert (told[:15], told[-2:], HEAD_SECONDS) == (b"HTTP/1.1 200 OK", b"ja", 10.0)


def _posted(size: int) -> bytes:
    return b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % size


def test_a_body_whose_answer_is_given_is_heard_out_and_the_connection_goes_on() -> None:
    last = WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    told = asyncio.run(_told(Impatient, _posted(900_000), b"x" * 900_000, last))
    assert told.count(b"HTTP/1.1 200 OK") == 2


def test_a_body_without_end_is_heard_out_to_a_limit_alone() -> None:
    told = asyncio.run(_told(Impatient, _posted(50_000_000), b"x" * 3_000_000))
    assert told.startswith(b"HTTP/1.1 200 OK") or told == b"closed"
