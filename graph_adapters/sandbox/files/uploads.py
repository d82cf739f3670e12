# ruff: noqa: N815 -- Graph's own names
"""Large files in pieces: a session with an address of its own, which refuses a token."""

import re
from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import Field

from graph_adapters.sandbox.engine.answers import (
    METADATA,
    Answer,
    Json,
    RefusedError,
    bad_request,
    no_content_answer,
)
from graph_adapters.sandbox.engine.routes import Body, Call, operation, outside
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.content import folder_of, item_answer, set_content, write
from graph_adapters.sandbox.files.downloads import file_host_of, refuse_bearer
from graph_adapters.sandbox.files.drives import (
    Conflict,
    FileSystemInfo,
    item_row,
    properties_of,
    refuse_locked,
)
from graph_adapters.sandbox.files.names import check_name, name_taken

WRITE = "Sites.ReadWrite.All"  # Files.ReadWrite.All is not enough here, though it is for a small upload
MAX_PIECE_BYTES = 60 * 1024 * 1024
RANGE = re.compile(r"^bytes (\d+)-(\d+)/(\d+)$")


class UploadProperties(Body):
    graph_type: ClassVar[str] = "driveItemUploadableProperties"
    name: str | None = None
    description: str | None = None
    fileSize: int | None = None
    fileSystemInfo: FileSystemInfo | None = None
    conflict: Conflict = Field("fail", alias="@microsoft.graph.conflictBehavior")


class NewUpload(Body):
    item: UploadProperties = UploadProperties()
    deferCommit: bool = False


@operation(
    "POST",
    "/drives/{drive_id}/root:/{path}:/createUploadSession",
    "drive.root.createUploadSessionByPath",
    WRITE,
    body=NewUpload,
    body_optional=True,
)
@operation(
    "POST",
    "/drives/{drive_id}/items/{item_id}:/{path}:/createUploadSession",
    "driveItem.createUploadSessionByPath",
    WRITE,
    body=NewUpload,
    body_optional=True,
)
def create_by_path(call: Call, body: NewUpload, drive_id: str, path: str, item_id: str = "root") -> Answer:
    parent, name = folder_of(call, drive_id, item_id, path)
    name = body.item.name or name
    check_name(call.state, parent, name)
    known = sites.child(call.state, parent["id"], name)
    if known is not None and (known["isFolder"] or body.item.conflict == "fail"):
        raise name_taken()
    target = {"parent": parent["id"], "name": name, "item": None}
    return _opened(call, drive_id, target, body)


@operation(
    "POST",
    "/drives/{drive_id}/items/{item_id}/createUploadSession",
    "driveItem.createUploadSession",
    WRITE,
    body=NewUpload,
    body_optional=True,
)
def create_for_item(call: Call, body: NewUpload, drive_id: str, item_id: str) -> Answer:
    """Replace the content of a file that is there."""
    item = item_row(call.state, drive_id, item_id)
    if item["isFolder"]:
        raise bad_request("A folder has no content; address the new file by its path.", "invalidRequest")
    refuse_locked(item)
    target = {"parent": item["parent"], "name": item["name"], "item": item["id"]}
    return _opened(call, drive_id, target, body)


def _opened(call: Call, drive_id: str, target: Json, body: NewUpload) -> Answer:
    row = target | {
        "id": call.state.hex(),
        "drive": drive_id,
        "conflict": body.item.conflict,
        "defers": body.deferCommit,
        "size": body.item.fileSize,
        "told": properties_of(body.item),
        "received": 0,
        "app": call.caller.app_id,
        "person": call.caller.user_id,
    }
    session = _prolonged(call.state, row)
    where = {"uploadUrl": f"{file_host_of(call.origin)}/_upload/{session['id']}"}
    context = {"@odata.context": f"{METADATA}microsoft.graph.uploadSession"}
    return Answer(200, context | where | _progress(session))


def _prolonged(state: State, row: Row) -> Row:
    ends = state.now() + timedelta(seconds=state.setting("uploadSeconds"))
    return state.put("upload", row | {"ends": ends.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"})


def _progress(row: Row) -> Json:
    return {"expirationDateTime": row["ends"], "nextExpectedRanges": [f"{row['received']}-"]}


# --- the address itself, on another host than Graph's -------------------------------------------


def _session(call: Call, session_id: str) -> Row:
    refuse_bearer(call)
    row = call.state.get("upload", session_id)
    if row is None or datetime.fromisoformat(row["ends"]) <= call.state.now():
        raise RefusedError(404, "itemNotFound", "The upload session was not found")
    return row


@outside("GET", "/_upload/{session}", "uploadSession.get")
def get_session(call: Call, session: str) -> Answer:
    return Answer(200, _progress(_session(call, session)))


@outside("DELETE", "/_upload/{session}", "uploadSession.cancel")
def cancel(call: Call, session: str) -> Answer:
    call.state.remove("upload", _session(call, session)["id"])
    call.state.blobs.forget(session)
    return no_content_answer()


@outside("POST", "/_upload/{session}", "uploadSession.commit")
def commit(call: Call, session: str) -> Answer:
    """Serve the POST without a body that ends a session whose commit was deferred."""
    row = _session(call, session)
    if row["size"] is None or row["received"] < row["size"]:
        raise bad_request("The upload is not complete.", "invalidRequest")
    return _committed(call, row)


@outside("PUT", "/_upload/{session}", "uploadSession.putRange")
def put_range(call: Call, session: str) -> Answer:
    row = _session(call, session)
    start, end, total = _range(call, row)
    call.state.blobs.append(session, start, call.content)
    row = _prolonged(call.state, row | {"received": end + 1, "size": total})
    if row["received"] < total or row["defers"]:
        return Answer(202, _progress(row))
    return _committed(call, row)


def _range(call: Call, row: Row) -> tuple[int, int, int]:
    match = RANGE.match(call.headers.get("content-range", ""))
    if match is None:
        raise bad_request("The Content-Range header is missing or malformed.", "invalidRequest")
    start, end, total = (int(number) for number in match.groups())
    if row["size"] not in (None, total) or not start <= end < total:
        raise bad_request("The Content-Range does not fit the size of the file.", "invalidRequest")
    if end - start + 1 != len(call.content):
        raise bad_request("The Content-Range does not fit what was sent.", "invalidRequest")
    if len(call.content) >= MAX_PIECE_BYTES:
        raise RefusedError(413, "fragmentLengthTooLong", "A piece must be smaller than 60 MiB.")
    if start != row["received"]:
        code = "fragmentOverlap" if start < row["received"] else "fragmentOutOfOrder"
        raise RefusedError(416, "invalidRange", "The piece is not the next one.", innererror=code)
    return start, end, total


def _committed(call: Call, row: Row) -> Answer:
    """Make the file, in the name of the session's opener."""
    call.caller = type(call.caller)(row["app"], frozenset(), row["person"])
    data = call.state.blobs.get(row["id"]) if row["received"] else b""
    if row["item"]:
        item, is_new = set_content(call, item_row(call.state, row["drive"], row["item"]), data), False
    else:
        item, is_new = _made(call, row, data)
    if row.get("told"):
        item = sites.put_item(call.state, row["drive"], item | row["told"])
    call.state.remove("upload", row["id"])
    call.state.blobs.forget(row["id"])
    return item_answer(call, item, is_new=is_new)


def _made(call: Call, row: Row, data: bytes) -> tuple[Row, bool]:
    parent = item_row(call.state, row["drive"], row["parent"])
    known = sites.child(call.state, parent["id"], row["name"])
    if known is not None and row["conflict"] == "fail":
        message = "Another file exists with the same name as the uploaded session."
        raise RefusedError(409, "upload_name_conflict", message)
    return write(call, parent, row["name"], data, row["conflict"])
