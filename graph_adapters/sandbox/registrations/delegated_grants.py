# ruff: noqa: N815 -- Graph's own names
"""Delegated permissions an app was granted, for everybody or for a single person."""

from typing import ClassVar, Literal

from graph_adapters.sandbox.engine.answers import Answer, bad_request, created_answer, no_content_answer
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.registrations.applications import OPTIONS, no_application
from graph_adapters.sandbox.registrations.service_principals import principal_by_id

READ = "DelegatedPermissionGrant.ReadWrite.All Directory.Read.All"
WRITE = "DelegatedPermissionGrant.ReadWrite.All"
ONE = "/oauth2PermissionGrants/{grant_id}"


class NewGrant(Body):
    graph_type: ClassVar[str] = "oAuth2PermissionGrant"
    clientId: str
    consentType: Literal["AllPrincipals", "Principal"]
    principalId: str | None = None
    resourceId: str
    scope: str
    startTime: str | None = None  # sent by older scripts; Graph ignores both
    expiryTime: str | None = None


class GrantChange(Body):
    graph_type: ClassVar[str] = "oAuth2PermissionGrant"
    scope: str


@operation("GET", "/oauth2PermissionGrants", "oauth2PermissionGrant.list", READ, options=OPTIONS)
def list_grants(call: Call) -> Answer:
    return collection_answer(call, call.state.all("permissionGrant"), "oauth2PermissionGrants")


@operation("POST", "/oauth2PermissionGrants", "oauth2PermissionGrant.create", WRITE, body=NewGrant)
def create_grant(call: Call, body: NewGrant) -> Answer:
    state = call.state
    principal_by_id(call, body.clientId)
    principal_by_id(call, body.resourceId)
    if (body.consentType == "Principal") != (body.principalId is not None):
        raise bad_request("PrincipalId and ConsentType do not go together.", "Request_BadRequest")
    who = {"clientId": body.clientId, "consentType": body.consentType, "principalId": body.principalId}
    row = who | {"resourceId": body.resourceId}
    if any(row.items() <= known.items() for known in state.all("permissionGrant")):
        raise bad_request("Permission entry already exists.", "Request_BadRequest")
    made = state.put("permissionGrant", {"id": state.hex()[:43], **row, "scope": body.scope})
    return created_answer(made, "oauth2PermissionGrants/$entity")


@operation("GET", ONE, "oauth2PermissionGrant.get", READ, options="select")
def get_grant(call: Call, grant_id: str) -> Answer:
    return entity_answer(call, _row(call.state, grant_id), "oauth2PermissionGrants/$entity")


@operation("PATCH", ONE, "oauth2PermissionGrant.update", WRITE, body=GrantChange)
def update_grant(call: Call, body: GrantChange, grant_id: str) -> Answer:
    call.state.put("permissionGrant", _row(call.state, grant_id) | body.sent())
    return no_content_answer()


@operation("DELETE", ONE, "oauth2PermissionGrant.delete", WRITE)
def delete_grant(call: Call, grant_id: str) -> Answer:
    _row(call.state, grant_id)
    call.state.remove("permissionGrant", grant_id)
    return no_content_answer()


def _row(state: State, grant_id: str) -> Row:
    row = state.get("permissionGrant", grant_id)
    if row is None:
        raise no_application(grant_id)
    return row
