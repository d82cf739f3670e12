"""The whole service in this process, asked over HTTP."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx

from app.main import create_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

HERE = "http://127.0.0.1:8000"


@asynccontextmanager
async def _service() -> AsyncIterator[httpx.AsyncClient]:
    app = create_app()
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client,
    ):
        yield client


def ask(what: Callable[[httpx.AsyncClient], Awaitable[Any]]) -> Any:
    async def asked() -> Any:
        async with _service() as client:
            return await what(client)

    return asyncio.run(asked())
