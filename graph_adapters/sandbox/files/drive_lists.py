"""The libraries of a group, a site and a person, and sites that are searched for."""

from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, not_built
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.drives import READ
from graph_adapters.sandbox.files.libraries import (
    SITES,
    drive_of_site,
    drive_shape,
    library_of_group,
    site_shape,
)

OPTIONS = "select top skiptoken"


@operation("GET", "/groups/{group_id}/drives", "group.drives.list", READ, options=OPTIONS)
def list_group_drives(call: Call, group_id: str) -> Answer:
    return _only(call, library_of_group(call.state, group_id), f"groups('{group_id}')/drives")


@operation("GET", "/sites/{site_id}/drives", "site.drives.list", READ, options=OPTIONS)
def list_site_drives(call: Call, site_id: str) -> Answer:
    return _only(call, drive_of_site(call.state, site_id), f"sites('{site_id}')/drives")


@operation("GET", "/users/{user_id}/drives", "user.drives.list", READ, options=OPTIONS)
def list_user_drives(call: Call, user_id: str) -> Answer:
    return _only(call, library_of_user(call.state, user_id), f"users('{user_id}')/drives")


@operation("GET", "/users/{user_id}/drive", "user.drive.get", READ, options="select")
def get_user_drive(call: Call, user_id: str) -> Answer:
    row = library_of_user(call.state, user_id)
    return entity_answer(call, drive_shape(call.state, row), "drives/$entity")


def library_of_user(state: State, user_id: str) -> Row:
    """Return a person's OneDrive; a guest has none here."""
    user = user_by_key(state, user_id)
    if user["userType"] == "Guest":
        raise RefusedError(404, "ResourceNotFound", "User's mysite not found.")
    return sites.drive_of_user(state, user)


def _only(call: Call, row: Row, context: str) -> Answer:
    return collection_answer(call, [drive_shape(call.state, row)], context)


@operation("GET", "/sites", "site.search", SITES, options=OPTIONS)
def search_sites(call: Call) -> Answer:
    """Find the groups' sites by the words of their name or address; a star stands for all."""
    if "search" not in call.query:
        raise not_built("GET /sites without search")
    words = call.query["search"].replace("*", "").casefold().split()
    found = [
        shape
        for shape in _all_sites(call)
        if all(word in f"{shape['displayName']} {shape['name']}".casefold() for word in words)
    ]
    return collection_answer(call, found, "sites")


@operation("GET", "/sites/getAllSites()", "site.getAllSites", SITES, options=OPTIONS)
def list_all_sites(call: Call) -> Answer:
    return collection_answer(call, _all_sites(call), "sites")


def _all_sites(call: Call) -> list[Json]:
    rows = [row for row in call.state.all("drive") if call.state.get("group", row["group"] or "")]
    return [site_shape(call.state, row) for row in rows]
