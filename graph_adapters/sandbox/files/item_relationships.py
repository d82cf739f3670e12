"""What hangs on an item: its earlier contents, its thumbnails, its retention label.

Each new content leaves the one before it as a version.
"""

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request, no_content_answer
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.content import set_content
from graph_adapters.sandbox.files.downloads import version_url
from graph_adapters.sandbox.files.drives import READ, WRITE, item_row, not_found
from graph_adapters.sandbox.files.items import app_identity
from graph_adapters.sandbox.files.pictures import thumbnails_of
from graph_adapters.sandbox.files.retention_labels import is_record, label_shape

ITEM = "/drives/{drive_id}/items/{item_id}"
VERSIONS, THUMBNAILS, LABEL = f"{ITEM}/versions", f"{ITEM}/thumbnails", f"{ITEM}/retentionLabel"

# --- versions -----------------------------------------------------------------------------------


def _versions(state: State, item: Row) -> list[Row]:
    """List the newest first; that is the file as it is."""
    now = item | {"number": item.get("cTagVersion", 1)}
    before = state.by("itemVersion", "item", item["id"])
    return [now, *sorted(before, key=lambda row: -int(row["number"]))]


def _shape(call: Call, row: Row) -> Json:
    return {
        "id": f"{row['number']}.0",
        "lastModifiedBy": row.get("lastModifiedBy", app_identity(call.state, "SharePoint")),
        "lastModifiedDateTime": row["lastModifiedDateTime"],
        "size": row["size"],
    }


def _file(call: Call, drive_id: str, item_id: str) -> Row:
    item = item_row(call.state, drive_id, item_id)
    if item["isFolder"]:
        raise bad_request("A folder has no versions.", "invalidRequest")
    return item


def _version(call: Call, drive_id: str, item_id: str, version_id: str) -> Row:
    rows = _versions(call.state, _file(call, drive_id, item_id))
    found = next((row for row in rows if version_id == f"{row['number']}.0"), None)
    if found is None:
        raise not_found()
    return found


@operation("GET", VERSIONS, "driveItem.versions.list", READ, options="select top")
def list_versions(call: Call, drive_id: str, item_id: str) -> Answer:
    rows = _versions(call.state, _file(call, drive_id, item_id))
    context = f"drives('{drive_id}')/items('{item_id}')/versions"
    return collection_answer(call, [_shape(call, row) for row in rows], context)


@operation("GET", f"{VERSIONS}/{{version_id}}", "driveItem.versions.get", READ, options="select")
def get_version(call: Call, drive_id: str, item_id: str, version_id: str) -> Answer:
    row = _version(call, drive_id, item_id, version_id)
    return entity_answer(call, _shape(call, row), f"drives('{drive_id}')/items('{item_id}')/versions/$entity")


@operation("GET", f"{VERSIONS}/{{version_id}}/content", "driveItem.versions.content.get", READ)
def get_version_content(call: Call, drive_id: str, item_id: str, version_id: str) -> Answer:
    row = _version(call, drive_id, item_id, version_id)
    return Answer(302, None, {"Location": version_url(call.state, call.origin, row)})


@operation("POST", f"{VERSIONS}/{{version_id}}/restoreVersion", "driveItem.versions.restore", WRITE)
def restore_version(call: Call, drive_id: str, item_id: str, version_id: str) -> Answer:
    """Make an earlier content the newest version; those between stay."""
    row = _version(call, drive_id, item_id, version_id)
    set_content(call, item_row(call.state, drive_id, item_id), call.state.blobs.get(row["content"]))
    return no_content_answer()


# --- thumbnails ---------------------------------------------------------------------------------


@operation("GET", THUMBNAILS, "driveItem.thumbnails.list", READ, options="select")
def list_thumbnails(call: Call, drive_id: str, item_id: str) -> Answer:
    found = thumbnails_of(call, item_row(call.state, drive_id, item_id))
    return collection_answer(call, found, f"drives('{drive_id}')/items('{item_id}')/thumbnails")


@operation("GET", f"{THUMBNAILS}/{{set_id}}", "driveItem.thumbnails.get", READ, options="select")
def get_thumbnails(call: Call, drive_id: str, item_id: str, set_id: str) -> Answer:
    found = thumbnails_of(call, item_row(call.state, drive_id, item_id))
    if not found or set_id != found[0]["id"]:
        raise not_found()
    return entity_answer(call, found[0], f"drives('{drive_id}')/items('{item_id}')/thumbnails/$entity")


# --- the retention label ------------------------------------------------------------------------


@operation("GET", LABEL, "driveItem.retentionLabel.get", READ)
def get_label(call: Call, drive_id: str, item_id: str) -> Answer:
    shape = label_shape(item_row(call.state, drive_id, item_id).get("retention"))
    if shape is None:
        raise not_found()
    return entity_answer(call, shape, f"drives('{drive_id}')/items('{item_id}')/retentionLabel/$entity")


@operation("DELETE", LABEL, "driveItem.retentionLabel.remove", WRITE)
def remove_label(call: Call, drive_id: str, item_id: str) -> Answer:
    """Take a label away; an app alone may not do it to a record."""
    item = item_row(call.state, drive_id, item_id)
    if is_record(item):
        raise RefusedError(403, "accessDenied", "The label classifies the item as a record.")
    kept = {name: value for name, value in item.items() if name != "retention"}
    sites.put_item(call.state, drive_id, kept)
    return no_content_answer()
