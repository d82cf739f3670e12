"""Every answer is read by the official library's own models, and nothing is left over."""

import importlib
from collections.abc import Iterator
from typing import Any

from contract.facts import ANSWERED_BESIDE_THE_SDK
from support.graph.sdk import rows_of, sdk
from support.graph.sdk_types import key_of
from support.graph.values import answer_problems
from support.sandbox.story import Step, told

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
        return "uploadsession" if step.status == 202 else "driveitem"
    return rows_of(step.name)


def _parsed(answer: Any, key: str) -> Any:
    from kiota_serialization_json.json_parse_node import JsonParseNode  # noqa: PLC0415 -- slow

    kind = sdk().types[key]
    module = importlib.import_module(kind["module"])
    return JsonParseNode(answer).get_object_value(getattr(module, kind["class"]))


def _left_over(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _left_over(one, place)
    if not hasattr(value, "get_field_deserializers"):
        return
    if type(value).__name__ not in OPEN:
        names = getattr(value, "additional_data", {})
        kind = type(value).__name__
        known = ANSWERED_BESIDE_THE_SDK.get(key_of(kind), set())
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
        for body in _bodies(step):
            left += _left_over(_parsed(body, _type_of(step)), step.name)
    assert left == []


def test_every_value_in_an_answer_is_of_its_published_type() -> None:
    found = []
    for step in told():
        for body in _bodies(step):
            found += answer_problems(body, _type_of(step), step.name)
    assert found == []


def test_every_answer_with_a_body_has_a_known_type() -> None:
    assert {step.name for step in told() if step.answer is not None and not _type_of(step)} == {"batch"}
