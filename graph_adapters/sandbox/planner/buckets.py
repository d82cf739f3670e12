# ruff: noqa: N815 -- Graph's own names
"""Buckets of a plan."""

from typing import ClassVar

from pydantic import Field

from graph_adapters.sandbox.engine.answers import Answer, Json, created_answer, no_content_answer
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.planner.plans import (
    MAX_TITLE_LENGTH,
    READ,
    REFUSED,
    WRITE,
    change_answer,
    order_hint,
    plan_row,
)
from graph_adapters.sandbox.planner.refusals import check_hint, not_found, too_many
from graph_adapters.sandbox.planner.versions import (
    check_change,
    next_version,
    version_asked_for,
    with_etag,
)

MAX_BUCKETS = 200


class NewBucket(Body):
    graph_type: ClassVar[str] = "plannerBucket"
    name: str = Field(min_length=1, max_length=MAX_TITLE_LENGTH)
    planId: str
    orderHint: str = " !"


class BucketChange(Body):
    graph_type: ClassVar[str] = "plannerBucket"
    name: str | None = Field(None, min_length=1, max_length=MAX_TITLE_LENGTH)
    orderHint: str | None = None


def bucket_row(state: State, bucket_id: str) -> Row:
    row = state.get("bucket", bucket_id)
    if row is None:
        raise not_found()
    return row


def _bucket_shape(row: Row) -> Json:
    return with_etag("Bucket", row, {name: row[name] for name in ("name", "planId", "orderHint", "id")})


@operation(
    "GET",
    "/planner/plans/{plan_id}/buckets",
    "plan.buckets.list",
    READ,
    options="select top skiptoken count",
    refused=REFUSED,
)
def list_buckets(call: Call, plan_id: str) -> Answer:
    plan_row(call.state, plan_id)
    rows = map(_bucket_shape, call.state.by("bucket", "planId", plan_id))
    return collection_answer(call, rows, "Collection(microsoft.graph.plannerBucket)")


@operation("POST", "/planner/buckets", "bucket.create", WRITE, body=NewBucket)
def create_bucket(call: Call, body: NewBucket) -> Answer:
    plan_row(call.state, body.planId)
    check_hint(body.orderHint)
    if call.state.count("bucket", "planId", body.planId) >= MAX_BUCKETS:
        raise too_many("MaximumBucketsInProject")
    row = {"id": call.state.short_id(), "name": body.name, "planId": body.planId, "version": 1, "changed": {}}
    row = call.state.put("bucket", row | {"orderHint": order_hint(call.state)})
    return created_answer(_bucket_shape(row), "planner/buckets/$entity")


@operation("GET", "/planner/buckets/{bucket_id}", "bucket.get", READ, options="select")
def get_bucket(call: Call, bucket_id: str) -> Answer:
    return entity_answer(call, _bucket_shape(bucket_row(call.state, bucket_id)), "planner/buckets/$entity")


@operation("PATCH", "/planner/buckets/{bucket_id}", "bucket.update", WRITE, body=BucketChange)
def update_bucket(call: Call, body: BucketChange, bucket_id: str) -> Answer:
    row = bucket_row(call.state, bucket_id)
    check_change(call, "Bucket", row, body.sent())
    check_hint(body.orderHint)
    sent = body.sent() | ({"orderHint": order_hint(call.state)} if body.orderHint else {})
    row = call.state.put("bucket", next_version(row, row | sent))
    return change_answer(call, _bucket_shape(row), "planner/buckets/$entity")


@operation("DELETE", "/planner/buckets/{bucket_id}", "bucket.delete", WRITE)
def delete_bucket(call: Call, bucket_id: str) -> Answer:
    version_asked_for(call, "Bucket", bucket_row(call.state, bucket_id))
    for task in call.state.by("task", "bucketId", bucket_id):
        call.state.remove("task", task["id"])
    call.state.remove("bucket", bucket_id)
    return no_content_answer()
