"""What is inside files: small uploads, and downloads from an address that knows no bearer tokens."""

import base64
import mimetypes
import re
from datetime import timedelta

from . import provisioned
from .answers import Answer, RefusedError, bad_request
from .drives import READ, WRITE, Conflict, check_name, find_item, free_name, item_row, not_found, taken, touch
from .items import identity_of, item_shape, quick_xor
from .odata import one
from .routes import Call, operation
from .state import Row, State

MOST = 250 * 1024 * 1024
LIVES = timedelta(minutes=60)
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def write(
    call: Call, parent: Row, name: str, data: bytes, conflict: Conflict = "replace"
) -> tuple[Row, bool]:
    """Put a file in a folder. True when it is new."""
    state = call.state
    check_name(state, parent, name)
    known = provisioned.child(state, parent["id"], name)
    if known is not None and (conflict == "fail" or known["isFolder"]):
        raise taken()
    if known is not None and conflict == "rename":
        name, known = free_name(state, parent, name), None
    who = identity_of(call)
    fresh = {
        "id": state.item_id(),
        "name": name,
        "parent": parent["id"],
        "isFolder": False,
        "createdBy": who,
        "cTagVersion": 0,
    }
    return _store(state, (known or fresh) | {"lastModifiedBy": who}, parent["drive"], data), known is None


def _store(state: State, item: Row, drive_id: str, data: bytes) -> Row:
    kind = mimetypes.guess_type(item["name"])[0] or "application/octet-stream"
    inside = {
        "size": len(data),
        "mime": kind,
        "hash": quick_xor(data),
        "cTagVersion": item["cTagVersion"] + 1,
    }
    state.put("content", {"id": item["id"], "base64": base64.b64encode(data).decode()})
    touch(state, item["parent"])
    return provisioned.put_item(state, drive_id, item | inside)


def _sent(call: Call) -> bytes:
    if len(call.content) > MOST:
        raise RefusedError(413, "requestEntityTooLarge", "A file this large needs an upload session.")
    return call.content


def _answer(call: Call, item: Row, *, is_new: bool) -> Answer:
    answer = one(call, item_shape(call.state, item), f"drives('{item['drive']}')/items/$entity")
    answer.status = 201 if is_new else 200
    return answer


@operation("PUT", "/drives/{drive_id}/root:/{path}:/content", "drive.root.content.putByPath", WRITE)
@operation("PUT", "/drives/{drive_id}/items/{item_id}:/{path}:/content", "driveItem.content.putByPath", WRITE)
def put_by_path(call: Call, drive_id: str, path: str, item_id: str = "root") -> Answer:
    above, _, name = path.rpartition("/")
    parent = (
        item_row(call.state, drive_id, item_id) if not above else _folders(call, drive_id, item_id, above)
    )
    conflict = call.query.get("@microsoft.graph.conflictBehavior", "replace")
    if conflict not in ("fail", "rename", "replace"):
        raise bad_request(f"Invalid conflictBehavior '{conflict}'.", "invalidRequest")
    item, is_new = write(call, parent, name, _sent(call), conflict)  # type: ignore[arg-type]
    return _answer(call, item, is_new=is_new)


def _folders(call: Call, drive_id: str, item_id: str, path: str) -> Row:
    """Folders on the way are made, as SharePoint does for an upload by path."""
    item = item_row(call.state, drive_id, item_id)
    who = identity_of(call)
    for name in path.split("/"):
        check_name(call.state, item, name)
        fresh = {
            "id": call.state.item_id(),
            "name": name,
            "parent": item["id"],
            "isFolder": True,
            "createdBy": who,
            "lastModifiedBy": who,
        }
        item = provisioned.child(call.state, item["id"], name) or provisioned.put_item(
            call.state, drive_id, fresh
        )
    return item


@operation("PUT", "/drives/{drive_id}/items/{item_id}/content", "driveItem.content.replace", WRITE)
def replace(call: Call, drive_id: str, item_id: str) -> Answer:
    item = item_row(call.state, drive_id, item_id)
    if item["isFolder"]:
        raise bad_request("A folder has no content.", "invalidRequest")
    changed = _store(call.state, item | {"lastModifiedBy": identity_of(call)}, drive_id, _sent(call))
    return _answer(call, changed, is_new=False)


@operation("GET", "/drives/{drive_id}/root:/{path}:/content", "drive.root.content.getByPath", READ)
@operation("GET", "/drives/{drive_id}/items/{item_id}:/{path}:/content", "driveItem.content.getByPath", READ)
@operation("GET", "/drives/{drive_id}/items/{item_id}/content", "driveItem.content.get", READ)
def get_content(call: Call, drive_id: str, item_id: str = "root", path: str = "") -> Answer:
    item = find_item(call.state, drive_id, item_id, path)
    if item is None or item["isFolder"]:
        raise not_found()
    return Answer(302, None, {"Location": download_url(call, item)})


def download_url(call: Call, item: Row) -> str:
    """On another host than Graph's when Graph's own name was asked, else on the same door."""
    ticket = call.state.put(
        "ticket", {"id": call.state.hex(), "item": item["id"], "madeAt": call.state.stamp()}
    )
    is_graph = "graph.microsoft.com" in call.origin
    return f"{'https://sharepoint.example.no' if is_graph else call.origin}/_download/{ticket['id']}"


def download(call: Call, ticket: str) -> Answer:
    row = call.state.get("ticket", ticket)
    if row is None or call.state.has_aged(row["madeAt"], LIVES.total_seconds()):
        raise not_found()
    if "authorization" in call.headers:
        raise RefusedError(
            401, "unauthenticated", "A pre-authenticated address takes no Authorization header."
        )
    item, stored = call.state.get("item", row["item"]), call.state.get("content", row["item"])
    if item is None or stored is None:
        raise not_found()
    return _ranged(call, base64.b64decode(stored["base64"]), item["mime"])


def _ranged(call: Call, data: bytes, kind: str) -> Answer:
    headers = {"Content-Type": kind, "Accept-Ranges": "bytes"}
    match = RANGE.match(call.headers.get("range", ""))
    if match is None or match.group(0) == "bytes=-":
        return Answer(200, data, headers)
    first, last = match[1], match[2]
    start = int(first) if first else max(0, len(data) - int(last))
    end = min(int(last), len(data) - 1) if first and last else len(data) - 1
    if start > end:
        return Answer(416, b"", headers | {"Content-Range": f"bytes */{len(data)}"})
    return Answer(206, data[start : end + 1], headers | {"Content-Range": f"bytes {start}-{end}/{len(data)}"})
