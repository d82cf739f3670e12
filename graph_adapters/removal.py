"""Remove things we made, if no person has touched them: each looks first, and raises InUse for a used thing.

What was looked at is what is removed: its etag goes along, so whoever was faster keeps theirs. Planner may take an
older etag (docs/unverified.md); the moment between look and removal is all there is then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph_adapters import files, msteams, planner
from graph_adapters.errors import Changed, InUse
from graph_adapters.transport import call, value_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection


async def item(connection: Connection, place: str) -> str | None:
    """Remove an empty folder, or a file that only we have written."""
    builder = files.item(connection, place)
    there = (await connection.send(call(builder, lane=files.LANE))).body
    holds = (there.get("folder") or {}).get("childCount")
    if holds or ("file" in there and files.is_touched(there)):
        raise InUse("Somebody has put something there.")
    return await _delete(connection, builder, there["eTag"], files.LANE)


async def task(connection: Connection, task_id: str) -> str | None:
    """Remove a task that no person has begun, ticked, commented on or written in."""
    builder = connection.graph.planner.tasks.by_planner_task_id(task_id)
    there = (await connection.send(call(builder, expand="details", lane=planner.LANE))).body
    if planner.is_touched(there, there.get("details") or {}):
        raise InUse("Somebody has worked on the task.")
    return await _delete(connection, builder, there["@odata.etag"], planner.LANE)


async def bucket(connection: Connection, bucket_id: str) -> str | None:
    """Remove a bucket without tasks: Planner would take its tasks along."""
    builder = connection.graph.planner.buckets.by_planner_bucket_id(bucket_id)
    await _refuse_full(connection, builder.tasks)
    there = (await connection.send(call(builder, lane=planner.LANE))).body
    return await _delete(connection, builder, there["@odata.etag"], planner.LANE)


async def plan(connection: Connection, plan_id: str) -> str | None:
    """Remove a plan without tasks: Planner would take its tasks along."""
    builder = connection.graph.planner.plans.by_planner_plan_id(plan_id)
    await _refuse_full(connection, builder.tasks)
    there = (await connection.send(call(builder, lane=planner.LANE))).body
    return await _delete(connection, builder, there["@odata.etag"], planner.LANE)


async def _refuse_full(connection: Connection, tasks: Any) -> None:  # noqa: ANN401 - a builder
    if value_of(await connection.send(call(tasks, lane=planner.LANE))):
        raise InUse("There are tasks in it that others have made or changed.")


async def msteam(connection: Connection, msteam_id: str) -> str | None:
    """Delete the group, and the Team with it, unless others were let into it; for 30 days IT can restore it."""
    inside = await msteams.members(connection, msteam_id)
    if any(one.value["role"] != "owner" for one in inside):
        raise InUse("Others than the owners have been let in.")
    builder = connection.graph.groups.by_group_id(msteam_id)
    return (await connection.send(call(builder, "DELETE", lane=msteams.LANE))).request_id


async def _delete(connection: Connection, builder: Any, etag: str, lane: str) -> str | None:  # noqa: ANN401 - a builder
    try:
        answer = await connection.send(call(builder, "DELETE", headers={"If-Match": etag}, lane=lane))
    except Changed as faster:
        raise InUse(str(faster), status=faster.status, request_id=faster.request_id) from faster
    return answer.request_id
