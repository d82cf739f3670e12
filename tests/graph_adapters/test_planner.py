"""Our changes in Planner while a person is faster: real conflicts, made between our look and our change."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest
from support.contract_tenants import APP, PEOPLE

from app.tenant.things import MsTeam, Placed, Task
from graph_adapters import msteams, planner
from graph_adapters.errors import TryAgain
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.transport.connection import Connection
from graph_adapters.transport.requests import Request
from graph_adapters.transport.sign_in import sandbox_sign_in

GRAPH = "https://graph.microsoft.com"
OURS = "Legg planen i mappen.\n\nkull:k1/team:1/task:1"
TASK = Task(
    title="Prosjektplan",
    bucket_key="k1/bucket",
    due=date(2027, 3, 28),
    description="Legg planen i mappen.",
    checklist=("Mål", "Målinger"),
    assignees=(),
    key="k1/team:1/task:1",
)


class Faster(httpx.AsyncBaseTransport):
    """A person who changes a part of the task right after our line has read it, until they are done."""

    def __init__(self, state: State) -> None:
        self._inner = httpx.ASGITransport(create_sandbox(state))
        self.part = ""
        self.changes: list[dict[str, Any]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        if request.method == "GET" and request.url.path == f"/v1.0{self.part}" and self.changes:
            await answer.aread()
            await self._as_kari(answer.json()["@odata.etag"])
        return answer

    async def _as_kari(self, tag: str) -> None:
        sent = {
            "method": "PATCH",
            "url": self.part,
            "headers": {"If-Match": tag},
            "body": self.changes.pop(0),
        }
        async with httpx.AsyncClient(transport=self._inner) as client:
            answer = await client.post(f"{GRAPH}/_sandbox/as/{PEOPLE[0]['mail']}", json=sent)
        assert answer.status_code == 204, answer.text


class Case:
    """A task that we have made, and the person who is faster."""

    def __init__(self, line: Connection, person: Faster, state: State, task: str) -> None:
        self.line, self.person, self.task = line, person, task
        self._log = state.memory["log"]
        self._begun = len(self._log)

    async def change(self, wanted: Task) -> None:
        await planner.change_task(self.line, self.task, wanted)

    def is_faster(self, part: str, *changes: dict[str, Any]) -> None:
        self.person.part = f"/planner/tasks/{self.task}{part}"
        self.person.changes = list(changes)

    async def read(self, part: str = "") -> Any:
        return (await self.line.send(Request(method="GET", path=f"/planner/tasks/{self.task}{part}"))).body

    def answered(self) -> list[int]:
        """What our own changes were answered: a person's are answered 204, ours with the whole."""
        later = list(self._log)[self._begun :]
        return [one["status"] for one in later if one["method"] == "PATCH" and one["status"] != 204]


def with_a_task(scenario: Callable[[Case], Awaitable[None]]) -> None:
    async def work() -> None:
        state = State()
        person = Faster(state)
        async with httpx.AsyncClient(transport=person) as client:
            (kari,) = (await client.post(f"{GRAPH}/_sandbox/people", json=PEOPLE[:1])).json()["value"]
            line = Connection(client, sandbox_sign_in(client, GRAPH, APP), app_id=APP)
            await scenario(Case(line, person, state, await _task(line, kari["id"])))

    asyncio.run(work())


async def _task(line: Connection, owner: str) -> str:
    team = MsTeam(name="Tørn kull 3", description="Nettverk", unique_name="kull-3", owners=(owner,))
    msteam = (await msteams.create(line, team)).external_id
    plan = (await planner.create_plan(line, msteam, "Leveranser")).external_id
    bucket = (await planner.create_bucket(line, plan, "Uke 1")).external_id
    (made,) = await planner.create_tasks(line, plan, [(bucket, TASK)])
    assert isinstance(made, Placed)
    return made.external_id


def test_what_a_person_wrote_meanwhile_is_kept_below_our_words() -> None:
    async def scenario(case: Case) -> None:
        case.is_faster("/details", {"description": f"{OURS}\nVi er snart ferdige."})
        await case.change(replace(TASK, description="Nye ord."))
        written = (await case.read("/details"))["description"]
        assert written == "Nye ord.\n\nkull:k1/team:1/task:1\nVi er snart ferdige."
        assert case.answered() == [200, 412, 200]

    with_a_task(scenario)


def test_a_line_that_a_person_ticked_meanwhile_stays_ticked_without_a_conflict() -> None:
    async def scenario(case: Case) -> None:
        (first, *_) = sorted((await case.read("/details"))["checklist"])
        ticked = {"@odata.type": "#microsoft.graph.plannerChecklistItem", "isChecked": True}
        case.is_faster("/details", {"checklist": {first: ticked}})
        await case.change(replace(TASK, description="Nye ord."))
        details = await case.read("/details")
        assert details["checklist"][first]["isChecked"] is True
        assert details["description"].startswith("Nye ord.")
        assert case.answered() == [200, 200]

    with_a_task(scenario)


def test_what_a_person_did_on_the_task_meanwhile_stands_beside_our_new_title() -> None:
    async def scenario(case: Case) -> None:
        case.is_faster("", {"percentComplete": 50})
        await case.change(replace(TASK, title="Plan"))
        task = await case.read()
        assert (task["title"], task["percentComplete"]) == ("Plan", 50)
        assert case.answered() == [200, 200]

    with_a_task(scenario)


def test_our_title_is_written_again_over_a_title_that_came_in_between() -> None:
    async def scenario(case: Case) -> None:
        case.is_faster("", {"title": "Karis plan"})
        await case.change(replace(TASK, title="Plan"))
        assert (await case.read())["title"] == "Plan"
        assert case.answered() == [412, 200, 200]

    with_a_task(scenario)


def test_a_person_who_is_faster_each_time_is_left_in_peace_for_now() -> None:
    async def scenario(case: Case) -> None:
        case.is_faster("/details", *({"description": f"{OURS}\n{word}"} for word in ("En", "To", "Tre")))
        with pytest.raises(TryAgain):
            await case.change(replace(TASK, description="Nye ord."))
        assert (await case.read("/details"))["description"] == f"{OURS}\nTre"
        assert case.answered() == [200, 412, 412, 412]

    with_a_task(scenario)
