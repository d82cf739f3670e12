"""Kinds in Planner: plans, buckets and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.tenant import Bucket, Placed, Task, TaskPlan
from graph_adapters import planner, removal
from jobs.provision.kinds.kind import Kind, Price

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.provisioning import Errand
    from app.tenant import Seen
    from jobs.tenant import Tenant


async def create_tasks(tenant: Tenant, errands: Sequence[Errand[Task]]) -> Sequence[Placed | Exception]:
    tasks = [(errand.above["bucket"], errand.thing) for errand in errands]
    return await planner.create_tasks(tenant.connection, errands[0].above["taskplan"], tasks)


async def change_task(tenant: Tenant, errand: Errand[Task]) -> Placed:
    """Change a task: whoever we assigned and who has left it comes off, and whoever has come instead is put on.

    Others on it are the team's own doing, and stay.
    """
    before, after = (set(values.get("assignees", ())) for values in (errand.before, errand.after))
    return await planner.change_task(
        tenant.connection,
        errand.placed_id,
        errand.thing,
        put_on=sorted(after - before),
        take_off=sorted(before - after),
        text_too=before == after or _differs_otherwise(errand),
    )


def _differs_otherwise(errand: Errand[Task]) -> bool:
    return {**errand.before, "assignees": ()} != {**errand.after, "assignees": ()}


def is_task(errand: Errand[Task], seen: Seen) -> bool:
    """Recognise a task by its key; a task without details by our app, its bucket and its title."""
    half_made = seen.ours and seen.key is None and seen.value["bucket_id"] == errand.above["bucket"]
    return seen.key == errand.key or (half_made and seen.name == errand.thing.title)


KINDS: Mapping[str, Kind[Any]] = {
    "taskplan": Kind[TaskPlan](
        service="planner",
        scope="msteam",
        look=lambda tenant, errand, _known: planner.plans(tenant.connection, errand.above["msteam"]),
        is_it=lambda errand, seen: seen.ours and seen.name == errand.thing.title,
        create=lambda tenant, errand: planner.create_plan(
            tenant.connection, errand.above["msteam"], errand.thing.title
        ),
        change=lambda tenant, errand: planner.rename_plan(
            tenant.connection, errand.placed_id, errand.thing.title
        ),
        remove=lambda tenant, errand: removal.plan(tenant.connection, errand.placed_id),
        owned=frozenset({"title"}),
        price_to_create=Price(writes=1),
        price_to_change=Price(reads=1, writes=1),
    ),
    "bucket": Kind[Bucket](
        service="planner",
        scope="taskplan",
        look=lambda tenant, errand, _known: planner.buckets(tenant.connection, errand.above["taskplan"]),
        is_it=lambda errand, seen: seen.name.casefold() == errand.thing.name.casefold(),
        create=lambda tenant, errand: planner.create_bucket(
            tenant.connection, errand.above["taskplan"], errand.thing.name
        ),
        change=lambda tenant, errand: planner.rename_bucket(
            tenant.connection, errand.placed_id, errand.thing.name
        ),
        remove=lambda tenant, errand: removal.bucket(tenant.connection, errand.placed_id),
        owned=frozenset({"name"}),
        price_to_create=Price(writes=1),
        price_to_change=Price(reads=1, writes=1),
    ),
    "task": Kind[Task](
        service="planner",
        scope="taskplan",
        look=lambda tenant, errand, known: planner.tasks(tenant.connection, errand.above["taskplan"], known),
        is_it=is_task,
        create_many=create_tasks,
        change=change_task,
        remove=lambda tenant, errand: removal.task(tenant.connection, errand.placed_id),
        owned=frozenset({"title", "due", "key"}),
        price_to_create=Price(writes=2, reads_a_place=1),  # the etags of their details, for all in a plan
        price_to_change=Price(reads=2, writes=2),
    ),
}
