"""A client that keeps what it asked and what it was answered."""

from dataclasses import dataclass
from typing import Any

import httpx

from graph_adapters.sandbox.engine.routes import GRAPH as ROUTES
from graph_adapters.sandbox.engine.routes import OUTSIDE
from support.sandbox.tenant import GRAPH, Client


@dataclass(frozen=True)
class Step:
    """One request that was granted, and its answer."""

    name: str
    method: str
    path: str
    body: Any
    headers: dict[str, str]
    status: int
    answer: Any


class Teller(Client):
    """A client that keeps every step, and stops at the first that was not granted."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        super().__init__(http)
        self.steps: list[Step] = []

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        answer = await super().ask(method, path, body, **headers)
        found = ROUTES.find(method, path.partition("?")[0])
        if found and answer.status_code < 400:
            whole = answer.json() if "json" in answer.headers.get("content-type", "") else None
            self.steps.append(Step(found[0].name, method, path, body, headers, answer.status_code, whole))
        return answer

    async def tell(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = await self.ask(method, path, body, **headers)
        assert answer.status_code < 400, (method, path, answer.text)
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer

    async def piece(self, url: str, data: bytes, start: int, total: int) -> Any:
        """Send a piece of a file to an address that needs no token and takes none."""
        headers = {"Content-Range": f"bytes {start}-{start + len(data) - 1}/{total}"}
        path = httpx.URL(url).path
        found = OUTSIDE.find("PUT", path)
        assert found is not None
        async with httpx.AsyncClient(transport=self.http._transport) as bare:  # noqa: SLF001 -- the same tenant
            answer = await bare.put(url, content=data, headers=headers)
        assert answer.status_code < 400, (path, answer.text)
        self.steps.append(Step(found[0].name, "PUT", path, data, headers, answer.status_code, answer.json()))
        return answer.json()


def recipient(address: str) -> dict[str, Any]:
    return {"emailAddress": {"address": address}}


def attached() -> dict[str, Any]:
    return {"@odata.type": "#microsoft.graph.fileAttachment", "name": "agenda.txt", "contentBytes": "aGVp"}


def membership(user: str, *roles: str) -> dict[str, Any]:
    kind = "#microsoft.graph.aadUserConversationMember"
    return {"@odata.type": kind, "roles": list(roles), "user@odata.bind": f"{GRAPH}/users/{user}"}
