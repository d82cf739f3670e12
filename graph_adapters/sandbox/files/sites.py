"""Things SharePoint makes by itself: a site and a library for each group, a folder for each channel."""

from urllib.parse import quote

from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

SITES = "https://sharepoint.example.no/sites"
PERSONAL = "https://sharepoint-my.example.no/personal"


def make_site(state: State, group: Row) -> None:
    _make_drive(state, {"group": group["id"], "nickname": group["mailNickname"]})


def drive_of_user(state: State, user: Row) -> Row:
    """Return a person's OneDrive, which is made when it is first asked for."""
    nickname = user["userPrincipalName"].replace("@", "_").replace(".", "_")
    known = state.first("drive", "user", user["id"])
    return known or _make_drive(state, {"group": None, "user": user["id"], "nickname": nickname})


def _make_drive(state: State, of: Row) -> Row:
    drive_id = f"b!{state.hex()}{state.hex()}"
    row = {"id": drive_id, "site": state.uuid(), "web": state.uuid()} | of
    state.put("drive", row | {"createdDateTime": state.stamp(), "root": None, "version": 0})
    root = put_item(
        state, drive_id, {"id": state.item_id(), "name": "root", "parent": None, "isFolder": True}
    )
    return state.put("drive", (state.get("drive", drive_id) or row) | {"root": root["id"]})


def drive_of_group(state: State, group_id: str) -> Row | None:
    return state.first("drive", "group", group_id)


def put_item(state: State, drive_id: str, item: Row) -> Row:
    """Store an item as changed now; each change has a number in its drive's history."""
    drive = state.get("drive", drive_id) or {}
    version = drive["version"] + 1
    state.put("drive", drive | {"version": version})
    now = state.stamp()
    fresh: Row = {"drive": drive_id, "createdDateTime": now, "size": 0, "eTagVersion": 0}
    stored = fresh | item | {"lastModifiedDateTime": now, "sequence": version}
    stored["eTagVersion"] += 1
    stored["address"] = address(stored["parent"], stored["name"])
    return state.put("item", stored)


def address(parent: str | None, name: str) -> str | None:
    """Return the address of an item below its folder; SharePoint does not tell cases apart."""
    return f"{parent}/{name}" if parent else None


def child(state: State, parent: str, name: str) -> Row | None:
    return state.first("item", "address", f"{parent}/{name}")


def folder_in_root(state: State, drive: Row, name: str, by: Row) -> Row:
    known = child(state, drive["root"], name)
    if known is not None:
        return known
    item = {
        "id": state.item_id(),
        "name": name,
        "parent": drive["root"],
        "isFolder": True,
        "createdBy": by,
        "lastModifiedBy": by,
    }
    return put_item(state, drive["id"], item)


def drive_type(drive: Row) -> str:
    return "business" if drive.get("user") else "documentLibrary"


def library_url(drive: Row) -> str:
    if drive.get("user"):
        return f"{PERSONAL}/{drive['nickname']}/Documents"
    return f"{SITES}/{drive['nickname']}/Shared%20Documents"


def path_of(state: State, item: Row) -> list[str]:
    """List the names from below the root down to this item."""
    names: list[str] = []
    while item["parent"] is not None:
        names.insert(0, item["name"])
        item = state.get("item", item["parent"]) or {"parent": None}
    return names


def web_url(state: State, drive: Row, item: Row) -> str:
    return "/".join([library_url(drive), *map(quote, path_of(state, item))])
