"""The shape of a file or folder, and its editors."""

import base64
from urllib.parse import quote

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.downloads import download_url

BITS, SHIFT, BLOCK = 160, 11, 160


def app_identity(_: State, name: str, app_id: str = "00000003-0000-0ff1-ce00-000000000000") -> Json:
    return {"application": {"id": app_id, "displayName": name}}


def identity_of(call: Call) -> Json:
    """Name the app, or the person it is done for."""
    user = call.state.get("user", call.caller.user_id or "")
    if user is not None:
        return {"user": {"id": user["id"], "displayName": user["displayName"], "email": user["mail"]}}
    return app_identity(call.state, "Kull", call.caller.app_id)


def e_tag(item: Row) -> str:
    return f'"{{{item["id"][2:34]}}},{item["eTagVersion"]}"'


def parent_reference(state: State, item: Row) -> Json:
    drive = state.get("drive", item["drive"]) or {}
    reference = {"driveType": sites.drive_type(drive), "driveId": item["drive"], "siteId": drive["site"]}
    if item["parent"] is None:
        return reference
    parent = state.get("item", item["parent"]) or item
    names = sites.path_of(state, parent)
    path = "/".join([f"/drives/{item['drive']}/root:", *map(quote, names)])
    return reference | {"id": item["parent"], "name": parent["name"], "path": path}


def item_shape(state: State, item: Row) -> Json:
    drive = state.get("drive", item["drive"]) or {}
    times = {"createdDateTime": item["createdDateTime"], "lastModifiedDateTime": item["lastModifiedDateTime"]}
    by = app_identity(state, "SharePoint")
    return (
        {
            "id": item["id"],
            "name": item["name"],
            "eTag": e_tag(item),
            "cTag": f'"c:{{{item["id"][2:34]}}},{item.get("cTagVersion", 0)}"',
            "webUrl": sites.web_url(state, drive, item),
            "size": item["size"],
            "createdBy": item.get("createdBy", by),
            "lastModifiedBy": item.get("lastModifiedBy", by),
            "parentReference": parent_reference(state, item),
            "fileSystemInfo": times | item.get("fileSystemInfo", {}),
        }
        | times
        | ({"shared": {"scope": "users"}} if state.count("permission", "item", item["id"]) else {})
        | ({"description": item["description"]} if item.get("description") else {})
        | _facet(state, item)
    )


def item_for_reader(call: Call, item: Row) -> Json:
    """Give an item as a reader of Graph sees it: a file comes with the address it is fetched from."""
    body = item_shape(call.state, item)
    if item["isFolder"] or "malware" in item:
        return body
    return {"@microsoft.graph.downloadUrl": download_url(call.state, call.origin, item)} | body


def _facet(state: State, item: Row) -> Json:
    if not item["isFolder"]:
        facets: Json = item.get("facets", {}) | ({"malware": item["malware"]} if "malware" in item else {})
        return {"file": {"mimeType": item["mime"], "hashes": {"quickXorHash": item["hash"]}}} | facets
    folder: Json = {"folder": {"childCount": state.count("item", "parent", item["id"])}}
    return folder if item["parent"] else folder | {"root": {}}


def quick_xor(data: bytes) -> str:
    """Hash as OneDrive and SharePoint do: each byte is turned eleven bits further than the byte before."""
    columns = 0
    for start in range(0, len(data), BLOCK):
        columns ^= int.from_bytes(data[start : start + BLOCK].ljust(BLOCK, b"\0"), "little")
    total = 0
    for place, byte in enumerate(columns.to_bytes(BLOCK, "little")):
        turned = byte << (place * SHIFT % BITS)
        total ^= (turned | turned >> BITS) & ((1 << BITS) - 1)
    return base64.b64encode((total ^ len(data) << (BITS - 64)).to_bytes(BITS // 8, "little")).decode()
