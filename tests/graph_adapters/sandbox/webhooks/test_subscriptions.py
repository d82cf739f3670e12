"""Being told of changes: the handshake, what is refused, what is sent, and what a bad world sends."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from support.sandbox.tenant import ORGANISER, Client, error, new_event

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State

HOOK, LIFE = "https://hook.example.no/graph", "https://hook.example.no/life"


class Endpoint:
    """Somebody who is told. Echoes the token as it should, unless told to do something else."""

    def __init__(self) -> None:
        self.words: list[dict[str, Any]] = []
        self.posts = 0
        self.answer = 202
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.echo: Callable[[str], tuple[int, bytes, bytes]] = lambda token: (
            200,
            b"text/plain",
            token.encode(),
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        await self.may_answer.wait()
        token = httpx.QueryParams(scope["query_string"].decode()).get("validationToken")
        status, kind, content = self.echo(token) if token else (self.answer, b"text/plain", b"")
        if not token:
            self.posts += 1
            self.words += httpx.Response(200, content=body).json()["value"] if status == 202 else []
        headers = [(b"content-type", kind)]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})


Scenario = Callable[[Client, Endpoint], Awaitable[None]]


def _live(scenario: Scenario) -> None:
    async def run() -> None:
        endpoint = Endpoint()
        app = create_sandbox(State(), outside=httpx.ASGITransport(endpoint))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as http:
            client = Client(http)
            await client.sign_in()
            await client.control("PATCH", "/settings", {"notificationRetrySeconds": 0.001})
            await scenario(client, endpoint)

    asyncio.run(run())


async def _until(ask: Client, days: float = 1) -> str:
    now = (await ask.control("GET", "/clock"))["now"]
    return str((_moment(now) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def _subscribe(ask: Client, resource: str, /, **changed: Any) -> httpx.Response:
    usual = {
        "changeType": "updated",
        "notificationUrl": HOOK,
        "resource": resource,
        "expirationDateTime": await _until(ask),
        "clientState": "hemmelig",
    }
    return await ask.ask("POST", "/subscriptions", usual | changed)


async def _to_a_library(ask: Client, **changed: Any) -> tuple[str, str, Any]:
    drive, folder = await ask.folder()
    return drive, folder, (await _subscribe(ask, f"/drives/{drive}/root", **changed)).json()


async def _put(ask: Client, drive: str, folder: str) -> None:
    await ask.ask("PUT", f"/drives/{drive}/items/{folder}:/a.txt:/content", b"x")
    await _delivered()


async def _delivered() -> None:
    await asyncio.sleep(0.05)


def test_a_change_in_a_library_is_told_without_saying_which_file() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        drive, folder, made = await _to_a_library(ask)
        await _put(ask, drive, folder)
        (word,) = endpoint.words
        tenant = word.pop("tenantId")
        assert (len(tenant), word) == (
            36,
            {
                "subscriptionId": made["id"],
                "subscriptionExpirationDateTime": made["expirationDateTime"],
                "changeType": "updated",
                "resource": f"drives/{drive}/root",
                "resourceData": {"@odata.type": "#Microsoft.Graph.DriveItem"},
                "clientState": "hemmelig",
            },
        )

    _live(scenario)


@pytest.mark.parametrize(
    ("echo", "why"),
    [
        (lambda _: (200, b"text/plain", b"noe annet"), "another text"),
        (lambda token: (200, b"application/json", token.encode()), "another type"),
        (lambda token: (202, b"text/plain", token.encode()), "another status"),
    ],
)
def test_an_endpoint_that_does_not_echo_the_token_gets_no_subscription(echo: Any, why: str) -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        assert why
        endpoint.echo = echo
        drive, _ = await ask.folder()
        answer = await _subscribe(ask, f"/drives/{drive}/root")
        assert error(answer) == (400, "ValidationError")
        assert (await ask.ask("GET", "/subscriptions")).json()["value"] == []

    _live(scenario)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"changeType": "created"}, (400, "ExtensionError")),
        ({"notificationUrl": "http://hook.example.no/graph"}, (400, "ExtensionError")),
        ({"expirationDateTime": "2020-01-01T00:00:00Z"}, (400, "ExtensionError")),
        ({"expirationDateTime": "2099-01-01T00:00:00Z"}, (400, "ExtensionError")),
        ({"resource": "/drive/root"}, (400, "ExtensionError")),
        ({"resource": "/drives/nowhere/root"}, (404, "ResourceNotFound")),
        ({"clientState": "x" * 129}, (400, "BadRequest")),
    ],
)
def test_what_graph_refuses_is_refused(changed: Any, expected: tuple[int, str]) -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        del endpoint
        drive, _ = await ask.folder()
        assert error(await _subscribe(ask, f"/drives/{drive}/root", **changed)) == expected

    _live(scenario)


def test_a_short_life_is_made_longer_and_ends_by_the_clock_of_the_tenant() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        drive, folder, made = await _to_a_library(ask, expirationDateTime=await _until(ask, 1 / 1440))
        lasts = _moment(made["expirationDateTime"]) - _moment((await ask.control("GET", "/clock"))["now"])
        assert timedelta(minutes=44) < lasts <= timedelta(minutes=45)
        await ask.control("POST", "/clock", {"seconds": 2701})
        await _put(ask, drive, folder)
        assert endpoint.words == []
        assert error(await ask.ask("GET", f"/subscriptions/{made['id']}")) == (404, "ResourceNotFound")

    _live(scenario)


def test_a_subscription_is_prolonged_reauthorised_and_ended() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        drive, folder, made = await _to_a_library(ask)
        url, later = f"/subscriptions/{made['id']}", await _until(ask, 20)
        longer = await ask.ask("PATCH", url, {"expirationDateTime": later})
        assert longer.json()["expirationDateTime"] == later.replace("Z", ".000Z")
        assert (await ask.ask("POST", f"{url}/reauthorize")).status_code == 204
        added = await ask.ask("PATCH", url, {"lifecycleNotificationUrl": LIFE})
        assert added.status_code == 400
        assert (await ask.ask("DELETE", url)).status_code == 204
        await _put(ask, drive, folder)
        assert endpoint.words == []

    _live(scenario)


def test_the_same_subscription_twice_is_two() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        drive, folder, made = await _to_a_library(ask)
        again = (await _subscribe(ask, f"/drives/{drive}/root")).json()
        await _put(ask, drive, folder)
        assert [word["subscriptionId"] for word in endpoint.words] == [made["id"], again["id"]]
        assert endpoint.posts == 1

    _live(scenario)


def test_meetings_are_told_as_made_changed_and_removed() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        await _subscribe(ask, f"/users/{ORGANISER}/events", changeType="created,updated,deleted")
        made = (await ask.ask("POST", f"/users/{ORGANISER}/events", new_event("kari@example.no"))).json()
        url = f"/users/{ORGANISER}/events/{made['id']}"
        await ask.ask("PATCH", url, {"subject": "Samling 2"})
        await ask.ask("POST", f"{url}/cancel", {"comment": "Avlyst."})
        await _delivered()
        assert [word["changeType"] for word in endpoint.words] == ["created", "updated", "deleted"]

    _live(scenario)


def test_a_failed_delivery_is_tried_again() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        drive, folder, _ = await _to_a_library(ask)
        endpoint.answer = 503
        await _put(ask, drive, folder)
        endpoint.answer = 202
        await asyncio.sleep(0.2)
        assert [word["changeType"] for word in endpoint.words] == ["updated"]
        assert endpoint.posts > 1

    _live(scenario)


def test_what_was_held_back_comes_in_another_order() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        await _subscribe(ask, "/groups", changeType="created,updated")
        await ask.control("POST", "/notifications", {"action": "hold"})
        await ask.team()
        await ask.control("POST", "/notifications", {"action": "reorder"})
        await _delivered()
        assert [word["changeType"] for word in endpoint.words][-1] == "created"

    _live(scenario)


@pytest.mark.parametrize(
    ("say", "states"),
    [
        ({"action": "forge", "clientState": "gjettet"}, ["gjettet"]),
        ({"action": "flood", "count": 120}, ["hemmelig"] * 120),
    ],
)
def test_a_bad_world_can_be_played(say: Any, states: list[str]) -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        _, _, made = await _to_a_library(ask)
        await ask.control("POST", "/notifications", say | {"subscription": made["id"]})
        await _delivered()
        assert [word["clientState"] for word in endpoint.words] == states
        assert endpoint.posts == -(-len(states) // 100)

    _live(scenario)


def test_the_same_word_can_come_twice() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        drive, folder, made = await _to_a_library(ask)
        await _put(ask, drive, folder)
        await ask.control("POST", "/notifications", {"action": "duplicate", "subscription": made["id"]})
        await _delivered()
        assert endpoint.words[0] == endpoint.words[1]

    _live(scenario)


def test_lifecycle_words_go_to_their_own_address_and_files_have_one_only() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        _, _, made = await _to_a_library(ask, lifecycleNotificationUrl=LIFE)
        say = {"action": "lifecycle", "subscription": made["id"]}
        await ask.control("POST", "/notifications", say | {"event": "reauthorizationRequired"})
        refused = await ask.control("POST", "/notifications", say | {"event": "missed"})
        await _delivered()
        assert [word["lifecycleEvent"] for word in endpoint.words] == ["reauthorizationRequired"]
        assert refused["error"]["code"] == "BadRequest"

    _live(scenario)


def test_a_slow_handshake_holds_nobody_else_up() -> None:
    async def scenario(ask: Client, endpoint: Endpoint) -> None:
        drive, _ = await ask.folder()
        endpoint.may_answer.clear()
        asked = asyncio.create_task(_subscribe(ask, f"/drives/{drive}/root"))
        await _delivered()
        assert (await ask.ask("GET", "/users")).status_code == 200
        assert not asked.done()
        endpoint.may_answer.set()
        assert (await asked).status_code == 201

    _live(scenario)
