# ruff: noqa: N815 -- Graph's own names
"""A task's place on each of the three boards: by bucket, by progress, and by who it is given to."""

from collections.abc import Callable
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from graph_adapters.sandbox.engine.answers import Answer, Json
from graph_adapters.sandbox.engine.queries.odata import entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation, without_type
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.planner.details import task_row
from graph_adapters.sandbox.planner.plans import READ, WRITE, change_answer, order_hint
from graph_adapters.sandbox.planner.refusals import check_hint
from graph_adapters.sandbox.planner.versions import check_change, next_version, with_etag, without_versions

BUCKET, PROGRESS, ASSIGNED = FORMATS = (
    "bucketTaskBoardFormat",
    "progressTaskBoardFormat",
    "assignedToTaskBoardFormat",
)


class BucketFormatChange(Body):
    graph_type: ClassVar[str] = "plannerBucketTaskBoardTaskFormat"
    orderHint: str


class ProgressFormatChange(Body):
    graph_type: ClassVar[str] = "plannerProgressTaskBoardTaskFormat"
    orderHint: str


class AssignedFormatChange(Body):
    graph_type: ClassVar[str] = "plannerAssignedToTaskBoardTaskFormat"
    unassignedOrderHint: str | None = None
    orderHintsByAssignee: Annotated[dict[str, str | None] | None, BeforeValidator(without_type)] = None


Changed = BucketFormatChange | ProgressFormatChange | AssignedFormatChange
CHANGES: dict[str, type[Changed]] = dict(
    zip(FORMATS, (BucketFormatChange, ProgressFormatChange, AssignedFormatChange), strict=True)
)


def format_shape(state: State, name: str, task: Json) -> Json:
    """Return a format of a task as Graph shows it: its id is the task's."""
    row = _format(state, name, task["id"])
    return with_etag(name, row, without_versions(row) | {"id": task["id"]})


def _format(state: State, name: str, task_id: str) -> Row:
    """Return the row of a format. The bucket's has the task's id, so that older journals are read."""
    key = task_id if name == BUCKET else f"{task_id}/{name}"
    hint = task_row(state, task_id)["orderHint"]
    usual = (
        {"unassignedOrderHint": hint, "orderHintsByAssignee": {}} if name == ASSIGNED else {"orderHint": hint}
    )
    return state.get("taskFormat", key) or {"id": key, "version": 1, "changed": {}} | usual


def _changed(state: State, row: Row, body: Changed) -> Row:
    """Lay what was sent over a format: each hint is worked out, and null takes an assignee's away."""
    sent, after = body.sent(), dict(row)
    by_assignee = sent.pop("orderHintsByAssignee", None) or {}
    for hint in (*sent.values(), *by_assignee.values()):
        check_hint(hint)
    after |= {name: order_hint(state) for name, hint in sent.items() if hint is not None}
    if "orderHintsByAssignee" in row:
        hints = row["orderHintsByAssignee"] | {
            who: hint and order_hint(state) for who, hint in by_assignee.items()
        }
        after["orderHintsByAssignee"] = {who: hint for who, hint in hints.items() if hint is not None}
    return next_version(row, after)


def _reader(name: str) -> Callable[[Call, str], Answer]:
    def get_format(call: Call, task_id: str) -> Answer:
        body = format_shape(call.state, name, task_row(call.state, task_id))
        return entity_answer(call, body, f"planner/tasks('{task_id}')/{name}/$entity")

    return get_format


def _writer(name: str) -> Callable[[Call, Changed, str], Answer]:
    def update_format(call: Call, body: Changed, task_id: str) -> Answer:
        task, row = task_row(call.state, task_id), _format(call.state, name, task_id)
        check_change(call, name, row, body.sent())
        call.state.put("taskFormat", _changed(call.state, row, body))
        context = f"planner/tasks('{task_id}')/{name}/$entity"
        return change_answer(call, format_shape(call.state, name, task), context)

    return update_format


for _name in FORMATS:
    _url = f"/planner/tasks/{{task_id}}/{_name}"
    operation("GET", _url, f"task.{_name}.get", READ, options="select")(_reader(_name))
    operation("PATCH", _url, f"task.{_name}.update", WRITE, body=CHANGES[_name])(_writer(_name))
