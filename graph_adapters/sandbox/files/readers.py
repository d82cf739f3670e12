"""Read-only people: the nearest folder that was cut off from permissions above it decides."""

from graph_adapters.sandbox.engine.answers import RefusedError
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row


def cut_off(state: State, item: Row) -> Row | None:
    """Find the item, or the nearest above it, that inherits no permissions."""
    here: Row | None = item
    while here is not None and not here.get("ownPermissions"):
        here = state.get("item", here["parent"] or "")
    return here


def refuse_reader(call: Call, item: Row) -> None:
    """Refuse a person who may only read here; the group's owners own the site, and an app's roles hold anywhere."""
    if call.caller.user_id is None:
        return
    drive = call.state.get("drive", item["drive"]) or {}
    if drive.get("user") == call.caller.user_id:
        return
    closed = item if drive.get("user") else cut_off(call.state, item)
    if closed is None:
        return
    group, user = drive["group"], call.caller.user_id
    if any(row["owner"] and row["user"] == user for row in call.state.by("member", "group", group or "")):
        return
    if not _may_write(call.state, closed, user, group):
        raise RefusedError(403, "accessDenied", "Access denied")


def _may_write(state: State, item: Row, user: str, group: str | None) -> bool:
    inside = {row["user"] for row in state.by("member", "group", group or "")}
    for row in state.by("permission", "item", item["id"]):
        given = row.get("grantedToV2", {})
        to_me = given.get("user", {}).get("id") == user
        to_us = given.get("group", {}).get("id") == group and user in inside
        if (to_me or to_us) and "write" in row["roles"]:
            return True
    return False
