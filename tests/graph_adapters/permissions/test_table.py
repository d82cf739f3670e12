"""The adapters call nothing that the table of permissions leaves out, and the table asks for nothing unused."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from support.adapter_requests import all_requests

from app.config import Capability
from graph_adapters.permissions.table import BY_WHAT_THEY_LEAD_TO, PERMISSIONS
from graph_adapters.sandbox import app  # noqa: F401 - importing the app is what registers every operation
from graph_adapters.sandbox.engine.routes import GRAPH

LISTED = [operation for one in PERMISSIONS for operation in one.operations]


def _accepted(operation: str) -> frozenset[str]:
    """Return the permissions that open an operation, by Microsoft's table as the sandbox keeps it."""
    method, _, address = operation.partition(" ")
    found = GRAPH.find(method, address.replace("{id}", "ANY"))
    assert found is not None, operation
    return found[0].permissions


def test_the_adapters_make_the_requests_of_the_table_and_no_other() -> None:
    assert sorted(all_requests()) == sorted([*LISTED, *BY_WHAT_THEY_LEAD_TO])


def test_a_request_of_each_kind_is_read_from_the_code() -> None:
    made = all_requests()
    assert [
        made["POST /teams/{id}/channels"],  # a builder in a line of its own
        made["DELETE /planner/buckets/{id}"],  # a builder handed over
        made["PUT /drives/{id}/items/{id}:/{id}:/content"],  # an address written out
        made["GET /users/{id}/messages/{id}/attachments/{id}/$value"],  # an address gone on with
    ] == ["channels.create", "removal._delete", "files.put_file", "mail.content"]


def test_each_operation_stands_with_one_permission_and_that_opens_it() -> None:
    assert [operation for operation, times in Counter(LISTED).items() if times > 1] == []
    closed = [
        (one.name, operation)
        for one in PERMISSIONS
        for operation in one.operations
        if one.name not in _accepted(operation)
    ]
    assert closed == []


def test_what_stands_without_a_permission_has_none_at_microsoft() -> None:
    assert [operation for operation in BY_WHAT_THEY_LEAD_TO if _accepted(operation)] == []


def test_no_permission_is_asked_for_that_nothing_needs() -> None:
    assert [one.name for one in PERMISSIONS if not one.operations] == []
    assert len({one.name for one in PERMISSIONS}) == len(PERMISSIONS)


def test_every_capability_named_is_one_we_have() -> None:
    named = {capability for one in PERMISSIONS for capability in one.capabilities}
    assert named == set(get_args(Capability)) - {"webhooks"}
