# ruff: noqa: N815 -- Graph's own names
"""App-role assignments: which application permissions an app was granted, and the roles its tokens carry."""

from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.registrations.applications import OPTIONS, no_application
from graph_adapters.sandbox.registrations.permissions import APP_ROLES
from graph_adapters.sandbox.registrations.service_principals import (
    GRAPH_ID,
    principal_by_id,
    principal_of,
)

READ = "Application.Read.All AppRoleAssignment.ReadWrite.All Directory.Read.All"
WRITE = "AppRoleAssignment.ReadWrite.All"
NO_ROLE = "00000000-0000-0000-0000-000000000000"  # the plain membership of an app without roles
OF, TO = (
    "/servicePrincipals/{principal_id}/appRoleAssignments",
    "/servicePrincipals/{principal_id}/appRoleAssignedTo",
)


class NewAssignment(Body):
    graph_type: ClassVar[str] = "appRoleAssignment"
    principalId: str
    resourceId: str
    appRoleId: str


def granted_roles(state: State, app_id: str) -> list[str]:
    """Return the roles on Microsoft Graph that a registered app was granted."""
    principal = principal_of(state, app_id) or {"id": ""}
    names = {role: name for name, role in APP_ROLES.items()}
    rows = state.by("appRoleAssignment", "principalId", principal["id"])
    return sorted(names[row["appRoleId"]] for row in rows if row["resourceId"] == GRAPH_ID)


# --- as the client sees it -----------------------------------------------------------------------


@operation("GET", OF, "servicePrincipal.appRoleAssignments", READ, options=OPTIONS)
def list_app_roles(call: Call, principal_id: str) -> Answer:
    """List the permissions an app was granted; of the asking app that nobody registered, all it has."""
    principal = principal_by_id(call, principal_id)
    rows = call.state.by("appRoleAssignment", "principalId", principal_id)
    if call.state.get("servicePrincipal", principal_id) is None and principal_id != GRAPH_ID:
        rows = [_implied(call, principal, role) for role in sorted(call.caller.roles)]
    return collection_answer(call, rows, "appRoleAssignments")


def _implied(call: Call, principal: Json, role: str) -> Row:
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{principal['id']}/{role}")),
        "deletedDateTime": None,
        "appRoleId": APP_ROLES.get(role) or str(uuid5(NAMESPACE_URL, role)),
        "createdDateTime": next(iter(call.state.all("organization")))["createdDateTime"],
        "principalDisplayName": principal["displayName"],
        "principalId": principal["id"],
        "principalType": "ServicePrincipal",
        "resourceDisplayName": "Microsoft Graph",
        "resourceId": GRAPH_ID,
    }


@operation("POST", OF, "servicePrincipal.appRoleAssignments.create", WRITE, body=NewAssignment)
def assign_app_role(call: Call, body: NewAssignment, principal_id: str) -> Answer:
    if body.principalId != principal_id:
        raise bad_request("The principalId is not that of the address.", "Request_BadRequest")
    return _assign(call, body)


@operation("DELETE", f"{OF}/{{assignment_id}}", "servicePrincipal.appRoleAssignments.delete", WRITE)
def take_app_role(call: Call, principal_id: str, assignment_id: str) -> Answer:
    return _take(call, assignment_id, "principalId", principal_id)


# --- as the resource sees it ---------------------------------------------------------------------


@operation("GET", TO, "servicePrincipal.appRoleAssignedTo", READ, options=OPTIONS)
def list_assigned_to(call: Call, principal_id: str) -> Answer:
    principal_by_id(call, principal_id)
    rows = [row for row in call.state.all("appRoleAssignment") if row["resourceId"] == principal_id]
    return collection_answer(call, rows, "appRoleAssignments")


@operation("POST", TO, "servicePrincipal.appRoleAssignedTo.create", WRITE, body=NewAssignment)
def assign_to(call: Call, body: NewAssignment, principal_id: str) -> Answer:
    if body.resourceId != principal_id:
        raise bad_request("The resourceId is not that of the address.", "Request_BadRequest")
    return _assign(call, body)


@operation("DELETE", f"{TO}/{{assignment_id}}", "servicePrincipal.appRoleAssignedTo.delete", WRITE)
def take_from(call: Call, principal_id: str, assignment_id: str) -> Answer:
    return _take(call, assignment_id, "resourceId", principal_id)


# --- both ----------------------------------------------------------------------------------------


def _assign(call: Call, body: NewAssignment) -> Answer:
    state, resource = call.state, principal_by_id(call, body.resourceId)
    roles = {role["id"] for role in resource["appRoles"]} or {NO_ROLE}
    if body.appRoleId not in roles:
        raise bad_request("Permission being assigned was not found on application", "Request_BadRequest")
    principal, kind = _principal(call, body.principalId)
    asked = body.sent()
    if any(
        asked.items() <= row.items() for row in state.by("appRoleAssignment", "principalId", body.principalId)
    ):
        raise bad_request("Permission being assigned already exists on the object", "Request_BadRequest")
    row = {
        "id": state.hex()[:43],
        "deletedDateTime": None,
        "appRoleId": body.appRoleId,
        "createdDateTime": state.stamp(),
        "principalDisplayName": principal["displayName"],
        "principalId": body.principalId,
        "principalType": kind,
        "resourceDisplayName": resource["displayName"],
        "resourceId": body.resourceId,
    }
    state.put("appRoleAssignment", row)
    return created_answer(row, "appRoleAssignments/$entity")


def _principal(call: Call, principal_id: str) -> tuple[Json, str]:
    for table, kind in (("user", "User"), ("group", "Group")):
        if row := call.state.get(table, principal_id):
            return row, kind
    return principal_by_id(call, principal_id), "ServicePrincipal"


def _take(call: Call, assignment_id: str, side: str, principal_id: str) -> Answer:
    row = call.state.get("appRoleAssignment", assignment_id)
    if row is None or row[side] != principal_id:
        raise no_application(assignment_id)
    call.state.remove("appRoleAssignment", assignment_id)
    return no_content_answer()
