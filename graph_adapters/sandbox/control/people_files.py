"""POST /_sandbox/files: acts of people and of SharePoint itself on files, outside any app."""

import base64
import binascii
from typing import Any, Literal

from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.routes import Body, Call, Caller, control
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import content, sites
from graph_adapters.sandbox.files.drives import drive_row, item_row, move, remove, touch_folder
from graph_adapters.sandbox.files.items import identity_of, item_for_reader
from graph_adapters.sandbox.files.readers import refuse_reader
from graph_adapters.sandbox.files.retention_labels import Behavior, new_label, refuse_retained

Action = Literal[
    "drop",
    "replace",
    "move",
    "rename",
    "delete",
    "restore",
    "lock",
    "unlock",
    "infect",
    "clean",
    "describe",
    "resync",
    "retain",
    "release",
    "picture",
]


class FileAct(Body):
    """An act on `channel` or `drive`, then `path` below it or `item`, by the address `person`."""

    action: Action
    channel: str | None = None
    drive: str | None = None
    path: str = ""
    item: str | None = None
    name: str | None = None
    content: str = ""  # base64
    to: str | None = None  # the id of a folder, or a path beside `path`
    person: str | None = None
    facets: dict[str, Any] | None = None  # {"video": {…}} or {"image": {…}}
    reason: str = "Eicar-Test-Signature"
    label: str = "Oppbevares"
    behavior: Behavior = "retain"


@control("POST", "/files", body=FileAct)
def act(call: Call, body: FileAct) -> Answer:
    """Take {"action", "channel" or "drive", "path" or "item", "person"?, …}: an act of a person or SharePoint."""
    if body.person:
        call.caller = Caller("person", frozenset(), user_by_key(call.state, body.person)["id"])
    start = _start(call, body)
    if body.action == "resync":
        return _resync(call, start["drive"])
    if body.action == "drop":
        return _told(call, _dropped(call, body, start))
    if body.action == "restore":
        return _told(call, _restored(call, body, start["drive"]))
    return _told(call, _changed(call, body, start, _found(call, body, start)))


def _told(call: Call, item: Row) -> Answer:
    return Answer(200, item_for_reader(call, item))


def _start(call: Call, body: FileAct) -> Row:
    """Find the folder a path begins in: a channel's, or the root of a library."""
    if body.drive:
        return item_row(call.state, body.drive)
    channel = call.state.get("channel", body.channel or "")
    drive = sites.drive_of_group(call.state, channel["team"]) if channel else None
    if channel is None or drive is None:
        raise RefusedError(404, "NotFound", "Name a channel or a drive that is there.")
    by = {"application": {"displayName": "SharePoint"}}
    return sites.folder_in_root(call.state, drive, channel["firstName"], by)


def _found(call: Call, body: FileAct, start: Row) -> Row:
    return item_row(call.state, start["drive"], body.item or start["id"], "" if body.item else body.path)


def _bytes(body: FileAct) -> bytes:
    try:
        return base64.b64decode(body.content, validate=True)
    except binascii.Error:
        raise bad_request("`content` must be base64.") from None


def _dropped(call: Call, body: FileAct, start: Row) -> Row:
    path = "/".join(filter(None, [body.path, body.name]))
    if not path:
        raise bad_request("A file needs a `name`.")
    folder, name = content.folder_of(call, start["drive"], start["id"], path)
    return content.write(call, folder, name, _bytes(body))[0]


def _restored(call: Call, body: FileAct, drive_id: str) -> Row:
    """Take a file back from the bin, with all that was below it; by id, or the last with that name."""
    stones = [row for row in call.state.by("gone", "drive", drive_id) if not row.get("forGood")]
    name = body.name or body.path.rpartition("/")[2]
    row = next((row for row in reversed(stones) if body.item == row["id"] or name == row["name"]), None)
    if row is None or call.state.get("item", row["parent"]) is None:
        raise RefusedError(404, "NotFound", "Nothing like that lies in the bin, or its folder is gone.")
    return _stand_up(call, row)


def _stand_up(call: Call, stone: Row) -> Row:
    call.state.remove("gone", stone["id"])
    standing = sites.put_item(
        call.state, stone["drive"], {key: value for key, value in stone.items() if key != "deleted"}
    )
    for below in call.state.by("gone", "drive", stone["drive"]):
        if below["parent"] == stone["id"]:
            _stand_up(call, below)
    return standing


def _resync(call: Call, drive_id: str) -> Answer:
    """Make every delta token that was given out until now too old."""
    call.state.put("drive", drive_row(call.state, drive_id) | {"forgotten": call.state.stamp()})
    return Answer(204)


def _changed(call: Call, body: FileAct, start: Row, item: Row) -> Row:
    match body.action:
        case "replace":
            return content.set_content(call, item, _bytes(body))
        case "move" | "rename":
            return move(call, item, _target(call, body, start, item), body.name or item["name"])
        case "delete":
            refuse_reader(call, item)
            refuse_retained(call.state, item)
            remove(call.state, item)
            touch_folder(call.state, item["parent"])
            return item
        case _:
            return sites.put_item(call.state, item["drive"], _marked(call, body, item))


def _target(call: Call, body: FileAct, start: Row, item: Row) -> Row:
    if body.to is None:
        return item_row(call.state, item["drive"], item["parent"])
    if call.state.get("item", body.to):
        return item_row(call.state, item["drive"], body.to)
    return item_row(call.state, item["drive"], start["id"], body.to)


def _marked(call: Call, body: FileAct, item: Row) -> Json:
    """Mark a file as SharePoint would, or as opened by a person."""
    match body.action:
        case "lock" | "unlock":
            return item | {"locked": body.action == "lock"}
        case "infect":
            return item | {"malware": {"description": body.reason}}
        case "picture":
            return item | {"picture": call.state.blobs.put(_bytes(body))}
        case "retain":
            label = new_label(call.state, body.label, body.behavior, identity_of(call))
            return item | {"retention": label}
        case "clean" | "release":
            gone = "malware" if body.action == "clean" else "retention"
            return {key: value for key, value in item.items() if key != gone}
        case _:
            return item | {"facets": body.facets or {}}
