"""Objects that were deleted: for thirty days they can be looked at and restored."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from graph_adapters.sandbox.directory.accounts import whole_user
from graph_adapters.sandbox.directory.users import USUAL, no_such
from graph_adapters.sandbox.engine.answers import Answer, Json, no_content_answer
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.registrations.applications import application_shape

RETENTION = timedelta(days=30)
LISTED = "Group.Read.All Group.ReadWrite.All Directory.Read.All"
READ = f"{LISTED} User.Read.All User.ReadWrite.All Application.Read.All Application.ReadWrite.All"
USERS = "User.Read.All User.ReadWrite.All Directory.Read.All"
APPLICATIONS = "Application.Read.All Application.ReadWrite.All Directory.Read.All"
RESTORE = (
    "AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy AgentIdentity.DeleteRestore.All "
    "AgentIdentityBlueprint.DeleteRestore.All AgentIdentityBlueprintPrincipal.DeleteRestore.All "
    "User.DeleteRestore.All User.ReadWrite.All User.ReadWrite.CrossCloud Group.ReadWrite.All "
    "Application.ReadWrite.All"
)
OPTIONS = "filter select top count skiptoken orderby"
TABLES = {
    "deletedGroup": ("group", "group"),
    "deletedUser": ("user", "user"),
    "deletedApplication": ("application", "application"),
    "deletedServicePrincipal": ("servicePrincipal", "servicePrincipal"),
}
HIDDEN = {"kept"}  # memberships that come back with the account


def _deleted(state: State, table: str) -> list[Row]:
    """Return what is still there, the oldest first."""
    now = state.now()
    rows = [
        row for row in state.all(table) if now - datetime.fromisoformat(row["deletedDateTime"]) < RETENTION
    ]
    return sorted(rows, key=lambda row: str(row["deletedDateTime"]))


def _shape(table: str, row: Row) -> Json:
    plain = {name: value for name, value in row.items() if name not in HIDDEN}
    if table == "deletedUser":
        user = whole_user(plain)
        return {name: user[name] for name in (*USUAL, "deletedDateTime")}
    return application_shape(plain) if table == "deletedApplication" else plain


def _list(call: Call, table: str, context: str) -> Answer:
    rows = _deleted(call.state, table)
    return collection_answer(call, [_shape(table, row) for row in rows], context)


@operation(
    "GET",
    "/directory/deletedItems/microsoft.graph.group",
    "directory.deletedGroups.list",
    LISTED,
    options=OPTIONS,
)
def list_deleted_groups(call: Call) -> Answer:
    return _list(call, "deletedGroup", "groups")


@operation(
    "GET",
    "/directory/deletedItems/microsoft.graph.user",
    "directory.deletedUsers.list",
    USERS,
    options=OPTIONS,
)
def list_deleted_users(call: Call) -> Answer:
    return _list(call, "deletedUser", "users")


@operation(
    "GET",
    "/directory/deletedItems/microsoft.graph.application",
    "directory.deletedApplications.list",
    APPLICATIONS,
    options=OPTIONS,
)
def list_deleted_applications(call: Call) -> Answer:
    return _list(call, "deletedApplication", "applications")


@operation("GET", "/directory/deletedItems/{object_id}", "directory.deletedItems.get", READ, options="select")
def get_deleted(call: Call, object_id: str) -> Answer:
    table, row = _found(call.state, object_id)
    return entity_answer(call, _typed(table, row), "directoryObjects/$entity")


def _typed(table: str, row: Row) -> Json:
    return {"@odata.type": f"#microsoft.graph.{TABLES[table][1]}"} | _shape(table, row)


@operation("POST", "/directory/deletedItems/{object_id}/restore", "directory.deletedItems.restore", RESTORE)
def restore(call: Call, object_id: str) -> Answer:
    table, row = _found(call.state, object_id)
    back = {name: value for name, value in row.items() if name not in HIDDEN} | {"deletedDateTime": None}
    call.state.remove(table, object_id)
    call.state.put(TABLES[table][0], back)
    for kept in row.get("kept", []):
        call.state.put(*kept)
    return entity_answer(call, _typed(table, back), "directoryObjects/$entity")


@operation("DELETE", "/directory/deletedItems/{object_id}", "directory.deletedItems.delete", RESTORE)
def delete_for_ever(call: Call, object_id: str) -> Answer:
    table, row = _found(call.state, object_id)
    call.state.remove(table, row["id"])
    return no_content_answer()


def _found(state: State, object_id: str) -> tuple[str, Row]:
    """Find a deleted object of any kind."""
    found = ((table, row) for table in TABLES for row in _deleted(state, table) if row["id"] == object_id)
    first = next(found, None)
    if first is None:
        raise no_such(object_id)
    return first


def delete_user(state: State, row: Row) -> None:
    """Put an account away, with its places in groups and channels, which come back with it."""
    places = list(_places(state, row["id"]))
    for table, place in places:
        state.remove(table, place["id"])
    kept = [[table, place] for table, place in places]
    state.put("deletedUser", row | {"deletedDateTime": state.stamp(), "kept": kept})
    state.remove("user", row["id"])


def _places(state: State, user_id: str) -> Iterator[tuple[str, Row]]:
    yield from (("member", row) for row in state.by("member", "user", user_id))
    yield from (("channelMember", row) for row in state.all("channelMember") if row["user"] == user_id)
