"""Planner: a plan for each improvement team, its buckets and tasks.

Every part has an etag of its own, `*` is refused, and a task's description and checklist stand on its details
(quirks 6-8). Our block of the description ends with a line that carries our key; what people write below it
is theirs.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from app.tenant import Placed, Seen, Task
from graph_adapters.connection import V1, Connection
from graph_adapters.errors import Changed, TryAgain
from graph_adapters.requests import call, id_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from app.tenant import Above

LANE = "planner"
OSLO = ZoneInfo("Europe/Oslo")
_FIRST = " !"
_MARK = re.compile(r"^kull:(\S+)$", re.MULTILINE)
_TRIES = 3


async def plans(connection: Connection, msteam_id: str) -> list[Seen]:
    builder = connection.graph.groups.by_group_id(msteam_id).planner.plans
    return [
        _seen(connection, plan, web_url=plan_address(plan["id"]))
        async for plan in connection.pages(call(builder, lane=LANE))
    ]


def plan_address(plan_id: str) -> str:
    """Where a person opens the plan (address form unverified, see docs/unverified.md)."""
    return f"https://planner.cloud.microsoft/webui/plan/{plan_id}/view/board"


async def create_plan(connection: Connection, msteam_id: str, title: str) -> Placed:
    body = {"container": {"url": f"{V1}/groups/{msteam_id}"}, "title": title}
    answer = await connection.send(call(connection.graph.planner.plans, "POST", body=body, lane=LANE))
    plan = id_of(answer)
    return Placed(external_id=plan, web_url=plan_address(plan), request_id=answer.request_id)


async def rename_plan(connection: Connection, plan_id: str, title: str) -> Placed:
    builder = connection.graph.planner.plans.by_planner_plan_id(plan_id)
    return await _patch(connection, builder, plan_id, {"title": title})


async def buckets(connection: Connection, plan_id: str) -> list[Seen]:
    builder = connection.graph.planner.plans.by_planner_plan_id(plan_id).buckets
    return [
        Seen(external_id=bucket["id"], name=bucket["name"], ours=True, value={"name": bucket["name"]})
        async for bucket in connection.pages(call(builder, lane=LANE))
    ]


async def create_bucket(connection: Connection, plan_id: str, name: str) -> Placed:
    body = {"name": name, "planId": plan_id, "orderHint": _FIRST}
    answer = await connection.send(call(connection.graph.planner.buckets, "POST", body=body, lane=LANE))
    return Placed(external_id=id_of(answer), request_id=answer.request_id)


async def rename_bucket(connection: Connection, bucket_id: str, name: str) -> Placed:
    builder = connection.graph.planner.buckets.by_planner_bucket_id(bucket_id)
    return await _patch(connection, builder, bucket_id, {"name": name})


async def tasks(connection: Connection, plan_id: str, known: AbstractSet[str]) -> list[Seen]:
    """Tasks of a plan. Of those our app made and the ledger does not know, the details are read for their key."""
    builder = connection.graph.planner.plans.by_planner_plan_id(plan_id).tasks
    listed = [task async for task in connection.pages(call(builder, lane=LANE))]
    return list(await asyncio.gather(*(_seen_task(connection, task, known) for task in listed)))


async def _seen_task(connection: Connection, task: dict[str, Any], known: AbstractSet[str]) -> Seen:
    seen = _seen(connection, task)
    value = {
        "title": task["title"],
        "due": _day(task.get("dueDateTime")),
        "bucket_id": task.get("bucketId"),
    }
    if seen.ours and seen.external_id not in known:
        value["key"] = await _key_of(connection, seen.external_id)
    return replace(seen, key=value.get("key"), value=value)


async def _key_of(connection: Connection, task_id: str) -> str | None:
    """Read our key from a task's details. A task that was cut off half-made has none, and so differs from ours."""
    details = await connection.send(call(_task(connection, task_id).details, lane=LANE))
    mark = _MARK.search(details.body.get("description") or "")
    return mark.group(1) if mark else None


async def create_task(connection: Connection, above: Above, wanted: Task) -> Placed:
    """Make a task and write its details. Cut off between the two, the task is found again by its title."""
    body = {
        "planId": above["taskplan"],
        "bucketId": above["bucket"],
        "title": wanted.title,
        **({"dueDateTime": _end_of(wanted.due)} if wanted.due else {}),
        "assignments": dict.fromkeys(wanted.assignees, _ASSIGNED),
    }
    answer = await connection.send(call(connection.graph.planner.tasks, "POST", body=body, lane=LANE))
    await _write_details(connection, id_of(answer), wanted, new=True)
    return Placed(external_id=id_of(answer), request_id=answer.request_id)


async def change_task(connection: Connection, task_id: str, wanted: Task, *, assign: bool = False) -> Placed:
    """Change what is ours: title, due date, our block of the description; give it out when nobody had it from us."""
    body: dict[str, Any] = {
        "title": wanted.title,
        "dueDateTime": _end_of(wanted.due) if wanted.due else None,
        **({"assignments": dict.fromkeys(wanted.assignees, _ASSIGNED)} if assign else {}),
    }
    placed = await _patch(connection, _task(connection, task_id), task_id, body)
    await _write_details(connection, task_id, wanted, new=False)
    return placed


async def _write_details(connection: Connection, task_id: str, wanted: Task, *, new: bool) -> None:
    builder = _task(connection, task_id).details

    def merged(details: dict[str, Any]) -> dict[str, Any]:
        text = _our_block(wanted) + _below_our_block(details.get("description") or "")
        empty = new or not details.get("checklist")
        return {"description": text, **({"checklist": _checklist(wanted)} if empty else {})}

    await _patch(connection, builder, task_id, merged)


def _our_block(wanted: Task) -> str:
    return f"{wanted.description}\n\nkull:{wanted.key}"


def _below_our_block(text: str) -> str:
    mark = _MARK.search(text)
    return text[mark.end() :] if mark else ""


def _checklist(wanted: Task) -> dict[str, Any]:
    return {
        str(uuid5(NAMESPACE_URL, f"{wanted.key}/{line}")): {
            "@odata.type": "microsoft.graph.plannerChecklistItem",
            "title": line,
            "isChecked": False,
        }
        for line in wanted.checklist
    }


_ASSIGNED = {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": _FIRST}


async def _patch(connection: Connection, builder: Any, external_id: str, body: Any) -> Placed:  # noqa: ANN401 - any part of Planner; a body, or a function of what stands there
    """Read the etag, send the change; when a person was faster, read again and merge (fault row 12)."""
    for _ in range(_TRIES):
        there = await connection.send(call(builder, lane=LANE))
        change = body(there.body) if callable(body) else body
        headers = {"If-Match": there.body["@odata.etag"], "Prefer": "return=representation"}
        try:
            answer = await connection.send(call(builder, "PATCH", body=change, headers=headers, lane=LANE))
        except Changed:
            continue
        return Placed(external_id=external_id, request_id=answer.request_id)
    raise TryAgain("Somebody is changing the same thing in Planner.", status=412)


def _task(connection: Connection, task_id: str) -> Any:  # noqa: ANN401 - a builder
    return connection.graph.planner.tasks.by_planner_task_id(task_id)


def _seen(connection: Connection, thing: dict[str, Any], web_url: str | None = None) -> Seen:
    maker = ((thing.get("createdBy") or {}).get("application") or {}).get("id")
    return Seen(
        external_id=thing["id"],
        name=thing["title"],
        ours=maker == connection.app_id,
        web_url=web_url,
        value={"title": thing["title"]},
    )


def _end_of(day: date) -> str:
    """Planner keeps a moment; a deadline is the end of its day in Norway, so that no client shows the day before."""
    local = datetime.combine(day, time(17), tzinfo=OSLO)
    return local.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(moment: str | None) -> str | None:
    if not moment:
        return None
    return datetime.fromisoformat(moment).astimezone(OSLO).date().isoformat()
