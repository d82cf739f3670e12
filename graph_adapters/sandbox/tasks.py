"""Planner's tasks, their details and their place on the board."""

import re
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from .answers import Answer, Json, done, made
from .odata import Expansions, many, one
from .planner import (
    MOST_TITLE,
    OPTIONS,
    READ,
    WRITE,
    bad,
    bucket_row,
    changed,
    check_etag,
    check_hint,
    created_by,
    not_found,
    order_hint,
    plan_row,
    tagged,
    too_many,
)
from .routes import Body, Call, operation
from .state import Row, State

MOST_ASSIGNEES, MOST_TASKS, MOST_ACTIVE, MOST_CHECKS, MOST_REFERENCES = 20, 9000, 2400, 20, 10
MOST_DESCRIPTION = 32_767
DONE = 100
UNENCODED = re.compile(r"[.:@#]")

Moment = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$")
]
Preview = Literal["automatic", "noPreview", "checklist", "description", "reference"]


class Assignment(Body):
    graph_type: ClassVar[str] = "plannerAssignment"
    odata_type: str = Field(alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.plannerAssignment$")
    orderHint: str  # noqa: N815 -- Graph's own names


class TaskChange(Body):
    graph_type: ClassVar[str] = "plannerTask"
    title: str | None = Field(None, min_length=1, max_length=MOST_TITLE)
    bucketId: str | None = None  # noqa: N815
    assignments: dict[str, Assignment | None] | None = None
    appliedCategories: dict[str, bool | str | None] | None = None  # noqa: N815
    startDateTime: Moment | None = None  # noqa: N815
    dueDateTime: Moment | None = None  # noqa: N815
    percentComplete: int | None = Field(None, ge=0, le=DONE)  # noqa: N815
    priority: int | None = Field(None, ge=0, le=10)
    orderHint: str | None = None  # noqa: N815
    assigneePriority: str | None = None  # noqa: N815
    conversationThreadId: str | None = None  # noqa: N815
    previewType: Preview | None = None  # noqa: N815


class NewTask(TaskChange):
    planId: str  # noqa: N815
    title: str = Field(min_length=1, max_length=MOST_TITLE)


class CheckItem(Body):
    graph_type: ClassVar[str] = "plannerChecklistItem"
    odata_type: str = Field(alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.plannerChecklistItem$")
    title: str | None = Field(None, min_length=1, max_length=100)
    isChecked: bool | None = None  # noqa: N815
    orderHint: str | None = None  # noqa: N815


class Reference(Body):
    graph_type: ClassVar[str] = "plannerExternalReference"
    odata_type: str = Field(
        alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.plannerExternalReference$"
    )
    alias: str | None = None
    type: str | None = None
    previewPriority: str | None = None  # noqa: N815


class DetailsChange(Body):
    graph_type: ClassVar[str] = "plannerTaskDetails"
    description: str | None = Field(None, max_length=MOST_DESCRIPTION)
    previewType: Preview | None = None  # noqa: N815
    checklist: dict[str, CheckItem | None] | None = None
    references: dict[str, Reference | None] | None = None


class FormatChange(Body):
    graph_type: ClassVar[str] = "plannerBucketTaskBoardTaskFormat"
    orderHint: str  # noqa: N815


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


def task_row(state: State, task_id: str) -> Row:
    row = state.get("task", task_id)
    if row is None:
        raise not_found()
    return row


def _details(state: State, task_id: str) -> Row:
    empty: Row = {
        "id": task_id,
        "version": 1,
        "description": "",
        "previewType": "automatic",
        "references": {},
        "checklist": {},
    }
    return state.get("taskDetails", task_id) or empty


def _shape(state: State, row: Row) -> Json:
    details = _details(state, row["id"])
    checks = details["checklist"].values()
    body = {name: value for name, value in row.items() if name != "version"} | {
        "hasDescription": bool(details["description"]),
        "referenceCount": len(details["references"]),
        "checklistItemCount": len(checks),
        "activeChecklistItemCount": sum(not check["isChecked"] for check in checks),
    }
    return tagged("Task", row, body)


def _details_shape(state: State, task_id: str) -> Json:
    row = _details(state, task_id)
    return tagged("TaskDetails", row, {name: value for name, value in row.items() if name != "version"})


def _expand(state: State) -> Expansions:
    return {
        "details": lambda task: _details_shape(state, task["id"]),
        "bucketTaskBoardFormat": lambda task: _format_shape(state, task["id"]),
    }


@operation("GET", "/planner/plans/{plan_id}/tasks", "plan.tasks.list", READ, options=OPTIONS)
def list_plan_tasks(call: Call, plan_id: str) -> Answer:
    plan_row(call.state, plan_id)
    return _list(call, call.state.by("task", "planId", plan_id))


@operation("GET", "/planner/buckets/{bucket_id}/tasks", "bucket.tasks.list", READ, options=OPTIONS)
def list_bucket_tasks(call: Call, bucket_id: str) -> Answer:
    bucket_row(call.state, bucket_id)
    return _list(call, call.state.by("task", "bucketId", bucket_id))


def _list(call: Call, rows: list[Row]) -> Answer:
    shapes = [_shape(call.state, row) for row in rows]
    return many(call, shapes, "Collection(microsoft.graph.plannerTask)", expand=_expand(call.state))


@operation("POST", "/planner/tasks", "task.create", WRITE, body=NewTask)
def create_task(call: Call, body: NewTask) -> Answer:
    state = call.state
    plan_row(state, body.planId)
    there = state.by("task", "planId", body.planId)
    if len(there) >= MOST_TASKS:
        raise too_many("MaximumTasksInProject")
    if sum(task["percentComplete"] < DONE for task in there) >= MOST_ACTIVE:
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
    row = state.put("task", _merged(call, row | {"version": 0}, body))
    return made(_shape(state, row), "planner/tasks/$entity")


def _merged(call: Call, row: Row, body: TaskChange) -> Row:
    """The task with what was sent laid over it; assignments and categories are sent as differences."""
    sent = {
        name: value for name, value in body.sent().items() if name not in ("assignments", "appliedCategories")
    }
    if body.bucketId is not None and bucket_row(call.state, body.bucketId)["planId"] != row["planId"]:
        raise bad("The bucket belongs to another plan.")
    check_hint(body.orderHint)
    if body.orderHint is not None:
        sent["orderHint"] = order_hint(call.state)
    new = row | {name: _utc(value) for name, value in sent.items()} | {"version": row["version"] + 1}
    if new["startDateTime"] and new["dueDateTime"] and new["startDateTime"] > new["dueDateTime"]:
        raise bad("The start date must not be later than the due date.")
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
    if len(result) > MOST_ASSIGNEES:
        raise too_many("MaximumAssigneesInTasks")
    return result


def _completion(call: Call, before: Row, after: Row) -> Json:
    if after["percentComplete"] < DONE:
        return {"completedDateTime": None, "completedBy": None}
    if before["percentComplete"] == DONE:
        return {}
    return {"completedDateTime": call.state.stamp(), "completedBy": created_by(call)}


@operation("GET", "/planner/tasks/{task_id}", "task.get", READ, options="select expand")
def get_task(call: Call, task_id: str) -> Answer:
    body = _shape(call.state, task_row(call.state, task_id))
    return one(call, body, "planner/tasks/$entity", expand=_expand(call.state))


@operation("PATCH", "/planner/tasks/{task_id}", "task.update", WRITE, body=TaskChange)
def update_task(call: Call, body: TaskChange, task_id: str) -> Answer:
    row = task_row(call.state, task_id)
    check_etag(call, "Task", row)
    row = call.state.put("task", _merged(call, row, body))
    return changed(call, _shape(call.state, row), "planner/tasks/$entity")


@operation("DELETE", "/planner/tasks/{task_id}", "task.delete", WRITE)
def delete_task(call: Call, task_id: str) -> Answer:
    check_etag(call, "Task", task_row(call.state, task_id))
    call.state.remove("task", task_id)
    return done()


# --- details ----------------------------------------------------------------------------------------------------


@operation("GET", "/planner/tasks/{task_id}/details", "task.details.get", READ, options="select")
def get_details(call: Call, task_id: str) -> Answer:
    task_row(call.state, task_id)
    return one(call, _details_shape(call.state, task_id), f"planner/tasks('{task_id}')/details/$entity")


@operation("PATCH", "/planner/tasks/{task_id}/details", "task.details.update", WRITE, body=DetailsChange)
def update_details(call: Call, body: DetailsChange, task_id: str) -> Answer:
    task_row(call.state, task_id)
    row = _details(call.state, task_id)
    check_etag(call, "TaskDetails", row)
    new = row | body.model_dump(include={"description", "previewType"}, exclude_unset=True)
    new["checklist"] = _checks(call, row["checklist"], body.checklist or {})
    new["references"] = _references(call, row["references"], body.references or {})
    call.state.put("taskDetails", new | {"version": row["version"] + 1})
    return changed(call, _details_shape(call.state, task_id), f"planner/tasks('{task_id}')/details/$entity")


def _stamped(call: Call) -> Json:
    return {"lastModifiedDateTime": call.state.stamp(), "lastModifiedBy": created_by(call)}


def _checks(call: Call, now: Json, changes: dict[str, CheckItem | None]) -> Json:
    result = dict(now)
    for key, item in changes.items():
        if item is None:
            result.pop(key, None)
            continue
        check_hint(item.orderHint)
        fresh = {"@odata.type": "#microsoft.graph.plannerChecklistItem", "isChecked": False, "title": ""}
        sent = item.sent() | {"orderHint": order_hint(call.state)}
        result[key] = result.get(key, fresh) | sent | _stamped(call)
    if len(result) > MOST_CHECKS:
        raise too_many("MaximumChecklistItemsOnTask")
    return result


def _references(call: Call, now: Json, changes: dict[str, Reference | None]) -> Json:
    result = dict(now)
    for key, reference in changes.items():
        if UNENCODED.search(key):
            raise bad(f"The reference '{key}' must have its % . : @ # percent-encoded.")
        if reference is None:
            result.pop(key, None)
            continue
        check_hint(reference.previewPriority)
        fresh = {"@odata.type": "#microsoft.graph.plannerExternalReference", "alias": None, "type": None}
        sent = reference.sent() | {"previewPriority": order_hint(call.state)}
        result[key] = result.get(key, fresh) | sent | _stamped(call)
    if len(result) > MOST_REFERENCES:
        raise too_many("MaximumReferencesOnTask")
    return result


# --- the board --------------------------------------------------------------------------------------------------


def _format(state: State, task_id: str) -> Row:
    return state.get("taskFormat", task_id) or {
        "id": task_id,
        "version": 1,
        "orderHint": task_row(state, task_id)["orderHint"],
    }


def _format_shape(state: State, task_id: str) -> Json:
    row = _format(state, task_id)
    return tagged("BucketTaskBoardFormat", row, {"orderHint": row["orderHint"], "id": task_id})


@operation(
    "GET",
    "/planner/tasks/{task_id}/bucketTaskBoardFormat",
    "task.bucketTaskBoardFormat.get",
    READ,
    options="select",
)
def get_format(call: Call, task_id: str) -> Answer:
    task_row(call.state, task_id)
    return one(
        call, _format_shape(call.state, task_id), f"planner/tasks('{task_id}')/bucketTaskBoardFormat/$entity"
    )


@operation(
    "PATCH",
    "/planner/tasks/{task_id}/bucketTaskBoardFormat",
    "task.bucketTaskBoardFormat.update",
    WRITE,
    body=FormatChange,
)
def update_format(call: Call, body: FormatChange, task_id: str) -> Answer:
    task_row(call.state, task_id)
    row = _format(call.state, task_id)
    check_etag(call, "BucketTaskBoardFormat", row)
    check_hint(body.orderHint)
    call.state.put("taskFormat", row | {"orderHint": order_hint(call.state), "version": row["version"] + 1})
    return changed(
        call, _format_shape(call.state, task_id), f"planner/tasks('{task_id}')/bucketTaskBoardFormat/$entity"
    )
