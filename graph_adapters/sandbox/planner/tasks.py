# ruff: noqa: N815 -- Graph's own names
"""Planner's tasks."""

import re
from datetime import datetime
from functools import partial
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import Answer, Json, created_answer, no_content_answer
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation, without_type
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.planner.board import FORMATS, format_shape
from graph_adapters.sandbox.planner.buckets import bucket_row
from graph_adapters.sandbox.planner.details import Preview, details_row, details_shape, task_row
from graph_adapters.sandbox.planner.plans import (
    MAX_TITLE_LENGTH,
    OPTIONS,
    READ,
    REFUSED,
    WRITE,
    change_answer,
    created_by,
    order_hint,
    plan_row,
)
from graph_adapters.sandbox.planner.refusals import check_hint, planner_refusal, too_many
from graph_adapters.sandbox.planner.versions import (
    check_change,
    next_version,
    version_asked_for,
    with_etag,
    without_versions,
)

MAX_ASSIGNEES, MAX_TASKS, MAX_ACTIVE_TASKS = 20, 9000, 2400
DONE_PERCENT = 100


class Assignment(Body):
    graph_type: ClassVar[str] = "plannerAssignment"
    odata_type: str = Field(alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.plannerAssignment$")
    orderHint: str


class TaskChange(Body):
    graph_type: ClassVar[str] = "plannerTask"
    title: str = Field("", min_length=1, max_length=MAX_TITLE_LENGTH)
    bucketId: str | None = None
    assignments: Annotated[dict[str, Assignment | None] | None, BeforeValidator(without_type)] = None
    appliedCategories: dict[str, bool | str | None] | None = None
    startDateTime: Moment | None = None
    dueDateTime: Moment | None = None
    percentComplete: int | None = Field(None, ge=0, le=DONE_PERCENT)
    priority: int | None = Field(None, ge=0, le=10)
    orderHint: str | None = None
    assigneePriority: str | None = None
    conversationThreadId: str | None = None
    previewType: Preview | None = None


class NewTask(TaskChange):
    planId: str
    title: str = Field(min_length=1, max_length=MAX_TITLE_LENGTH)


EMPTY: Json = {
    "startDateTime": None,
    "dueDateTime": None,
    "percentComplete": 0,
    "priority": 5,
    "assigneePriority": "",
    "conversationThreadId": None,
    "previewType": "automatic",
    "completedDateTime": None,
    "completedBy": None,
    "bucketId": None,
}


def _shape(state: State, row: Row) -> Json:
    details = details_row(state, row["id"])
    checks = details["checklist"].values()
    body = without_versions(row) | {
        "hasDescription": bool(details["description"]),
        "referenceCount": len(details["references"]),
        "checklistItemCount": len(checks),
        "activeChecklistItemCount": sum(not check["isChecked"] for check in checks),
    }
    return with_etag("Task", row, body)


def _expand(state: State) -> Expansions:
    return {
        "details": lambda task: details_shape(state, task["id"]),
        **{name: partial(format_shape, state, name) for name in FORMATS},
    }


@operation("GET", "/planner/plans/{plan_id}/tasks", "plan.tasks.list", READ, options=OPTIONS, refused=REFUSED)
def list_plan_tasks(call: Call, plan_id: str) -> Answer:
    plan_row(call.state, plan_id)
    return _list(call, call.state.by("task", "planId", plan_id))


@operation(
    "GET", "/planner/buckets/{bucket_id}/tasks", "bucket.tasks.list", READ, options=OPTIONS, refused=REFUSED
)
def list_bucket_tasks(call: Call, bucket_id: str) -> Answer:
    bucket_row(call.state, bucket_id)
    return _list(call, call.state.by("task", "bucketId", bucket_id))


@operation("GET", "/users/{user_id}/planner/tasks", "user.planner.tasks.list", READ, options=OPTIONS)
def list_persons_tasks(call: Call, user_id: str) -> Answer:
    """List what a person is given, in whatever plan; a deleted group takes its plans along."""
    user = user_by_key(call.state, user_id)["id"]
    given = [row for row in call.state.all("task") if user in row["assignments"]]
    return _list(call, [row for row in given if _is_here(call.state, row["planId"])])


def _is_here(state: State, plan_id: str) -> bool:
    plan = state.get("plan", plan_id)
    return plan is not None and state.get("group", plan["group"]) is not None


def _list(call: Call, rows: list[Row]) -> Answer:
    shapes = [_shape(call.state, row) for row in rows]
    return collection_answer(
        call, shapes, "Collection(microsoft.graph.plannerTask)", expand=_expand(call.state)
    )


@operation("POST", "/planner/tasks", "task.create", WRITE, body=NewTask)
def create_task(call: Call, body: NewTask) -> Answer:
    state = call.state
    plan_row(state, body.planId)
    there = state.by("task", "planId", body.planId)
    if len(there) >= MAX_TASKS:
        raise too_many("MaximumTasksInProject")
    if sum(task["percentComplete"] < DONE_PERCENT for task in there) >= MAX_ACTIVE_TASKS:
        raise too_many("MaximumActiveTasksInProject")
    row = EMPTY | {
        "planId": body.planId,
        "title": body.title,
        "orderHint": order_hint(state),
        "id": state.short_id(),
    }
    row |= {
        "createdDateTime": state.stamp(),
        "createdBy": created_by(call),
        "appliedCategories": {},
        "assignments": {},
    }
    row = state.put("task", _merged(call, row, body) | {"version": 1, "changed": {}})
    return created_answer(_shape(state, row), "planner/tasks/$entity")


def _merged(call: Call, row: Row, body: TaskChange) -> Row:
    """Lay the sent properties over the task; assignments and categories are sent as differences."""
    sent = {
        name: value for name, value in body.sent().items() if name not in ("assignments", "appliedCategories")
    }
    if body.bucketId is not None and bucket_row(call.state, body.bucketId)["planId"] != row["planId"]:
        raise planner_refusal("The bucket belongs to another plan.")
    check_hint(body.orderHint)
    if body.orderHint is not None:
        sent["orderHint"] = order_hint(call.state)
    new = row | {name: _utc(value) for name, value in sent.items()}
    if new["startDateTime"] and new["dueDateTime"] and new["startDateTime"] > new["dueDateTime"]:
        raise planner_refusal("The start date must not be later than the due date.")
    new["assignments"] = _assigned(call, row["assignments"], body.assignments or {})
    labels = row["appliedCategories"] | (body.appliedCategories or {})
    new["appliedCategories"] = {name: True for name, value in labels.items() if value is True}
    return new | _completion(call, row, new)


def _utc(value: object) -> object:
    """Moments come back in UTC."""
    if isinstance(value, str) and re.match(r"^\d{4}-\d\d-\d\dT.*([+-]\d\d:\d\d)$", value):
        moment = datetime.fromisoformat(value)
        return (moment - (moment.utcoffset() or moment - moment)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


def _assigned(call: Call, now: Json, changes: dict[str, Assignment | None]) -> Json:
    result = dict(now)
    for user_id, assignment in changes.items():
        if assignment is None:
            result.pop(user_id, None)
            continue
        check_hint(assignment.orderHint)
        by = {"assignedBy": created_by(call), "assignedDateTime": call.state.stamp()}
        fresh = {"@odata.type": "#microsoft.graph.plannerAssignment"} | by
        result[user_id] = result.get(user_id, fresh) | {"orderHint": order_hint(call.state)}
    if len(result) > MAX_ASSIGNEES:
        raise too_many("MaximumAssigneesInTasks")
    return result


def _completion(call: Call, before: Row, after: Row) -> Json:
    if after["percentComplete"] < DONE_PERCENT:
        return {"completedDateTime": None, "completedBy": None}
    if before["percentComplete"] == DONE_PERCENT:
        return {}
    return {"completedDateTime": call.state.stamp(), "completedBy": created_by(call)}


@operation("GET", "/planner/tasks/{task_id}", "task.get", READ, options="select expand")
def get_task(call: Call, task_id: str) -> Answer:
    body = _shape(call.state, task_row(call.state, task_id))
    return entity_answer(call, body, "planner/tasks/$entity", expand=_expand(call.state))


@operation("PATCH", "/planner/tasks/{task_id}", "task.update", WRITE, body=TaskChange)
def update_task(call: Call, body: TaskChange, task_id: str) -> Answer:
    row = task_row(call.state, task_id)
    check_change(call, "Task", row, body.sent())
    row = call.state.put("task", next_version(row, _merged(call, row, body)))
    return change_answer(call, _shape(call.state, row), "planner/tasks/$entity")


@operation("DELETE", "/planner/tasks/{task_id}", "task.delete", WRITE)
def delete_task(call: Call, task_id: str) -> Answer:
    version_asked_for(call, "Task", task_row(call.state, task_id))
    call.state.remove("task", task_id)
    return no_content_answer()
