"""How large a tenant the sandbox holds, and how quickly it answers when it is that large.

Measured in a process of its own, so that its memory is its own: python bench/sandbox.py prints the results as JSON.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.sign_in.tokens import mint_token

TEAMS, TASKS, FILES, READS = 1_000, 30, 100, 300
ROOT = Path(__file__).parent.parent
GRAPH = "https://graph.microsoft.com/v1.0"


def results() -> list[dict[str, Any]]:
    told = subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True, cwd=ROOT)
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def _result(name: str, value: float, unit: str, limit: float | None) -> dict[str, Any]:
    return {"name": name, "value": round(value, 3), "unit": unit, "bound": "absolute", "limit": limit}


async def _measured() -> list[dict[str, Any]]:
    state = State()
    transport = httpx.ASGITransport(create_sandbox(state))
    headers = {"authorization": f"Bearer {mint_token(state)}"}
    async with httpx.AsyncClient(transport=transport, headers=headers, base_url=GRAPH) as client:
        began = time.perf_counter()
        urls = [await _team(client, state, number) for number in range(TEAMS)]
        filled = time.perf_counter() - began
        task, file = (
            await _median(client, [url[0] for url in urls]),
            await _median(client, [url[1] for url in urls]),
        )
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        _result("sandbox: memory with 1,000 teams, 30,000 tasks, 100,000 files", megabytes, "MB", 500),
        _result("sandbox: a task read, median", task, "ms", 5),
        _result("sandbox: a file read, median", file, "ms", 5),
        _result("sandbox: filled in", filled, "s", None),
    ]


async def _team(client: httpx.AsyncClient, state: State, number: int) -> tuple[str, str]:
    """Make a team through the front door; its tasks and files are set in as the operations would leave them."""
    link = f"{GRAPH}/users/{next(iter(state.tables['user'].rows))}"
    flags = {"mailEnabled": True, "securityEnabled": False, "groupTypes": ["Unified"]}
    group = {"displayName": f"Kull {number}", "mailNickname": f"kull{number}"} | flags
    bound = {"owners@odata.bind": [link], "members@odata.bind": [link]}
    made = (await client.post("/groups", json=group | bound)).json()["id"]
    (await client.put(f"/groups/{made}/team", json={})).raise_for_status()
    return await _tasks(client, state, made), await _files(client, state, made)


async def _tasks(client: httpx.AsyncClient, state: State, group: str) -> str:
    body = {"container": {"url": f"{GRAPH}/groups/{group}"}, "title": "Leveranser"}
    plan = (await client.post("/planner/plans", json=body)).json()["id"]
    first = (await client.post("/planner/tasks", json={"planId": plan, "title": "Oppgave 0"})).json()["id"]
    for number in range(1, TASKS):
        _again(state, first, number)
    state.commit()
    return f"/planner/tasks/{first}"


def _again(state: State, task: str, number: int) -> None:
    new = state.short_id()
    for table in ("task", "taskDetails", "taskFormat"):
        if row := state.get(table, task):
            state.put(table, row | {"id": new} | ({"title": f"Oppgave {number}"} if table == "task" else {}))


async def _files(client: httpx.AsyncClient, state: State, group: str) -> str:
    drive = sites.drive_of_group(state, group)
    assert drive is not None
    url = f"/drives/{drive['id']}/root:/Fil 0.docx:/content"
    first = (await client.put(url, content=b"utkast")).json()["id"]
    row = state.get("item", first)
    assert row is not None
    for number in range(1, FILES):
        sites.put_item(state, drive["id"], row | {"id": state.item_id(), "name": f"Fil {number}.docx"})
    state.commit()
    return f"/drives/{drive['id']}/items/{first}"


async def _median(client: httpx.AsyncClient, urls: list[str]) -> float:
    times = []
    for url in urls[:: len(urls) // READS]:
        began = time.perf_counter()
        (await client.get(url)).raise_for_status()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measured())))
