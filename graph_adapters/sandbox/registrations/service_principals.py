# ruff: noqa: N815 -- Graph's own names
"""Service principals: Microsoft Graph's own, those of registered applications, and the asking app's."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.registrations.applications import (
    OPTIONS,
    READ,
    WRITE,
    application_of,
    no_application,
)
from graph_adapters.sandbox.registrations.permissions import APP_ROLES, GRAPH_APP_ID, SCOPES

GRAPH_ID = str(uuid5(NAMESPACE_URL, "graph"))
MICROSOFT_TENANT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"


class NewPrincipal(Body):
    graph_type: ClassVar[str] = "servicePrincipal"
    appId: str
    displayName: str | None = None
    accountEnabled: bool = True
    appRoleAssignmentRequired: bool = False
    tags: list[str] = Field(default=[])
    notes: str | None = None


class PrincipalChange(Body):
    graph_type: ClassVar[str] = "servicePrincipal"
    displayName: str | None = None
    accountEnabled: bool | None = None
    appRoleAssignmentRequired: bool | None = None
    tags: list[str] | None = None
    notes: str | None = None


def _shape(state: State, row: Row) -> Json:
    """Show a principal with its application's name, roles and addresses as they are now."""
    application = application_of(state, row["appId"]) or {}
    web, api = application.get("web", {}), application.get("api", {})
    return {
        "accountEnabled": True,
        "alternativeNames": [],
        "appDescription": application.get("description"),
        "appDisplayName": application.get("displayName", row["displayName"]),
        "appOwnerOrganizationId": state.tenant_id,
        "appRoleAssignmentRequired": False,
        "appRoles": application.get("appRoles", []),
        "applicationTemplateId": None,
        "deletedDateTime": None,
        "description": None,
        "disabledByMicrosoftStatus": None,
        "homepage": web.get("homePageUrl"),
        "keyCredentials": [],
        "loginUrl": None,
        "logoutUrl": web.get("logoutUrl"),
        "notes": None,
        "notificationEmailAddresses": [],
        "oauth2PermissionScopes": api.get("oauth2PermissionScopes", []),
        "passwordCredentials": [],
        "preferredSingleSignOnMode": None,
        "replyUrls": web.get("redirectUris", []),
        "servicePrincipalNames": [row["appId"], *application.get("identifierUris", [])],
        "servicePrincipalType": "Application",
        "signInAudience": application.get("signInAudience", "AzureADMyOrg"),
        "tags": [],
    } | row


def _graph(state: State) -> Json:
    row = {"id": GRAPH_ID, "appId": GRAPH_APP_ID, "displayName": "Microsoft Graph"}
    roles = [_role(name, role) for name, role in APP_ROLES.items()]
    more: Json = {"appOwnerOrganizationId": MICROSOFT_TENANT, "signInAudience": "AzureADMultipleOrgs"}
    more |= {"servicePrincipalNames": [GRAPH_APP_ID, "https://graph.microsoft.com"]}
    scopes = [_scope(name, scope) for name, scope in SCOPES.items()]
    return _shape(state, row) | more | {"appRoles": roles, "oauth2PermissionScopes": scopes}


def _role(name: str, role_id: str) -> Json:
    return {
        "allowedMemberTypes": ["Application"],
        "description": name,
        "displayName": name,
        "id": role_id,
        "isEnabled": True,
        "origin": "Application",
        "value": name,
    }


def _scope(name: str, scope_id: str) -> Json:
    texts = dict.fromkeys(
        (
            "adminConsentDescription",
            "adminConsentDisplayName",
            "userConsentDescription",
            "userConsentDisplayName",
        ),
        name,
    )
    return texts | {"id": scope_id, "isEnabled": True, "type": "User", "value": name}


def principals(call: Call) -> Iterator[Json]:
    state = call.state
    yield _graph(state)
    for row in state.all("servicePrincipal"):
        yield _shape(state, row)
    asking = call.caller.app_id
    if call.caller.user_id is None and asking and application_of(state, asking) is None:
        yield _unregistered(state, asking)


def _unregistered(state: State, app_id: str) -> Json:
    """Any app may have a token here: one that nobody registered is in the tenant all the same."""
    row = {"id": str(uuid5(NAMESPACE_URL, app_id)), "appId": app_id, "displayName": app_id}
    return _shape(state, row)


def principal_by_id(call: Call, principal_id: str) -> Json:
    found = next((row for row in principals(call) if row["id"] == principal_id), None)
    if found is None:
        raise no_application(principal_id)
    return found


def principal_of(state: State, app_id: str) -> Row | None:
    return state.first("servicePrincipal", "appId", app_id)


@operation("GET", "/servicePrincipals", "servicePrincipal.list", READ, options=OPTIONS)
def list_principals(call: Call) -> Answer:
    return collection_answer(call, principals(call), "servicePrincipals")


@operation("POST", "/servicePrincipals", "servicePrincipal.create", WRITE, body=NewPrincipal)
def create_principal(call: Call, body: NewPrincipal) -> Answer:
    state, application = call.state, application_of(call.state, body.appId)
    if application is None:
        message = f"The appId '{body.appId}' of the service principal does not reference a valid application object."
        raise bad_request(message, "Request_BadRequest")
    if principal_of(state, body.appId):
        message = (
            "The service principal cannot be created, updated, or restored because the service principal "
            f"name {body.appId} is already in use."
        )
        raise bad_request(message, "Request_MultipleObjectsWithSameKeyValue")
    row = {"id": state.uuid(), "displayName": application["displayName"]}
    made = state.put("servicePrincipal", row | body.sent())
    return created_answer(_shape(state, made), "servicePrincipals/$entity")


@operation("GET", "/servicePrincipals/{principal_id}", "servicePrincipal.get", READ, options="select")
def get_principal(call: Call, principal_id: str) -> Answer:
    return entity_answer(call, principal_by_id(call, principal_id), "servicePrincipals/$entity")


@operation(
    "GET", "/servicePrincipals(appId='{app_id}')", "servicePrincipal.get.byAppId", READ, options="select"
)
def get_principal_by_app_id(call: Call, app_id: str) -> Answer:
    found = next((row for row in principals(call) if row["appId"] == app_id), None)
    if found is None:
        raise no_application(app_id)
    return entity_answer(call, found, "servicePrincipals/$entity")


def _own_row(state: State, principal_id: str) -> Row:
    row = state.get("servicePrincipal", principal_id)
    if row is None:
        raise no_application(principal_id)
    return row


@operation(
    "PATCH", "/servicePrincipals/{principal_id}", "servicePrincipal.update", WRITE, body=PrincipalChange
)
def update_principal(call: Call, body: PrincipalChange, principal_id: str) -> Answer:
    call.state.put("servicePrincipal", _own_row(call.state, principal_id) | body.sent())
    return no_content_answer()


@operation("DELETE", "/servicePrincipals/{principal_id}", "servicePrincipal.delete", WRITE)
def delete_principal(call: Call, principal_id: str) -> Answer:
    row = _own_row(call.state, principal_id)
    call.state.put("deletedServicePrincipal", row | {"deletedDateTime": call.state.stamp()})
    call.state.remove("servicePrincipal", principal_id)
    return no_content_answer()
