# ruff: noqa: N815 -- Graph's own names
"""Plans and buckets. Each thing has an ETag of its own, and a change must carry the last ETag."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from graph_adapters.sandbox.engine.answers import (
    METADATA,
    Answer,
    Json,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.planner.refusals import not_found, planner_refusal, too_many
from graph_adapters.sandbox.planner.versions import (
    check_change,
    next_version,
    version_asked_for,
    with_etag,
)

READ = "Tasks.Read.All Tasks.ReadWrite.All"
WRITE = "Tasks.ReadWrite.All"
OPTIONS = "select top skiptoken expand count"
REFUSED = "filter orderby search"  # Planner knows none of them

# The lower of the published numbers, so that what passes here passes there.
MAX_PLANS, MAX_TITLE_LENGTH = 200, 255
PLANNER_APP = "09abbdfd-ed23-44ee-a2d9-a627aa1c90f3"
GROUP_URL = re.compile(r"^https://graph\.microsoft\.com/(?:v1\.0|beta)/groups/([^/]+)$")


class Container(Body):
    graph_type: ClassVar[str] = "plannerPlanContainer"
    url: str | None = None
    containerId: str | None = None
    type: Literal["group"] | None = None


class NewPlan(Body):
    graph_type: ClassVar[str] = "plannerPlan"
    title: str = Field(min_length=1, max_length=MAX_TITLE_LENGTH)
    container: Container | None = None
    owner: str | None = None


class PlanChange(Body):
    graph_type: ClassVar[str] = "plannerPlan"
    title: str = Field(min_length=1, max_length=MAX_TITLE_LENGTH)


Category = Annotated[str, StringConstraints(pattern=r"^(category([1-9]|1\d|2[0-5])|@odata\.type)$")]


class PlanDetailsChange(Body):
    graph_type: ClassVar[str] = "plannerPlanDetails"
    categoryDescriptions: dict[Category, str | None] | None = None
    sharedWith: dict[str, bool | str] | None = None


# --- what all of Planner shares -----------------------------------------------------------------


def order_hint(state: State) -> str:
    return f"85{99_999_999_999_999_999 - state.number():017d}P"


def change_answer(call: Call, shape: Json, context: str) -> Answer:
    """204 without an ETag, unless the whole was asked for."""
    if not call.prefers("return=representation"):
        return no_content_answer()
    headers = {"Preference-Applied": "return=representation"}
    return Answer(200, {"@odata.context": METADATA + context} | shape, headers)


def created_by(call: Call) -> Json:
    if call.caller.user_id is not None:
        return {"user": _identity(call.caller.user_id), "application": _identity(PLANNER_APP)}
    return {"user": _identity(None), "application": _identity(call.caller.app_id)}


def _identity(key: str | None) -> Json:
    return {"displayName": None, "id": key}


# --- plans --------------------------------------------------------------------------------------


def plan_row(state: State, plan_id: str) -> Row:
    row = state.get("plan", plan_id)
    if row is None or state.get("group", row["group"]) is None:
        raise not_found()
    return row


def plan_shape(row: Row) -> Json:
    url = f"https://graph.microsoft.com/v1.0/groups/{row['group']}"
    body = {
        "createdDateTime": row["createdDateTime"],
        "owner": row["group"],
        "title": row["title"],
        "id": row["id"],
        "createdBy": row["createdBy"],
        "container": {"containerId": row["group"], "type": "group", "url": url},
    }
    return with_etag("Plan", row, body)


def _details_shape(state: State, plan_id: str) -> Json:
    row = _details(state, plan_id)
    names = dict.fromkeys(f"category{number}" for number in range(1, 26)) | row["categoryDescriptions"]
    return with_etag(
        "PlanDetails", row, {"sharedWith": row["sharedWith"], "categoryDescriptions": names, "id": plan_id}
    )


def _details(state: State, plan_id: str) -> Row:
    empty: Row = {"id": plan_id, "version": 1, "changed": {}, "sharedWith": {}, "categoryDescriptions": {}}
    return state.get("planDetails", plan_id) or empty


def _expand(state: State) -> Expansions:
    return {"details": lambda plan: _details_shape(state, plan["id"])}


@operation(
    "GET",
    "/groups/{group_id}/planner/plans",
    "group.planner.plans.list",
    READ,
    options=OPTIONS,
    refused=REFUSED,
)
def list_plans(call: Call, group_id: str) -> Answer:
    if call.state.get("group", group_id) is None:
        raise not_found()
    rows = map(plan_shape, call.state.by("plan", "group", group_id))
    return collection_answer(
        call, rows, "Collection(microsoft.graph.plannerPlan)", expand=_expand(call.state)
    )


@operation("POST", "/planner/plans", "plan.create", WRITE, body=NewPlan)
def create_plan(call: Call, body: NewPlan) -> Answer:
    group_id = _group_of(body)
    group = call.state.get("group", group_id)
    if group is None or "Unified" not in group["groupTypes"]:
        raise not_found()
    if call.state.count("plan", "group", group_id) >= MAX_PLANS:
        raise too_many("MaximumPlannerPlans")
    row = {"id": call.state.short_id(), "group": group_id, "title": body.title, "version": 1, "changed": {}}
    row |= {"createdDateTime": call.state.stamp(), "createdBy": created_by(call)}
    return created_answer(plan_shape(call.state.put("plan", row)), "planner/plans/$entity")


def _group_of(body: NewPlan) -> str:
    if body.container is None:
        if body.owner:
            return body.owner
        raise planner_refusal("A plan needs a container.")
    if body.container.url is not None:
        match = GROUP_URL.match(body.container.url)
        if match is None:
            raise planner_refusal("The container's url is not a group's.")
        return match[1]
    if not body.container.containerId or body.container.type != "group":
        raise planner_refusal("A container is given by its url, or by containerId and type.")
    return body.container.containerId


@operation("GET", "/planner/plans/{plan_id}", "plan.get", READ, options="select expand")
def get_plan(call: Call, plan_id: str) -> Answer:
    row = plan_row(call.state, plan_id)
    return entity_answer(call, plan_shape(row), "planner/plans/$entity", expand=_expand(call.state))


@operation("PATCH", "/planner/plans/{plan_id}", "plan.update", WRITE, body=PlanChange)
def update_plan(call: Call, body: PlanChange, plan_id: str) -> Answer:
    row = plan_row(call.state, plan_id)
    check_change(call, "Plan", row, body.sent())
    row = call.state.put("plan", next_version(row, row | body.sent()))
    return change_answer(call, plan_shape(row), "planner/plans/$entity")


@operation("DELETE", "/planner/plans/{plan_id}", "plan.delete", WRITE)
def delete_plan(call: Call, plan_id: str) -> Answer:
    version_asked_for(call, "Plan", plan_row(call.state, plan_id))
    for table in ("task", "bucket"):
        for child in call.state.by(table, "planId", plan_id):
            call.state.remove(table, child["id"])
    call.state.remove("plan", plan_id)
    return no_content_answer()


@operation("GET", "/planner/plans/{plan_id}/details", "plan.details.get", READ, options="select")
def get_plan_details(call: Call, plan_id: str) -> Answer:
    plan_row(call.state, plan_id)
    return entity_answer(
        call, _details_shape(call.state, plan_id), f"planner/plans('{plan_id}')/details/$entity"
    )


@operation("PATCH", "/planner/plans/{plan_id}/details", "plan.details.update", WRITE, body=PlanDetailsChange)
def update_plan_details(call: Call, body: PlanDetailsChange, plan_id: str) -> Answer:
    plan_row(call.state, plan_id)
    row = _details(call.state, plan_id)
    check_change(call, "PlanDetails", row, body.sent())
    names = row["categoryDescriptions"] | (body.categoryDescriptions or {})
    names.pop("@odata.type", None)
    shared = {
        key: value
        for key, value in (row["sharedWith"] | (body.sharedWith or {})).items()
        if not key.startswith("@") and value
    }
    changed = row | {"categoryDescriptions": names, "sharedWith": shared}
    call.state.put("planDetails", next_version(row, changed))
    return change_answer(
        call, _details_shape(call.state, plan_id), f"planner/plans('{plan_id}')/details/$entity"
    )
