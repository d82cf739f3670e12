"""Folders and files in a channel's library. Our ids are `drive/item`: an item is nothing without its drive."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.tenant import Placed, Seen
from graph_adapters.errors import Gone
from graph_adapters.transport import Request, call, thing_in

if TYPE_CHECKING:
    from graph_adapters.transport import Connection

LANE = "sharepoint"
_FIELDS = (
    "id,name,webUrl,folder,file,parentReference,size,lastModifiedBy,createdDateTime,lastModifiedDateTime"
)
MAX_SHAREPOINT_EDIT_DELAY = timedelta(
    minutes=1
)  # SharePoint writes in an Office file by itself when it comes


def _split(place: str) -> tuple[str, str]:
    drive, _, item = place.rpartition("/")
    return drive, item


def item(connection: Connection, place: str) -> Any:  # noqa: ANN401 - a builder
    drive, item = _split(place)
    return connection.graph.drives.by_drive_id(drive).items.by_drive_item_id(item)


async def listed(connection: Connection, folder: str) -> list[Seen]:
    """List all files and folders in a folder, ours or not."""
    drive, _ = _split(folder)
    asked = call(item(connection, folder).children, select=_FIELDS, top="200", lane=LANE)
    return [_seen(drive, item) async for item in connection.pages(asked)]


def _seen(drive: str, item: dict[str, Any]) -> Seen:
    return Seen(
        external_id=f"{drive}/{item['id']}",
        name=item["name"],
        ours=True,  # by its path below our channel's folder
        touched="file" in item and is_touched(item),
        holds=(item.get("folder") or {}).get("childCount"),
        web_url=item.get("webUrl"),
        value={"name": item["name"]},
    )


def is_touched(item: dict[str, Any]) -> bool:
    """Tell whether a person has written in a file; a delta names no editor, so there its times decide."""
    if item.get("lastModifiedBy"):
        return "user" in item["lastModifiedBy"]
    made, changed = (datetime.fromisoformat(item[f"{act}DateTime"]) for act in ("created", "lastModified"))
    return changed - made > MAX_SHAREPOINT_EDIT_DELAY


async def list_whole_library(connection: Connection, place: str) -> list[Seen]:
    """List a library at any depth, in pages of a thousand: delta from nothing."""
    drive, _ = _split(place)
    asked = call(item(connection, f"{drive}/root").delta, select=_FIELDS, top="1000", lane=LANE)
    return [_seen(drive, item) async for item in connection.pages(asked) if "deleted" not in item]


async def create_folder(connection: Connection, parent: str, name: str) -> Placed:
    body = {"name": name, "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
    answer = await connection.send(call(item(connection, parent).children, "POST", body=body, lane=LANE))
    return _placed(parent, thing_in(answer), answer.request_id)


async def libraries(connection: Connection, parent: str, name: str) -> list[Seen]:
    """Find the folder of that name, and tell whether members can only read in it."""
    named = [seen for seen in await listed(connection, parent) if seen.name.casefold() == name.casefold()]
    return [
        replace(seen, value={**seen.value, "read_only": await _only_read(connection, seen.external_id)})
        for seen in named
    ]


async def _only_read(connection: Connection, place: str) -> bool:
    """Tell whether nothing inherited lets people write, save for the site's owners."""
    permissions = connection.pages(call(item(connection, place).permissions, lane=LANE))
    writing = [one async for one in permissions if "write" in (one.get("roles") or [])]
    return not any(one.get("inheritedFrom") for one in writing)


async def create_library(connection: Connection, parent: str, name: str, msteam_id: str) -> Placed:
    """Make a folder, and take everybody's right to write in it away. Cut off between, it is found and closed."""
    made = await create_folder(connection, parent, name)
    await close(connection, made.external_id, msteam_id)
    return made


async def close(connection: Connection, place: str, msteam_id: str) -> Placed:
    """Cut off the permissions from above, and let the members of the Team read. Sends no mail."""
    body = {
        "recipients": [{"objectId": msteam_id}],
        "roles": ["read"],
        "requireSignIn": True,
        "sendInvitation": False,
        "retainInheritedPermissions": False,
    }
    answer = await connection.send(call(item(connection, place).invite, "POST", body=body, lane=LANE))
    return Placed(external_id=place, request_id=answer.request_id)


async def rename(connection: Connection, place: str, name: str) -> Placed:
    answer = await connection.send(call(item(connection, place), "PATCH", body={"name": name}, lane=LANE))
    return _placed(place, thing_in(answer), answer.request_id)


async def copy(connection: Connection, place: str, folder: str, name: str) -> None:
    """Begin to copy a file; Microsoft answers before it is done, so the caller looks in the folder later."""
    drive, folder_id = _split(folder)
    body = {"name": name, "parentReference": {"driveId": drive, "id": folder_id}}
    await connection.send(call(item(connection, place).copy, "POST", body=body, lane=LANE))


async def remove(connection: Connection, place: str) -> str | None:
    """Move a file to the bin, and return Microsoft's request id; a file that is gone already is no error."""
    try:
        return (await connection.send(call(item(connection, place), "DELETE", lane=LANE))).request_id
    except Gone as gone:
        return gone.request_id


async def put_file(connection: Connection, parent: str, name: str, content: bytes) -> Placed:
    """Put a small file in a folder; a file that lies there already is never replaced.

    The SDK has no builder for addresses by path.
    """
    drive, item = _split(parent)
    path = f"/drives/{drive}/items/{item}:/{quote(name)}:/content?@microsoft.graph.conflictBehavior=fail"
    answer = await connection.send(Request(method="PUT", path=path, content=content, lane=LANE))
    return _placed(parent, thing_in(answer), answer.request_id)


def _placed(beside: str, item: dict[str, Any], request_id: str | None) -> Placed:
    drive, _ = _split(beside)
    return Placed(external_id=f"{drive}/{item['id']}", web_url=item.get("webUrl"), request_id=request_id)
