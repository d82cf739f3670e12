"""The whole service in this process, asked over HTTP."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx

from app.main import create_app
from app.sign_in.service import SANDBOX_CLIENT
from jobs.demo_people import CAST, bearer_token
from support.prepared import newest_shape

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

A_MINUTE = 60
HERE = "http://127.0.0.1:8000"


@asynccontextmanager
async def service() -> AsyncIterator[httpx.AsyncClient]:
    """The service, and a client nobody is signed in with."""
    newest_shape()
    app = create_app()
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client,
    ):
        yield client


def sandbox_of(client: httpx.AsyncClient) -> str:
    """The address of the sandbox that vouches for people here."""
    app = client._transport.app  # type: ignore[attr-defined]  # noqa: SLF001
    return str(app.state.sign_in.issuer.authority).removesuffix("/kull")


def signed_in(client: httpx.AsyncClient, *, email: str) -> dict[str, str]:
    """The headers of somebody the sandbox knows; it vouches for them as it does for a program of theirs."""
    token = bearer_token(sandbox_of(client), email=email, client_id=SANDBOX_CLIENT)
    return {"Authorization": f"Bearer {token}"}


def ask(
    what: Callable[[httpx.AsyncClient], Awaitable[Any]],
    *,
    as_role: str | None = "improvement_unit",
    as_person: str | None = None,
) -> Any:
    """Ask as somebody with an app role, as a person the sandbox knows, or (as_role=None) as nobody."""

    async def asked() -> Any:
        async with service() as client:
            email = as_person or (CAST[as_role][0] if as_role else None)
            if email:
                client.headers.update(signed_in(client, email=email))
            return await what(client)

    return asyncio.run(asked())


async def until_state(client: httpx.AsyncClient, state: str) -> httpx.Response:
    """Ask as a stranger whether the service is ready, until it says so in these words; it beats every other second."""
    over = client._transport  # noqa: SLF001
    ends, stranger = time.monotonic() + A_MINUTE, httpx.AsyncClient(transport=over, base_url=HERE)
    while (answer := await stranger.get("/health/ready")).json()["state"] != state:
        assert time.monotonic() < ends, answer.text
        await asyncio.sleep(0.05)
    return answer
