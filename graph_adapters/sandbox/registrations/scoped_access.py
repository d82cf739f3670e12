"""What an app may do on a single site or file, although its token names no permission for the whole tenant.

`Sites.Selected` and `Files.SelectedOperations.Selected` give nothing by themselves: the site's or the file's own
permissions say what they are worth there (Microsoft Learn, permissions-selected-overview).
"""

import re
from urllib.parse import unquote

from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row

PLACE = re.compile(
    r"^/(?P<kind>sites|drives|groups)/(?P<key>[^/:]+)(?:/(?P<next>drive|drives|sites|items|root)\b)?"
    r"(?:/(?P<item>[^/:]+))?"
)
READ = {"Sites.Read.All", "Files.Read.All"}
WRITE = READ | {"Sites.ReadWrite.All", "Files.ReadWrite.All"}
WORTH = {"read": READ, "write": WRITE, "owner": WRITE, "fullcontrol": WRITE | {"Sites.FullControl.All"}}


def site_permissions(call: Call) -> set[str]:
    """Return the permissions the asking app has at the place of this request."""
    drive, item = _place(call)
    if drive is None:
        return set()
    found: set[str] = set()
    if "Sites.Selected" in call.caller.roles:
        found |= _worth(call.state.by("sitePermission", "site", drive["site"]), call.caller.app_id)
    if item is not None and "Files.SelectedOperations.Selected" in call.caller.roles:
        found |= _of_item(call.state, item, call.caller.app_id)
    return found


def _worth(rows: list[Row], app_id: str) -> set[str]:
    mine = [row for row in rows if app_id in row["applications"]]
    return set().union(*(WORTH[role] for row in mine for role in row["roles"]))


def _of_item(state: State, item: Row, app_id: str) -> set[str]:
    """Look at the item and at every folder above it."""
    found: set[str] = set()
    here: Row | None = item
    while here is not None:
        for row in state.by("permission", "item", here["id"]):
            if row.get("grantedToV2", {}).get("application", {}).get("id") == app_id:
                found = found.union(*(WORTH[role] for role in row["roles"]))
        here = state.get("item", here["parent"] or "")
    return found


def _place(call: Call) -> tuple[Row | None, Row | None]:
    match = PLACE.match(call.path)
    if match is None:
        return None, None
    key = unquote(match["key"])
    if match["kind"] == "drives":
        item = call.state.get("item", unquote(match["item"] or "")) if match["next"] == "items" else None
        return call.state.get("drive", key), item
    if match["kind"] == "groups":
        return (call.state.first("drive", "group", key) if match["next"] else None), None
    return drive_of_site(call.state, key), None


def drive_of_site(state: State, site_id: str) -> Row | None:
    """Find the library of a site by its id: `host,site,web`, or the middle part alone."""
    parts = site_id.split(",")
    wanted = parts[1] if len(parts) == 3 else site_id  # noqa: PLR2004 -- host, site and web
    return next((drive for drive in state.all("drive") if drive["site"] == wanted), None)
