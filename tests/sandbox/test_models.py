"""Every answer is read by the official library's own models, and nothing is left over."""

import importlib
import re
from collections.abc import Iterator
from typing import Any

import graph_facts
import pytest
from sandbox import facts
from sandbox.story import Step, told

pytestmark = pytest.mark.skipif(
    graph_facts.CHECK is None, reason="the published facts are not here: set KULL_GRAPH_FACTS"
)

# What the published table does not name the type of.
TYPES = {
    "share.driveItem.get": "driveItem",
    "share.permission.get": "permission",
    "organization.list": "organizationCollectionResponse",
    "group.sites.root": "site",
    "batch": "",
    "appCatalog.teamsApps.list": "teamsAppCollectionResponse",
    "servicePrincipal.appRoleAssignments": "appRoleAssignmentCollectionResponse",
    "messages.list": "messageCollectionResponse",
    "message.list": "messageCollectionResponse",
    "message.attachments.get": "attachment",
    "calendars.list": "calendarCollectionResponse",
    "event.attachments.list": "attachmentCollectionResponse",
    "user.supportedTimeZones": "timeZoneInformationCollectionResponse",
    "calendarView.list.primary": "eventCollectionResponse",
    "driveItem.children.listByPath": "driveItemCollectionResponse",
    "driveItem.content.putByPath": "driveItem",
    "driveItem.getByPath": "driveItem",
    "drive.root.createUploadSessionByPath": "uploadSession",
    "driveItem.createUploadSessionByPath": "uploadSession",
    "driveItem.delta": "driveItemCollectionResponse",
    "driveItem.deltaWithToken": "driveItemCollectionResponse",
    "event.create.primary": "event",
    "event.list.primary": "eventCollectionResponse",
}
# Open by the metadata: their members are anybody's.
OPEN = (
    "PlannerAppliedCategories",
    "PlannerAssignments",
    "PlannerChecklistItems",
    "PlannerExternalReferences",
    "PlannerOrderHintsByAssignee",
    "PlannerUserIds",
)


def _type_of(step: Step) -> str:
    if step.name == "uploadSession.putRange":
        return "uploadSession" if step.status == 202 else "driveItem"
    row = facts.operations().get(step.name) or {}
    return TYPES.get(step.name, (row.get("responseType") or "").removeprefix("microsoft.graph."))


def _parsed(answer: Any, type_name: str) -> Any:
    from kiota_serialization_json.json_parse_node import JsonParseNode  # noqa: PLC0415 -- slow

    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type_name).lower()
    module = importlib.import_module(f"msgraph.generated.models.{words}")
    return JsonParseNode(answer).get_object_value(getattr(module, type_name[0].upper() + type_name[1:]))


def _left_over(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _left_over(one, place)
    if not hasattr(value, "get_field_deserializers"):
        return
    if type(value).__name__ not in OPEN:
        names = getattr(value, "additional_data", {})
        kind = type(value).__name__
        known = facts.UNDOCUMENTED.get(kind[0].lower() + kind[1:], set())
        yield from (f"{place}: {kind}.{name}" for name in names if "@" not in name and name not in known)
    for inner in vars(value).get("backing_store", value).__dict__.values():
        yield from _left_over(inner, place)


def _bodies(step: Step) -> list[Any]:
    if step.answer is None or not _type_of(step):
        return []
    rows = step.answer.get("value")
    return rows if isinstance(rows, list) else [step.answer]


def test_no_answer_has_anything_its_model_does_not_know() -> None:
    left = []
    for step in told():
        name = _type_of(step).removesuffix("CollectionResponse")
        left += [found for body in _bodies(step) for found in _left_over(_parsed(body, name), step.name)]
    assert left == []


def test_every_value_in_an_answer_is_of_its_published_type() -> None:
    found: list[str] = []
    for step in told():
        for body in _bodies(step):
            kind = f"microsoft.graph.{_type_of(step).removesuffix('CollectionResponse')}"
            if kind in graph_facts.CHECK.TYPES:
                graph_facts.CHECK.obj(body, kind, step.name, found)
    assert {problem for problem in found if "read-only" not in problem and not _is_sent(problem)} == set()


def _is_sent(problem: str) -> bool:
    """Annotations, and the few names Graph sends although its metadata does not have them."""
    name = problem.partition(":")[0].rpartition(".")[2]
    return "@" in problem or name in frozenset().union(*facts.UNDOCUMENTED.values())


def test_every_answer_with_a_body_has_a_known_type() -> None:
    assert {step.name for step in told() if step.answer is not None and not _type_of(step)} == {"batch"}
