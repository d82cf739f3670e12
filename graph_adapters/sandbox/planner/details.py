# ruff: noqa: N815 -- Graph's own names
"""The details of a task, with an etag of their own."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from graph_adapters.sandbox.engine.answers import Answer, Json
from graph_adapters.sandbox.engine.queries.odata import entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation, without_type
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import AnyCase
from graph_adapters.sandbox.planner.plans import (
    READ,
    WRITE,
    change_answer,
    created_by,
    order_hint,
)
from graph_adapters.sandbox.planner.refusals import check_hint, not_found, planner_refusal, too_many
from graph_adapters.sandbox.planner.versions import check_change, next_version, with_etag, without_versions

MAX_CHECKLIST_ITEMS, MAX_REFERENCES, MAX_DESCRIPTION_LENGTH = 20, 10, 32_767
UNENCODED = re.compile(r"[.:@#]")

Preview = Annotated[Literal["automatic", "noPreview", "checklist", "description", "reference"], AnyCase]


class CheckItem(Body):
    graph_type: ClassVar[str] = "plannerChecklistItem"
    odata_type: str = Field(alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.plannerChecklistItem$")
    title: str | None = Field(None, min_length=1, max_length=100)
    isChecked: bool | None = None
    orderHint: str | None = None


class Reference(Body):
    graph_type: ClassVar[str] = "plannerExternalReference"
    odata_type: str = Field(
        alias="@odata.type", pattern=r"(?i)^#?microsoft\.graph\.plannerExternalReference$"
    )
    alias: str | None = None
    type: str | None = None
    previewPriority: str | None = None


class DetailsChange(Body):
    graph_type: ClassVar[str] = "plannerTaskDetails"
    description: str | None = Field(None, max_length=MAX_DESCRIPTION_LENGTH)
    previewType: Preview | None = None
    checklist: Annotated[dict[str, CheckItem | None] | None, BeforeValidator(without_type)] = None
    references: Annotated[dict[str, Reference | None] | None, BeforeValidator(without_type)] = None


def task_row(state: State, task_id: str) -> Row:
    row = state.get("task", task_id)
    if row is None:
        raise not_found()
    return row


def details_row(state: State, task_id: str) -> Row:
    empty: Row = {
        "id": task_id,
        "version": 1,
        "changed": {},
        "description": "",
        "previewType": "automatic",
        "references": {},
        "checklist": {},
    }
    return state.get("taskDetails", task_id) or empty


def details_shape(state: State, task_id: str) -> Json:
    row = details_row(state, task_id)
    return with_etag("TaskDetails", row, without_versions(row))


@operation("GET", "/planner/tasks/{task_id}/details", "task.details.get", READ, options="select")
def get_details(call: Call, task_id: str) -> Answer:
    task_row(call.state, task_id)
    return entity_answer(
        call, details_shape(call.state, task_id), f"planner/tasks('{task_id}')/details/$entity"
    )


@operation("PATCH", "/planner/tasks/{task_id}/details", "task.details.update", WRITE, body=DetailsChange)
def update_details(call: Call, body: DetailsChange, task_id: str) -> Answer:
    task_row(call.state, task_id)
    row = details_row(call.state, task_id)
    check_change(call, "TaskDetails", row, body.sent())
    new = row | body.model_dump(include={"description", "previewType"}, exclude_unset=True)
    new["checklist"] = _checks(call, row["checklist"], body.checklist or {})
    new["references"] = _references(call, row["references"], body.references or {})
    call.state.put("taskDetails", next_version(row, new))
    return change_answer(
        call, details_shape(call.state, task_id), f"planner/tasks('{task_id}')/details/$entity"
    )


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
    if len(result) > MAX_CHECKLIST_ITEMS:
        raise too_many("MaximumChecklistItemsOnTask")
    return result


def _references(call: Call, now: Json, changes: dict[str, Reference | None]) -> Json:
    result = dict(now)
    for key, reference in changes.items():
        if UNENCODED.search(key):
            raise planner_refusal(f"The reference '{key}' must have its % . : @ # percent-encoded.")
        if reference is None:
            result.pop(key, None)
            continue
        check_hint(reference.previewPriority)
        fresh = {"@odata.type": "#microsoft.graph.plannerExternalReference", "alias": None, "type": None}
        sent = reference.sent() | {"previewPriority": order_hint(call.state)}
        result[key] = result.get(key, fresh) | sent | _stamped(call)
    if len(result) > MAX_REFERENCES:
        raise too_many("MaximumReferencesOnTask")
    return result
