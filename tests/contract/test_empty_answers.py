"""An answer that says yes and tells nothing leaves us unsure: what was asked for may have been made."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from app.tenant.things import Channel, Guest, MsTeam
from graph_adapters import channels, directory, files, msteams, planner
from graph_adapters.errors import Unsure
from graph_adapters.transport.connection import Connection

CHANNEL = Channel(name="Kostvert", description="", key="k1/team:1/channel")
MADE: dict[str, Callable[[Connection], Awaitable[Any]]] = {
    "a Team": lambda line: msteams.get(line, "t"),
    "a channel": lambda line: channels.create(line, "t", CHANNEL),
    "a channel's folder": lambda line: channels.files(line, "t", "c"),
    "a folder": lambda line: files.create_folder(line, "d/i", "01 Poster"),
    "a file": lambda line: files.put_file(line, "d/i", "Poster.pptx", b"x"),
    "a plan": lambda line: planner.create_plan(line, "t", "Leveranser"),
    "a plan's new name": lambda line: planner.rename_plan(line, "p", "Leveranser"),
    "a guest": lambda line: directory.invite(
        line, Guest(email="gro@kommune.no", name="Gro"), "https://example.no"
    ),
    "a group": lambda line: msteams.create(
        line, MsTeam(name="Kull", description="", unique_name="kull-1", owners=())
    ),
}


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


async def _says_yes(_scope: Any, _receive: Any, send: Any) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{}"})


@pytest.mark.parametrize("thing", MADE)
def test_an_empty_answer_leaves_us_unsure(thing: str) -> None:
    async def ask() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(_says_yes)) as client:
            await MADE[thing](Connection(client, _NoSignIn(), app_id="x"))

    with pytest.raises(Unsure):
        asyncio.run(ask())
