"""Planner: a plan for each improvement team, its buckets and tasks.

Every part has an etag of its own, `*` is refused, and a task's description and checklist stand on its details
(facts 6–8). Our block of the description ends with a line that carries our key; what people write below it
is theirs.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from app.tenant import Placed, Seen, Task
from graph_adapters.errors import Changed, NotAccepted, TryAgain
from graph_adapters.transport import V1, Connection, call, id_of, thing_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

T = TypeVar("T")
LANE = "planner"
OSLO = ZoneInfo("Europe/Oslo")
_FIRST = " !"
_MARK = re.compile(r"^kull:(\S+)$", re.MULTILINE)
_MAX_TRIES = 3


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
    """List a plan's tasks. Tasks our app made and the ledger does not know are told by the key in their details."""
    listed = await _with_details(connection, plan_id)
    return list(await asyncio.gather(*(_seen_task(connection, task, known) for task in listed)))


async def _with_details(connection: Connection, plan_id: str) -> list[dict[str, Any]]:
    """Read a plan's tasks with their details, or, where the tenant does not give them, without."""
    builder = connection.graph.planner.plans.by_planner_plan_id(plan_id).tasks
    try:
        return [task async for task in connection.pages(call(builder, expand="details", lane=LANE))]
    except NotAccepted:
        return [task async for task in connection.pages(call(builder, lane=LANE))]


async def _seen_task(connection: Connection, task: dict[str, Any], known: AbstractSet[str]) -> Seen:
    seen = _seen(connection, task)
    value = {
        "title": task["title"],
        "due": _day(task.get("dueDateTime")),
        "bucket_id": task.get("bucketId"),
    }
    seen = replace(seen, touched=is_touched(task, task.get("details") or {}))
    if seen.ours and seen.external_id not in known:
        value["key"] = _key_in(task.get("details") or await _details(connection, seen.external_id))
    return replace(seen, key=value.get("key"), value=value)


def is_touched(task: dict[str, Any], details: dict[str, Any]) -> bool:
    """Tell whether a person has begun, ticked, commented on or written below our text."""
    ticked = any(item.get("isChecked") for item in (details.get("checklist") or {}).values())
    below = _below_our_block(details.get("description") or "")
    begun = task.get("percentComplete") or task.get("conversationThreadId")
    return bool(begun or ticked or below.strip() or details.get("references"))


async def _details(connection: Connection, task_id: str) -> dict[str, Any]:
    answer = await connection.send(call(_task(connection, task_id).details, lane=LANE))
    return thing_in(answer)


def _key_in(details: dict[str, Any]) -> str | None:
    """Read our key. A task that was cut off half-made has none, and so differs from ours."""
    mark = _MARK.search(details.get("description") or "")
    return mark.group(1) if mark else None


async def create_tasks(
    connection: Connection, plan_id: str, wanted: Sequence[tuple[str, Task]]
) -> list[Placed | Exception]:
    """Make tasks in the buckets of a plan, each with its details; tell the outcome of each, an unforeseen error too.

    Details have an etag of their own, which the answer to a create leaves out: one list of the plan tells them all.
    Cut off between the two, a task is found again by its title.
    """
    made = [_or_error(_create(connection, plan_id, bucket, task)) for bucket, task in wanted]
    answers = await asyncio.gather(*made)
    details = await _details_by_task(connection, plan_id)
    finished = [
        _or_error(_finish(connection, answer, task, details))
        for answer, (_, task) in zip(answers, wanted, strict=True)
    ]
    return list(await asyncio.gather(*finished))


async def _or_error(work: Awaitable[T]) -> T | Exception:
    """Keep an error with its own task: the others of the group are made all the same."""
    try:
        return await work
    except Exception as error:  # noqa: BLE001 - an answer nobody foresaw is one task's alone
        return error


async def _create(connection: Connection, plan_id: str, bucket_id: str, wanted: Task) -> Placed:
    body = {
        "planId": plan_id,
        "bucketId": bucket_id,
        "title": wanted.title,
        **({"dueDateTime": _end_of(wanted.due)} if wanted.due else {}),
        "assignments": dict.fromkeys(wanted.assignees, _ASSIGNED),
    }
    answer = await connection.send(call(connection.graph.planner.tasks, "POST", body=body, lane=LANE))
    return Placed(external_id=id_of(answer), request_id=answer.request_id)


async def _details_by_task(connection: Connection, plan_id: str) -> dict[str, dict[str, Any]]:
    """Read the details of all tasks of a plan; details left out here are asked for task by task."""
    listed = await _or_error(_with_details(connection, plan_id))
    if isinstance(listed, Exception):
        return {}
    return {task["id"]: task["details"] for task in listed if task.get("details")}


async def _finish(
    connection: Connection,
    made: Placed | Exception,
    wanted: Task,
    details: Mapping[str, dict[str, Any]],
) -> Placed:
    if isinstance(made, Exception):
        raise made
    await _write_details(connection, made.external_id, wanted, there=details.get(made.external_id), new=True)
    return made


async def change_task(
    connection: Connection,
    task_id: str,
    wanted: Task,
    *,
    put_on: Sequence[str] = (),
    take_off: Sequence[str] = (),
    text_too: bool = True,
) -> Placed:
    """Change our parts: title, due date, our block of the description, and the people; a done task keeps its people."""

    def body(there: dict[str, Any]) -> dict[str, Any]:
        people = {**dict.fromkeys(take_off), **dict.fromkeys(put_on, _ASSIGNED)}
        return {
            "title": wanted.title,
            "dueDateTime": _end_of(wanted.due) if wanted.due else None,
            **({"assignments": people} if people and there.get("percentComplete") != DONE_PERCENT else {}),
        }

    placed = await _patch(connection, _task(connection, task_id), task_id, body)
    if text_too:
        await _write_details(connection, task_id, wanted, new=False)
    return placed


async def _write_details(
    connection: Connection, task_id: str, wanted: Task, *, new: bool, there: dict[str, Any] | None = None
) -> None:
    builder = _task(connection, task_id).details

    def merged(details: dict[str, Any]) -> dict[str, Any]:
        text = _our_block(wanted) + _below_our_block(details.get("description") or "")
        empty = new or not details.get("checklist")
        return {"description": text, **({"checklist": _checklist(wanted)} if empty else {})}

    await _patch(connection, builder, task_id, merged, there)


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


DONE_PERCENT = 100
_ASSIGNED = {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": _FIRST}


async def _patch(
    connection: Connection,
    builder: Any,  # noqa: ANN401 - any part of Planner
    external_id: str,
    body: Any,  # noqa: ANN401 - a body, or a function of what stands there
    there: dict[str, Any] | None = None,
) -> Placed:
    """Send a change with the etag of the thing `there`, read first where it is not known yet.

    When a person was faster, read again and merge (fault 12).
    """
    for _ in range(_MAX_TRIES):
        if there is None:
            there = thing_in(await connection.send(call(builder, lane=LANE)))
        change = body(there) if callable(body) else body
        headers = {"If-Match": there["@odata.etag"], "Prefer": "return=representation"}
        try:
            answer = await connection.send(call(builder, "PATCH", body=change, headers=headers, lane=LANE))
        except Changed:
            there = None
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
