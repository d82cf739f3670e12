"""What goes wrong on the way has an error that says what to do next; over a loopback socket, as it happens."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from support.contract_tenants import PATIENCE_SECONDS, connected, served

from app.tenant.things import MsTeam
from graph_adapters import msteams
from graph_adapters.errors import (
    Changed,
    Gone,
    NeedsPerson,
    NotAccepted,
    Rejected,
    Resync,
    Taken,
    TenantError,
    TryAgain,
    Unsure,
)
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.transport.connection import Connection
from graph_adapters.transport.requests import Request

GROUPS = Request(method="GET", path="/groups")


@pytest.fixture
def address() -> Iterator[str]:
    with served(create_sandbox(State())) as port:
        yield f"http://127.0.0.1:{port}"


def _met(address: str, fault: dict[str, Any] | None, request: Request = GROUPS) -> TenantError:
    """Ask once while the fault strikes; gives what the adapters see."""

    async def ask() -> None:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as control:
            await control.post(f"{address}/_sandbox/faults", json=[fault] if fault else [])
        async with connected(address) as line:
            await line.send(request)

    with pytest.raises(TenantError) as seen:
        asyncio.run(ask())
    return seen.value


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("kind", ["hang_up", "cut", "timeout", "garbage"])
def test_a_line_that_breaks_leaves_us_unsure(address: str, kind: str, *, after: bool) -> None:
    error = _met(address, {"operation": "group.list", "kind": kind, "after": after, "seconds": 0.01})
    assert type(error) is Unsure


@pytest.mark.parametrize("begins", [False, True])
def test_an_answer_that_never_ends_leaves_us_unsure(*, begins: bool) -> None:
    """Only the wait for the answer is short, so that a slow connection is not taken for it."""

    async def hanging(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        if begins:
            headers = [(b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b'{"value":', "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass

    async def ask(address: str) -> None:
        async with httpx.AsyncClient() as client:
            limits = httpx.Timeout(PATIENCE_SECONDS, read=0.2)
            line = Connection(client, _NoSignIn(), app_id="x", base_url=f"{address}/v1.0", timeout=limits)
            await line.send(GROUPS)

    with served(hanging) as port, pytest.raises(Unsure, match="ReadTimeout"):
        asyncio.run(ask(f"http://127.0.0.1:{port}"))


class _NoSignIn:
    async def authenticate_request(self, *_: Any, **__: Any) -> None: ...


def test_a_closed_door_means_that_nothing_was_done() -> None:
    async def ask(port: int) -> None:
        async with connected(f"http://127.0.0.1:{port}") as line:
            await line.send(GROUPS)

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # and never listened on; while it is held, nothing else gets the port
        port = held.getsockname()[1]
        with pytest.raises(TryAgain):
            asyncio.run(ask(port))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, NotAccepted),
        (401, Rejected),
        (403, NeedsPerson),
        (404, Gone),
        (409, TryAgain),
        (410, Resync),
        (412, Changed),
        (423, TryAgain),
        (429, TryAgain),
        (500, Unsure),
        (502, Unsure),
        (503, Unsure),
        (504, Unsure),
        (507, NeedsPerson),
    ],
)
def test_each_refusal_says_what_to_do_next(address: str, status: int, kind: type[TenantError]) -> None:
    error = _met(address, {"operation": "group.list", "status": status, "times": 0})
    assert (type(error), error.status) == (kind, status)


@pytest.mark.parametrize(("said", "wait"), [("7", 7.0), ("2.128", 2.128), (None, None)])
def test_who_is_told_to_wait_is_told_how_long(address: str, said: str | None, wait: float | None) -> None:
    error = _met(address, {"operation": "group.list", "status": 429, "retry_after": said})
    assert (type(error), error.wait) == (TryAgain, wait)


def test_a_name_in_use_is_told_apart_from_a_change_at_the_same_time(address: str) -> None:
    fault = {"operation": "group.list", "status": 409, "code": "NameAlreadyExists"}
    assert type(_met(address, fault)) is Taken


def test_a_lost_answer_to_a_create_does_not_make_a_second_group(address: str) -> None:
    wanted = MsTeam(name="Kull", description="", unique_name="kull-1", owners=())

    async def twice() -> list[str]:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as control:
            fault = {"operation": "group.upsertByUniqueName", "kind": "hang_up", "after": True}
            owner = {"mail": "kari@example.no", "displayName": "Kari Nordmann"}
            made = await control.post(f"{address}/_sandbox/people", json=[owner])
            await control.post(f"{address}/_sandbox/faults", json=fault)
        owned = MsTeam(**{**_words(wanted), "owners": (made.json()["value"][0]["id"],)})
        async with connected(address) as line:
            with pytest.raises(Unsure):
                await msteams.create(line, owned)
            await msteams.create(line, owned)
            return [group["id"] async for group in line.pages(GROUPS)]

    assert len(asyncio.run(twice())) == 1


def _words(wanted: MsTeam) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in ("name", "description", "unique_name", "owners")}


def test_a_cursor_that_is_too_old_says_where_to_begin_again(address: str) -> None:
    async def drive() -> str:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as control, connected(address) as line:
            owner = {"mail": "kari@example.no", "displayName": "Kari Nordmann"}
            made = await control.post(f"{address}/_sandbox/people", json=[owner])
            owners = (made.json()["value"][0]["id"],)
            wanted = MsTeam(name="Kull", description="", unique_name="kull-1", owners=owners)
            group = (await msteams.create(line, wanted)).external_id
            found = await line.send(Request(method="GET", path=f"/groups/{group}/drive"))
            await control.patch(f"{address}/_sandbox/settings", json={"deltaTokenSeconds": 0})
            latest = await line.send(
                Request(method="GET", path=f"/drives/{found.body['id']}/root/delta?token=latest")
            )
            return str(latest.body["@odata.deltaLink"]).partition("/v1.0")[2]

    error = _met(address, None, Request(method="GET", path=asyncio.run(drive())))
    assert isinstance(error, Resync)
    assert str(error.url).endswith("/root/delta")


def test_whoever_gives_up_waiting_leaves_the_others_of_the_batch_their_answers(address: str) -> None:
    async def ask() -> list[Any]:
        async with connected(address) as line:
            asked = [asyncio.ensure_future(line.send(GROUPS)) for _ in range(3)]
            for _ in range(3):
                await asyncio.sleep(0)  # then they are on their way together
            asked[0].cancel()
            first, *others = await asyncio.gather(*asked, return_exceptions=True)
            return [type(first), *(one.status for one in others)]

    assert asyncio.run(ask()) == [asyncio.CancelledError, 200, 200]
