"""Bodies of JSON: looked through once, here, so that no route meets what cannot be read, stored or told again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse

from app.safe import read_plain_json
from app.web.http.heads import declared_bytes

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_JSON_BYTES = 4 * 1024 * 1024
MAX_BYTES_READ_AT_ONCE = 64 * 1024
"""What is larger is looked through in a thread, so that others are answered meanwhile."""


class PlainJson:
    """Answer 413 to JSON over 4 MB before it is read whole, and 400 to what is no JSON, too deep or no text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if "json" not in headers.get("content-type", "").lower():
            await self.app(scope, receive, send)
            return
        is_small = declared_bytes(headers) <= MAX_JSON_BYTES
        body = await _whole(receive) if is_small else None
        if body is None:
            await _problem(413, "For stor", "JSON kan være på høyst 4 MB.")(scope, receive, send)
        elif not await _is_plain(body):
            await _problem(400, "Kan ikke leses", "Innholdet er ikke JSON som kan leses.")(
                scope, receive, send
            )
        else:
            await self.app(scope, _again(body, receive), send)


async def _whole(receive: Receive) -> bytes | None:
    """Read a body to its end; None when it is too large, or its sender goes away."""
    content = bytearray()
    while len(content) <= MAX_JSON_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        content += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(content) if len(content) <= MAX_JSON_BYTES else None
    return None


async def _is_plain(body: bytes) -> bool:
    if len(body) > MAX_BYTES_READ_AT_ONCE:
        return await run_in_threadpool(_reads, body)
    return _reads(body)


def _reads(body: bytes) -> bool:
    """Tell whether a body can be read; an empty one can, and the route says what is missing."""
    try:
        read_plain_json(body or b"null")
    except ValueError:
        return False
    return True


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read to those who read it next, and after it what comes."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return left.pop() if left else await receive()

    return given


def _problem(status: int, title: str, detail: str) -> JSONResponse:
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(content, status_code=status, media_type="application/problem+json")
