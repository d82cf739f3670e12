# ruff: noqa: N815 -- Graph's own names
"""New folders, and empty files, in a folder."""

from typing import ClassVar

from pydantic import Field

from graph_adapters.sandbox.engine.answers import Answer, bad_request, created_answer, not_built
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import FileFacet, FolderFacet
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.content import write
from graph_adapters.sandbox.files.drives import (
    WRITE,
    Conflict,
    FileSystemInfo,
    item_row,
    properties_of,
    touch_folder,
)
from graph_adapters.sandbox.files.items import identity_of, item_for_reader
from graph_adapters.sandbox.files.names import check_name, free_name, name_taken
from graph_adapters.sandbox.files.readers import refuse_reader


class NewItem(Body):
    graph_type: ClassVar[str] = "driveItem"
    name: str
    folder: FolderFacet | None = None
    file: FileFacet | None = None  # a file without content
    description: str | None = None
    fileSystemInfo: FileSystemInfo | None = None
    conflict: Conflict = Field("fail", alias="@microsoft.graph.conflictBehavior")
    source_url: str | None = Field(None, alias="@microsoft.graph.sourceUrl")


@operation("POST", "/drives/{drive_id}/root/children", "drive.root.children.create", WRITE, body=NewItem)
@operation(
    "POST", "/drives/{drive_id}/items/{item_id}/children", "driveItem.folder.create", WRITE, body=NewItem
)
def create_item(call: Call, body: NewItem, drive_id: str, item_id: str = "root") -> Answer:
    if body.source_url is not None:
        raise not_built("@microsoft.graph.sourceUrl")
    if (body.folder is None) == (body.file is None):
        raise bad_request("Name one facet: folder or file.", "invalidRequest")
    parent = item_row(call.state, drive_id, item_id)
    item, is_new = _empty_file(call, body, parent) if body.folder is None else _folder(call, body, parent)
    answer = created_answer(item_for_reader(call, item), f"drives('{drive_id}')/items/$entity")
    answer.status = 201 if is_new else 200
    return answer


def _empty_file(call: Call, body: NewItem, parent: Row) -> tuple[Row, bool]:
    made, is_new = write(call, parent, body.name, b"", body.conflict)
    told = properties_of(body)
    return (sites.put_item(call.state, parent["drive"], made | told) if told else made), is_new


def _folder(call: Call, body: NewItem, parent: Row) -> tuple[Row, bool]:
    """Make a folder; to replace one that is there leaves it as it is."""
    refuse_reader(call, parent)
    check_name(call.state, parent, body.name)
    name, known = body.name, sites.child(call.state, parent["id"], body.name)
    if known and (body.conflict == "fail" or (body.conflict == "replace" and not known["isFolder"])):
        raise name_taken()
    if known and body.conflict == "replace":
        return known, False
    name = free_name(call.state, parent, name) if known else name
    who = identity_of(call)
    fresh: Row = {"id": call.state.item_id(), "name": name, "parent": parent["id"], "isFolder": True}
    fresh |= properties_of(body) | {"createdBy": who, "lastModifiedBy": who}
    made = sites.put_item(call.state, parent["drive"], fresh)
    touch_folder(call.state, parent["id"])
    return made, True
