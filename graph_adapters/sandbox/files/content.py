"""The content of files: small uploads, and the address of a download."""

import mimetypes

from graph_adapters.sandbox.engine.answers import Answer, RefusedError, bad_request
from graph_adapters.sandbox.engine.queries.odata import entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.downloads import download_url
from graph_adapters.sandbox.files.drives import (
    READ,
    WRITE,
    Conflict,
    find_item,
    item_row,
    not_found,
    refuse_locked,
    touch_folder,
)
from graph_adapters.sandbox.files.items import identity_of, item_for_reader, quick_xor
from graph_adapters.sandbox.files.names import check_name, free_name, name_taken
from graph_adapters.sandbox.files.readers import refuse_reader
from graph_adapters.sandbox.files.retention_labels import refuse_record

OF_OLD_CONTENT = ("facets", "malware", "fileSystemInfo", "picture")
OF_VERSIONS = ("content", "size", "mime", "lastModifiedBy", "lastModifiedDateTime")
MAX_SMALL_UPLOAD_BYTES = 250 * 1024 * 1024


def write(
    call: Call, parent: Row, name: str, data: bytes, conflict: Conflict = "replace"
) -> tuple[Row, bool]:
    """Put a file in a folder. True when it is new."""
    state = call.state
    refuse_reader(call, parent)
    check_name(state, parent, name)
    known = sites.child(state, parent["id"], name)
    if known is not None and (conflict == "fail" or known["isFolder"]):
        raise name_taken()
    if known is not None and conflict == "rename":
        name, known = free_name(state, parent, name), None
    who = identity_of(call)
    fresh = {"id": state.item_id(), "name": name, "parent": parent["id"], "isFolder": False, "createdBy": who}
    return set_content(call, known or fresh | {"drive": parent["drive"]}, data), known is None


def set_content(call: Call, item: Row, data: bytes) -> Row:
    """Give a file its content; findings about the old content are forgotten."""
    refuse_reader(call, item)
    refuse_locked(item)
    refuse_record(item)
    inside = {
        "size": len(data),
        "mime": mimetypes.guess_type(item["name"])[0] or "application/octet-stream",
        "hash": quick_xor(data),
        "content": call.state.blobs.put(data),
        "cTagVersion": item.get("cTagVersion", 0) + 1,
        "lastModifiedBy": identity_of(call),
    }
    touch_folder(call.state, item["parent"])
    _keep_version(call.state, item)
    kept = {name: value for name, value in item.items() if name not in OF_OLD_CONTENT}
    return sites.put_item(call.state, item["drive"], kept | inside)


def _keep_version(state: State, item: Row) -> None:
    if "content" not in item:
        return
    number = item.get("cTagVersion", 1)
    kept = {name: item[name] for name in OF_VERSIONS if name in item}
    state.put("itemVersion", kept | {"id": f"{item['id']}-{number}", "item": item["id"], "number": number})


def stored(state: State, item: Row) -> bytes:
    return state.blobs.get(item.get("content", ""))


def _sent(call: Call) -> bytes:
    if len(call.content) > MAX_SMALL_UPLOAD_BYTES:
        raise RefusedError(413, "requestEntityTooLarge", "A file this large needs an upload session.")
    return call.content


def item_answer(call: Call, item: Row, *, is_new: bool) -> Answer:
    answer = entity_answer(call, item_for_reader(call, item), f"drives('{item['drive']}')/items/$entity")
    answer.status = 201 if is_new else 200
    return answer


@operation("PUT", "/drives/{drive_id}/root:/{path}:/content", "drive.root.content.putByPath", WRITE)
@operation("PUT", "/drives/{drive_id}/items/{item_id}:/{path}:/content", "driveItem.content.putByPath", WRITE)
def put_by_path(call: Call, drive_id: str, path: str, item_id: str = "root") -> Answer:
    conflict = call.query.get("@microsoft.graph.conflictBehavior", "replace")
    if conflict not in ("fail", "rename", "replace"):
        raise bad_request(f"Invalid conflictBehavior '{conflict}'.", "invalidRequest")
    parent, name = folder_of(call, drive_id, item_id, path)
    item, is_new = write(call, parent, name, _sent(call), conflict)  # type: ignore[arg-type]
    return item_answer(call, item, is_new=is_new)


def folder_of(call: Call, drive_id: str, item_id: str, path: str) -> tuple[Row, str]:
    """Folders on the way are made, as SharePoint does for an upload by path."""
    item, who = item_row(call.state, drive_id, item_id), identity_of(call)
    *above, last = path.split("/")
    for name in above:
        check_name(call.state, item, name)
        fresh = {"id": call.state.item_id(), "name": name, "parent": item["id"], "isFolder": True}
        item = sites.child(call.state, item["id"], name) or sites.put_item(
            call.state, drive_id, fresh | {"createdBy": who, "lastModifiedBy": who}
        )
    return item, last


@operation("PUT", "/drives/{drive_id}/items/{item_id}/content", "driveItem.content.replace", WRITE)
def replace(call: Call, drive_id: str, item_id: str) -> Answer:
    item = item_row(call.state, drive_id, item_id)
    if item["isFolder"]:
        raise bad_request("A folder has no content.", "invalidRequest")
    return item_answer(call, set_content(call, item, _sent(call)), is_new=False)


@operation("GET", "/drives/{drive_id}/root:/{path}:/content", "drive.root.content.getByPath", READ)
@operation("GET", "/drives/{drive_id}/items/{item_id}:/{path}:/content", "driveItem.content.getByPath", READ)
@operation("GET", "/drives/{drive_id}/items/{item_id}/content", "driveItem.content.get", READ)
def get_content(call: Call, drive_id: str, item_id: str = "root", path: str = "") -> Answer:
    item = find_item(call.state, drive_id, item_id, path)
    if item is None or item["isFolder"]:
        raise not_found()
    if "malware" in item:
        raise infected()
    return Answer(302, None, {"Location": download_url(call.state, call.origin, item)})


def infected() -> RefusedError:
    return RefusedError(403, "malwareDetected", "Malware was detected in the requested resource.")
