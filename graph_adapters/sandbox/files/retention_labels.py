"""Retention labels on items, and the refusals that follow from them."""

from typing import Literal

from graph_adapters.sandbox.engine.answers import Json, RefusedError
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

# As Purview calls them: kept until its time is out, or declared a record, which nobody changes either.
Behavior = Literal["retain", "retainAsRecord"]


def new_label(state: State, name: str, behavior: Behavior, by: Json) -> Json:
    return {
        "name": name,
        "behavior": behavior,
        "labelAppliedBy": by,
        "labelAppliedDateTime": state.stamp(),
    }


def label_shape(label: Json | None) -> Json | None:
    """Return the published type, itemRetentionLabel; nothing for an item without a label."""
    if label is None:
        return None
    record = label["behavior"] == "retainAsRecord"
    settings = {
        "behaviorDuringRetentionPeriod": label["behavior"],
        "isDeleteAllowed": False,
        "isRecordLocked": record,
        "isMetadataUpdateAllowed": not record,
        "isContentUpdateAllowed": not record,
        "isLabelUpdateAllowed": not record,
    }
    named = {"name": label["name"], "retentionSettings": settings, "isLabelAppliedExplicitly": True}
    return named | {key: label[key] for key in ("labelAppliedBy", "labelAppliedDateTime")}


def is_record(item: Row) -> bool:
    return (item.get("retention") or {}).get("behavior") == "retainAsRecord"


def refuse_retained(state: State, item: Row) -> None:
    """Refuse to delete an item that is held by a label, and a folder with such an item below it."""
    if item.get("retention"):
        raise RefusedError(
            403,
            "accessDenied",
            "This item cannot be deleted because it is either on hold or retained by organizational policy.",
        )
    for below in state.by("item", "parent", item["id"]):
        refuse_retained(state, below)


def refuse_record(item: Row) -> None:
    """Refuse to change a record: its name, its place, its properties and its content."""
    if is_record(item):
        raise RefusedError(
            403, "accessDenied", "This item cannot be updated because it is locked as read-only."
        )
