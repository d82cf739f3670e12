# ruff: noqa: N815 -- Graph's own names
"""Document libraries: drives, folders, files and their names. Their content is content.py's."""

from typing import ClassVar, Literal
from urllib.parse import unquote

from pydantic import Field

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    no_content_answer,
    refused_unless_matching,
)
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.queries.options import orders
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.items import e_tag, identity_of, item_for_reader
from graph_adapters.sandbox.files.names import check_name, free_name, name_taken
from graph_adapters.sandbox.files.pictures import thumbnails_of
from graph_adapters.sandbox.files.readers import refuse_reader
from graph_adapters.sandbox.files.retention_labels import label_shape, refuse_record, refuse_retained

READ = "Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All"
READ_ITEM = f"{READ} Group.Read.All Group.ReadWrite.All"
WRITE = "Files.ReadWrite.All Sites.ReadWrite.All"
OPTIONS = "select expand top skiptoken orderby"
USUAL_PAGE_ITEMS, MAX_PAGE_ITEMS = 200, 1000
SORTABLE = {"name", "size", "lastmodifieddatetime"}

Conflict = Literal["fail", "rename", "replace"]


class ParentReference(Body):
    graph_type: ClassVar[str] = "itemReference"
    ignored: ClassVar[frozenset[str]] = frozenset({"driveType", "name", "shareId", "sharepointIds", "siteId"})
    id: str | None = None
    driveId: str | None = None
    path: str | None = None


class FileSystemInfo(Body):
    createdDateTime: Moment | None = None
    lastModifiedDateTime: Moment | None = None


class ItemChange(Body):
    graph_type: ClassVar[str] = "driveItem"
    ignored: ClassVar[frozenset[str]] = frozenset({"file", "folder"})
    name: str | None = None
    description: str | None = None
    parentReference: ParentReference | None = None
    fileSystemInfo: FileSystemInfo | None = None
    conflict: Conflict = Field("fail", alias="@microsoft.graph.conflictBehavior")


# --- finding ------------------------------------------------------------------------------------


def not_found() -> RefusedError:
    return RefusedError(404, "itemNotFound", "The resource could not be found.")


def drive_row(state: State, drive_id: str) -> Row:
    row = state.get("drive", drive_id)
    if row is None or (row["group"] and state.get("group", row["group"]) is None):
        raise not_found()
    return row


def item_row(state: State, drive_id: str, item_id: str = "root", path: str = "") -> Row:
    """By id, or by a path below it."""
    item = find_item(state, drive_id, item_id, path)
    if item is None:
        raise not_found()
    return item


def find_item(state: State, drive_id: str, item_id: str = "root", path: str = "") -> Row | None:
    drive = drive_row(state, drive_id)
    item = state.get("item", drive["root"] if item_id == "root" else item_id)
    if item is None or item["drive"] != drive_id:
        raise not_found()
    for name in filter(None, path.split("/")):
        item = sites.child(state, item["id"], name) if item else None
    return item


def refuse_locked(item: Row) -> None:
    """Refuse a change while a person has the file open."""
    if item.get("locked"):
        raise RefusedError(423, "resourceLocked", "The resource you are attempting to access is locked")


def touch_folder(state: State, folder_id: str | None) -> None:
    """Make a folder as young as the youngest item put in it."""
    folder = state.get("item", folder_id or "")
    if folder is not None and folder["parent"] is not None:
        sites.put_item(state, folder["drive"], folder)


# --- items --------------------------------------------------------------------------------------


def _context(drive_id: str) -> str:
    return f"drives('{drive_id}')/items"


def _expand(call: Call) -> Expansions:
    return {
        "children": lambda item: _by_name(call, item),
        "retentionLabel": lambda item: label_shape(_row(call, item).get("retention")),
        "thumbnails": lambda item: thumbnails_of(call, _row(call, item)),
    }


def _row(call: Call, item: Json) -> Row:
    return call.state.get("item", item["id"]) or {}


def _by_name(call: Call, folder: Row) -> list[Json]:
    rows = call.state.by("item", "parent", folder["id"])
    return [item_for_reader(call, row) for row in sorted(rows, key=lambda row: str(row["name"]).casefold())]


def get(call: Call, item: Row) -> Answer:
    return entity_answer(
        call, item_for_reader(call, item), f"{_context(item['drive'])}/$entity", expand=_expand(call)
    )


def children(call: Call, item: Row) -> Answer:
    """List by name, or as asked: SharePoint sorts by few properties."""
    if any(name.casefold() not in SORTABLE for name, _ in orders(call)):
        raise bad_request("The request is malformed or incorrect.", "invalidRequest")
    return collection_answer(
        call,
        _by_name(call, item),
        f"{_context(item['drive'])}('{item['id']}')/children",
        page=USUAL_PAGE_ITEMS,
        most=MAX_PAGE_ITEMS,
        expand=_expand(call),
    )


@operation("GET", "/drives/{drive_id}/root", "drive.root.get", READ_ITEM, options="select expand")
@operation("GET", "/drives/{drive_id}/items/{item_id}", "driveItem.get", READ_ITEM, options="select expand")
def get_item(call: Call, drive_id: str, item_id: str = "root") -> Answer:
    return get(call, item_row(call.state, drive_id, item_id))


@operation("GET", "/drives/{drive_id}/root:/{path}", "drive.root.byPath", READ_ITEM, options="select expand")
@operation(
    "GET",
    "/drives/{drive_id}/items/{item_id}:/{path}",
    "driveItem.getByPath",
    READ_ITEM,
    options="select expand",
)
def get_by_path(call: Call, drive_id: str, path: str, item_id: str = "root") -> Answer:
    return get(call, item_row(call.state, drive_id, item_id, path))


@operation("GET", "/drives/{drive_id}/root/children", "drive.root.children", READ, options=OPTIONS)
@operation(
    "GET", "/drives/{drive_id}/items/{item_id}/children", "driveItem.children.list", READ, options=OPTIONS
)
def list_children(call: Call, drive_id: str, item_id: str = "root") -> Answer:
    return children(call, item_row(call.state, drive_id, item_id))


@operation(
    "GET", "/drives/{drive_id}/root:/{path}:/children", "driveItem.children.listByPath", READ, options=OPTIONS
)
@operation(
    "GET",
    "/drives/{drive_id}/items/{item_id}:/{path}:/children",
    "driveItem.byPath.children",
    READ,
    options=OPTIONS,
)
def list_by_path(call: Call, drive_id: str, path: str, item_id: str = "root") -> Answer:
    return children(call, item_row(call.state, drive_id, item_id, path))


def properties_of(told: Body) -> Row:
    """Return the properties of an item that a client may tell: its description, and its times on the device."""
    sent = told.sent()
    return {name: sent[name] for name in ("description", "fileSystemInfo") if sent.get(name) is not None}


@operation("PATCH", "/drives/{drive_id}/items/{item_id}", "driveItem.update", WRITE, body=ItemChange)
def update_item(call: Call, body: ItemChange, drive_id: str, item_id: str) -> Answer:
    item = _unchanged(call, item_row(call.state, drive_id, item_id))
    parent = _new_parent(call.state, item, body.parentReference)
    changed = item | properties_of(body)
    return get(call, move(call, changed, parent, body.name or item["name"], body.conflict))


def move(call: Call, item: Row, parent: Row, name: str, conflict: Conflict = "fail") -> Row:
    """Give an item another name, another folder, or both."""
    refuse_reader(call, parent)
    refuse_record(item)
    if (name, parent["id"]) != (item["name"], item["parent"]):
        check_name(call.state, parent, name)
        other = sites.child(call.state, parent["id"], name)
        if other is not None and other["id"] != item["id"]:
            if conflict != "rename":
                raise name_taken()
            name = free_name(call.state, parent, name)
        for folder_id in dict.fromkeys((item["parent"], parent["id"])):
            touch_folder(call.state, folder_id)
    moved = item | {"name": name, "parent": parent["id"], "lastModifiedBy": identity_of(call)}
    return sites.put_item(call.state, item["drive"], moved)


def _unchanged(call: Call, item: Row) -> Row:
    if item["parent"] is None:
        raise RefusedError(403, "accessDenied", "The root cannot be changed.")
    refused_unless_matching(
        call.headers.get("if-match"),
        e_tag(item),
        lambda: RefusedError(412, "resourceModified", "ETag does not match current item's value"),
    )
    refuse_reader(call, item)
    refuse_locked(item)
    return item


def _new_parent(state: State, item: Row, reference: ParentReference | None) -> Row:
    parent = parent_named(state, item, reference or ParentReference())
    above: Row | None = parent
    while above is not None:
        if above["id"] == item["id"]:
            raise bad_request("A folder cannot be moved into itself.", "invalidRequest")
        above = state.get("item", above["parent"] or "")
    return parent


def parent_named(state: State, item: Row, reference: ParentReference) -> Row:
    """Find a folder by its id or by its path (`/drive/root:/Documents`), or else the item's own."""
    drive_id = reference.driveId or item["drive"]
    if reference.id:
        return item_row(state, drive_id, reference.id)
    if reference.path:
        return item_row(state, drive_id, path=unquote(reference.path.partition("root:")[2]))
    return item_row(state, item["drive"], item["parent"])


@operation("DELETE", "/drives/{drive_id}/items/{item_id}", "driveItem.delete", WRITE)
def delete_item(call: Call, drive_id: str, item_id: str) -> Answer:
    _removed(call, drive_id, item_id)
    return no_content_answer()


@operation("POST", "/drives/{drive_id}/items/{item_id}/permanentDelete", "driveItem.permanentDelete", WRITE)
def delete_for_good(call: Call, drive_id: str, item_id: str) -> Answer:
    """Delete without the bin: nobody can restore it, nor what was below it."""
    for item in _removed(call, drive_id, item_id):
        call.state.put("gone", (call.state.get("gone", item["id"]) or item) | {"forGood": True})
    return no_content_answer()


def _removed(call: Call, drive_id: str, item_id: str) -> list[Row]:
    item = _unchanged(call, item_row(call.state, drive_id, item_id))
    refuse_retained(call.state, item)
    removed = [item, *below(call.state, item)]
    remove(call.state, item)
    touch_folder(call.state, item["parent"])
    return removed


def below(state: State, item: Row) -> list[Row]:
    """List all that stands under a folder, however deep."""
    inside = state.by("item", "parent", item["id"])
    return [row for one in inside for row in (one, *below(state, one))]


def remove(state: State, item: Row) -> None:
    """Remove an item with all below it; a stone is left, so that followers of the drive learn of it."""
    for inside in state.by("item", "parent", item["id"]):
        remove(state, inside)
    drive = drive_row(state, item["drive"])
    state.put("drive", drive | {"version": drive["version"] + 1})
    times = {"sequence": drive["version"] + 1, "lastModifiedDateTime": state.stamp()}
    state.put("gone", item | times | {"deleted": True})
    state.remove("item", item["id"])
