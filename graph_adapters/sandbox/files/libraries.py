"""A group's document library and its site."""

from uuid import NAMESPACE_URL, uuid5

from graph_adapters.sandbox.directory.users import no_such
from graph_adapters.sandbox.engine.answers import Answer, Json
from graph_adapters.sandbox.engine.queries.odata import entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.drives import READ, drive_row, not_found

SITES = "Sites.Read.All Sites.ReadWrite.All"
HOST = "sharepoint.example.no"


def drive_shape(state: State, row: Row) -> Json:
    return {
        "id": row["id"],
        "name": "Documents",
        "description": "",
        "driveType": sites.drive_type(row),
        "createdDateTime": row["createdDateTime"],
        "lastModifiedDateTime": row["createdDateTime"],
        "webUrl": sites.library_url(row),
        "createdBy": {"user": {"displayName": "System Account"}},
        "owner": _owner(state, row),
        "quota": {
            "deleted": 0,
            "remaining": 27487790694400,
            "state": "normal",
            "total": 27487790694400,
            "used": 0,
        },
    }


def _owner(state: State, row: Row) -> Json:
    kind = "user" if row.get("user") else "group"
    owner = state.get(kind, row[kind]) or {}
    return {kind: {"id": owner["id"], "displayName": owner["displayName"], "email": owner["mail"]}}


def library_of_group(state: State, group_id: str) -> Row:
    if state.get("group", group_id) is None:
        raise no_such(group_id)
    row = sites.drive_of_group(state, group_id)
    if row is None:
        raise not_found()
    return row


@operation("GET", "/groups/{group_id}/drive", "group.drive.get", READ, options="select")
def get_group_drive(call: Call, group_id: str) -> Answer:
    return entity_answer(
        call, drive_shape(call.state, library_of_group(call.state, group_id)), "drives/$entity"
    )


@operation("GET", "/drives/{drive_id}", "drive.get", READ, options="select")
def get_drive(call: Call, drive_id: str) -> Answer:
    return entity_answer(call, drive_shape(call.state, drive_row(call.state, drive_id)), "drives/$entity")


@operation("GET", "/groups/{group_id}/sites/root", "group.sites.root", SITES, options="select")
def get_group_site(call: Call, group_id: str) -> Answer:
    return entity_answer(
        call, site_shape(call.state, library_of_group(call.state, group_id)), "sites/$entity"
    )


@operation("GET", "/groups/{group_id}/sites/{site_id}", "group.site.get", SITES, options="select")
def get_site_of_group(call: Call, group_id: str, site_id: str) -> Answer:
    drive = library_of_group(call.state, group_id)
    if site_id not in (drive["site"], id_of_site(drive)):
        raise not_found()
    return entity_answer(call, site_shape(call.state, drive), "sites/$entity")


@operation("GET", "/sites/{site_id}", "site.get", SITES, options="select")
def get_site(call: Call, site_id: str) -> Answer:
    if site_id.casefold() in ("root", HOST):
        return entity_answer(call, _root_site(call.state), "sites/$entity")
    return entity_answer(call, site_shape(call.state, drive_of_site(call.state, site_id)), "sites/$entity")


def drive_of_site(state: State, site: str) -> Row:
    """Find a site's library by the site's whole id, or by its middle part."""
    drive = next((row for row in state.all("drive") if site in (row["site"], id_of_site(row))), None)
    if drive is None or state.get("group", drive["group"]) is None:
        raise not_found()
    return drive


def _root_site(state: State) -> Json:
    """Show the tenant's own site, which stands above those of the groups and has no library here."""
    (organisation,) = state.all("organization")
    made = organisation["createdDateTime"]
    parts = (uuid5(NAMESPACE_URL, f"{organisation['id']}/{part}") for part in ("site", "web"))
    return {
        "id": ",".join([HOST, *map(str, parts)]),
        "name": "",
        "displayName": organisation["displayName"],
        "webUrl": f"https://{HOST}",
        "isPersonalSite": False,
        "root": {},
        "siteCollection": {"hostname": HOST},
        "createdDateTime": made,
        "lastModifiedDateTime": made,
    }


def id_of_site(drive: Row) -> str:
    return f"{HOST},{drive['site']},{drive['web']}"


def site_shape(state: State, drive: Row) -> Json:
    group = state.get("group", drive["group"]) or {}
    times = {"createdDateTime": drive["createdDateTime"], "lastModifiedDateTime": drive["createdDateTime"]}
    site = {
        "id": id_of_site(drive),
        "name": drive["nickname"],
        "displayName": group["displayName"],
        "description": group["description"],
        "webUrl": f"{sites.SITES}/{drive['nickname']}",
        "isPersonalSite": False,
        "root": {},
        "siteCollection": {"hostname": HOST},
    }
    return site | times
