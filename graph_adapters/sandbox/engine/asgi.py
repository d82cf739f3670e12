"""The way in and out over ASGI: a call is read, and its answer, or a fault's version of it, is sent back."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx

from graph_adapters.sandbox.engine.answers import Answer
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.state import State

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HANG_SECONDS = 600.0


async def run_lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def read_call(state: State, scope: Scope, receive: Receive) -> Call:
    chunks, more = [], True
    while more:
        message = await receive()
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    headers = _headers(scope)
    return Call(
        state=state,
        method=scope["method"],
        path=_path(scope),
        query=dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True)),
        headers=headers,
        content=b"".join(chunks),
        origin=f"{scope['scheme']}://{headers.get('host', 'graph.microsoft.com')}",
    )


def _headers(scope: Scope) -> dict[str, str]:
    """Return headers by lower-case name; a header sent twice (as Prefer may be) is joined with a comma."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _path(scope: Scope) -> str:
    """Return the path as it was sent: encoded ids and file names are decoded after it has been taken apart."""
    raw = scope.get("raw_path") or scope["path"].encode()
    path = str(raw.decode("latin-1").partition("?")[0])
    return unquote(path) if "/" not in path else path


async def send_answer(answer: Answer, scope: Scope, send: Send) -> None:
    if answer.fate == "timeout":
        await asyncio.sleep(answer.delay or HANG_SECONDS)
    elif answer.delay:
        await asyncio.sleep(answer.delay)
    if answer.fate in ("hang_up", "timeout"):
        return _hang_up(scope)
    data, kind = _encoded(answer)
    headers = {"OData-Version": "4.0", "Content-Type": kind} if data else {}
    headers |= answer.headers | {"Content-Length": str(len(data))}
    data = b"" if scope["method"] == "HEAD" else data
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    if answer.fate == "cut":
        await send({"type": "http.response.body", "body": data[: len(data) // 2], "more_body": True})
        return _hang_up(scope)
    await send({"type": "http.response.body", "body": data})
    return None


def _hang_up(scope: Scope) -> None:
    """Over a socket the connection is dropped; in process the caller's client fails as it would then."""
    if drop := scope.get("extensions", {}).get("kull.hang_up"):
        drop()
        return
    raise httpx.RemoteProtocolError("Server disconnected without sending a response.")


def _encoded(answer: Answer) -> tuple[bytes, str]:
    if answer.fate == "garbage":
        return b"<html><head><title>Service unavailable", "text/html"
    if answer.body is None:
        return b"", ""
    if isinstance(answer.body, bytes):
        return answer.body, answer.headers.pop("Content-Type", "application/octet-stream")
    data = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":")).encode()
    return (
        data,
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
    )
