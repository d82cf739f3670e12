"""Folders and files in a channel's library. Our ids are `drive/item`: an item is nothing without its drive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.tenant import Placed, Seen
from graph_adapters.requests import Request, call, thing_in

if TYPE_CHECKING:
    from graph_adapters.connection import Connection

LANE = "sharepoint"
_FIELDS = "id,name,webUrl,folder,file,parentReference,size"


def _split(place: str) -> tuple[str, str]:
    drive, _, item = place.rpartition("/")
    return drive, item


def _item(connection: Connection, place: str) -> Any:  # noqa: ANN401 - a builder
    drive, item = _split(place)
    return connection.graph.drives.by_drive_id(drive).items.by_drive_item_id(item)


async def listed(connection: Connection, folder: str) -> list[Seen]:
    """Everything that lies in a folder, whoever put it there."""
    drive, _ = _split(folder)
    asked = call(_item(connection, folder).children, select=_FIELDS, top="200", lane=LANE)
    return [_seen(drive, item) async for item in connection.pages(asked)]


def _seen(drive: str, item: dict[str, Any]) -> Seen:
    return Seen(
        external_id=f"{drive}/{item['id']}",
        name=item["name"],
        ours=True,  # by its path below our channel's folder
        web_url=item.get("webUrl"),
        value={"name": item["name"]},
    )


async def everywhere(connection: Connection, place: str) -> list[Seen]:
    """Everything that lies in the library a place is in, at any depth, in pages of a thousand: delta from nothing."""
    drive, _ = _split(place)
    asked = call(_item(connection, f"{drive}/root").delta, select=_FIELDS, top="1000", lane=LANE)
    return [_seen(drive, item) async for item in connection.pages(asked) if "deleted" not in item]


async def create_folder(connection: Connection, parent: str, name: str) -> Placed:
    body = {"name": name, "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
    answer = await connection.send(call(_item(connection, parent).children, "POST", body=body, lane=LANE))
    return _placed(parent, thing_in(answer), answer.request_id)


async def rename(connection: Connection, place: str, name: str) -> Placed:
    answer = await connection.send(call(_item(connection, place), "PATCH", body={"name": name}, lane=LANE))
    return _placed(place, thing_in(answer), answer.request_id)


async def put_file(connection: Connection, parent: str, name: str, content: bytes) -> Placed:
    """Put a small file in a folder; one that lies there already is never replaced.

    The SDK has no builder for addresses by path.
    """
    drive, item = _split(parent)
    path = f"/drives/{drive}/items/{item}:/{quote(name)}:/content?@microsoft.graph.conflictBehavior=fail"
    answer = await connection.send(Request(method="PUT", path=path, content=content, lane=LANE))
    return _placed(parent, thing_in(answer), answer.request_id)


def _placed(beside: str, item: dict[str, Any], request_id: str | None) -> Placed:
    drive, _ = _split(beside)
    return Placed(external_id=f"{drive}/{item['id']}", web_url=item.get("webUrl"), request_id=request_id)
