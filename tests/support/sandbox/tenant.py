"""A tenant to ask things of, over HTTP as anybody else does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State

GRAPH = "https://graph.microsoft.com/v1.0"
ORGANISER = "laeringsnettverk@example.no"
KARI = {"mail": "kari@example.no", "displayName": "Kari Nordmann"}
OLA = {"mail": "ola@example.no", "displayName": "Ola Nordmann"}
WEB_TAB = f"{GRAPH}/appCatalogs/teamsApps/com.microsoft.teamspace.tab.web"
SIGN_IN = {
    "grant_type": "client_credentials",
    "client_id": "kull",
    "client_secret": "anything",
    "scope": "https://graph.microsoft.com/.default",
}


class Client:
    """Asks, and remembers the token."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def sign_in(self) -> None:
        answer = await self.http.post("https://login.microsoftonline.com/t/oauth2/v2.0/token", data=SIGN_IN)
        self.http.headers["authorization"] = f"Bearer {answer.json()['access_token']}"

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, bytes):
            return await self.http.request(method, GRAPH + path, content=body, headers=named)
        return await self.http.request(method, GRAPH + path, json=body, headers=named)

    async def control(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self.http.request(method, f"https://graph.microsoft.com/_sandbox{path}", json=body)
        return answer.json() if answer.content else None

    async def people(self, *people: dict[str, Any]) -> list[str]:
        return [row["id"] for row in (await self.control("POST", "/people", list(people)))["value"]]

    async def team(self) -> tuple[str, str]:
        """A team with Kari as owner and member; gives the ids of both."""
        (kari,) = await self.people(KARI)
        link = f"{GRAPH}/users/{kari}"
        number = len((await self.control("GET", "/tables/group"))["value"]) or 3
        group = new_group(f"kull{number}") | {"owners@odata.bind": [link], "members@odata.bind": [link]}
        made = (await self.ask("POST", "/groups", group)).json()["id"]
        assert (await self.ask("PUT", f"/groups/{made}/team", {})).status_code == 201
        return made, kari

    async def channel(self, name: str = "Team Hjerte") -> tuple[str, str]:
        team, _ = await self.team()
        answer = await self.ask("POST", f"/teams/{team}/channels", {"displayName": name})
        return team, answer.json()["id"]

    async def folder(self) -> tuple[str, str]:
        team, channel = await self.channel()
        for _ in range(2):
            answer = await self.ask("GET", f"/teams/{team}/channels/{channel}/filesFolder")
        return answer.json()["parentReference"]["driveId"], answer.json()["id"]

    async def plan(self) -> str:
        team, _ = await self.team()
        body = {"container": {"url": f"{GRAPH}/groups/{team}"}, "title": "Leveranser"}
        return str((await self.ask("POST", "/planner/plans", body)).json()["id"])

    async def task(self) -> dict[str, Any]:
        body = {"planId": await self.plan(), "title": "Prosjektplan"}
        found: dict[str, Any] = (await self.ask("POST", "/planner/tasks", body)).json()
        return found


def new_group(name: str = "kull3") -> dict[str, Any]:
    flags = {"mailEnabled": True, "securityEnabled": False, "groupTypes": ["Unified"]}
    return {"displayName": "Tørn kull 3", "mailNickname": name} | flags


def new_event(*addresses: str, **more: Any) -> dict[str, Any]:
    zone = "W. Europe Standard Time"
    return {
        "subject": "Samling 1",
        "start": {"dateTime": "2027-01-18T09:00:00", "timeZone": zone},
        "end": {"dateTime": "2027-01-18T15:00:00", "timeZone": zone},
        "attendees": [{"emailAddress": {"address": address}, "type": "required"} for address in addresses],
    } | more


def error(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Stand for everybody who is told of changes: the token comes back, and the rest is taken."""
    await receive()
    token = httpx.QueryParams(scope["query_string"].decode()).get("validationToken")
    headers = [(b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 200 if token else 202, "headers": headers})
    await send({"type": "http.response.body", "body": (token or "").encode()})


def live(scenario: Callable[[Client], Awaitable[None]], state: State | None = None) -> None:
    """Run one scenario against a tenant of its own, signed in with every permission."""

    tenant = state or State()

    async def run() -> None:
        app = create_sandbox(tenant, outside=httpx.ASGITransport(echo))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport) as http:
            client = Client(http)
            await client.sign_in()
            await scenario(client)

    asyncio.run(run())
    tenant.close()
