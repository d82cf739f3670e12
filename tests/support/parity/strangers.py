"""Requests in the shape other people's clients send them, and what Microsoft's documentation says they are answered."""

import asyncio
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from support.parity.replay import in_a_tenant
from support.parity.world import CONTROL, World
from support.paths import ROOT
from support.sandbox.tenant import GRAPH

FILE = ROOT / "tests/graph_adapters/sandbox/strangers/requests.json"


@dataclass(frozen=True)
class Answered:
    says: str
    documented: dict[str, Any]
    given: dict[str, Any]


def requests() -> list[dict[str, Any]]:
    return list(json.loads(FILE.read_text("utf-8")))


@cache
def answers() -> tuple[Answered, ...]:
    async def run() -> tuple[Answered, ...]:
        return tuple([await in_a_tenant(lambda world, row=row: _answered(world, row)) for row in requests()])

    return asyncio.run(run())


async def _answered(world: World, row: dict[str, Any]) -> Answered:
    for step in row.get("first", []):
        earlier = await _sent(world, step)
        world.made |= {name: str(_at(earlier.json(), way)) for name, way in step.get("keep", {}).items()}
    answer = await _sent(world, row)
    body = answer.json() if answer.content and "json" in answer.headers.get("content-type", "") else {}
    documented = {key: row[key] for key in ("status", "code") if key in row} | row.get("answer", {})
    given = {"status": answer.status_code, "code": (body.get("error") or {}).get("code")}
    given |= {way: _at(body, way) for way in row.get("answer", {})}
    return Answered(row["says"], documented, {key: given[key] for key in documented})


async def _sent(world: World, step: dict[str, Any]) -> httpx.Response:
    url, body = await world.filled(step["url"]), await world.filled(step.get("body"))
    headers = await world.filled(step.get("headers", {}))
    door = GRAPH if url.startswith("/") else ""  # a link of an earlier answer is whole
    door = CONTROL.removesuffix("/_sandbox") if url.startswith("/_sandbox") else door
    return await world.ask.http.request(step["method"], door + url, json=body, headers=headers)


def _at(body: Any, way: str) -> Any:
    """Return what stands there; of a list every row's, when no number chooses one."""
    name, _, rest = way.partition(".")
    if way.startswith("@"):
        name, rest = way, ""
    if isinstance(body, list) and not name.isdigit():
        return next((found for one in body if (found := _at(one, way)) is not None), None)
    if isinstance(body, list):
        found = body[int(name)] if int(name) < len(body) else None
    else:
        found = body.get(name) if isinstance(body, dict) else None
    return _at(found, rest) if rest else found
