"""A request that is too large, refused in words: the framework's own answer is bare English."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from starlette.datastructures import Headers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Words = Callable[[Request], Awaitable[Response]]


class RefusedInWords:
    """Give an answer of ours in place of the framework's to a body that is too large."""

    def __init__(self, app: ASGIApp, words: Words) -> None:
        self.app, self.words = app, words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_bare = False

        async def listen(message: Message) -> None:
            nonlocal is_bare
            is_bare = is_bare or _is_bare(message)
            if not is_bare:
                await send(message)

        await self.app(scope, receive, listen)
        if is_bare:
            answer = await self.words(Request(scope, receive))
            await answer(scope, receive, send)


def _is_bare(message: Message) -> bool:
    if message["type"] != "http.response.start" or message["status"] != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return False
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/plain")


class InWords(FastAPI):
    """An application whose limit of a body is told in words; the limit lies outside all that can be added to it."""

    words: Words

    def build_middleware_stack(self) -> ASGIApp:
        return RefusedInWords(super().build_middleware_stack(), self.words)
