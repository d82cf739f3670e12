# ruff: noqa: N815 -- Graph's own names
"""App registrations."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.registrations.credentials import key_row, shown_credentials

READ = "Application.Read.All Application.ReadWrite.All Application.ReadWrite.OwnedBy Directory.Read.All"
WRITE = "Application.ReadWrite.All Application.ReadWrite.OwnedBy"
OPTIONS = "filter select top count skiptoken"

EMPTY: Json = {
    "deletedDateTime": None,
    "applicationTemplateId": None,
    "disabledByMicrosoftStatus": None,
    "createdByAppId": None,
    "description": None,
    "groupMembershipClaims": None,
    "identifierUris": [],
    "isDeviceOnlyAuthSupported": None,
    "isFallbackPublicClient": None,
    "notes": None,
    "publisherDomain": "example.no",
    "serviceManagementReference": None,
    "signInAudience": "AzureADMyOrg",
    "tags": [],
    "tokenEncryptionKeyId": None,
    "uniqueName": None,
    "defaultRedirectUri": None,
    "samlMetadataUrl": None,
    "optionalClaims": None,
    "addIns": [],
    "api": {
        "acceptMappedClaims": None,
        "knownClientApplications": [],
        "requestedAccessTokenVersion": None,
        "oauth2PermissionScopes": [],
        "preAuthorizedApplications": [],
    },
    "appRoles": [],
    "info": dict.fromkeys(
        ["logoUrl", "marketingUrl", "privacyStatementUrl", "supportUrl", "termsOfServiceUrl"]
    ),
    "keyCredentials": [],
    "parentalControlSettings": {"countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow"},
    "passwordCredentials": [],
    "publicClient": {"redirectUris": []},
    "requiredResourceAccess": [],
    "verifiedPublisher": dict.fromkeys(["displayName", "verifiedPublisherId", "addedDateTime"]),
    "web": {
        "homePageUrl": None,
        "logoutUrl": None,
        "redirectUris": [],
        "implicitGrantSettings": {"enableAccessTokenIssuance": False, "enableIdTokenIssuance": False},
    },
    "spa": {"redirectUris": []},
}
MERGED = ("api", "web", "info", "spa", "publicClient", "parentalControlSettings")


class ResourceAccess(Body):
    graph_type: ClassVar[str] = "resourceAccess"
    id: str
    type: Literal["Role", "Scope"]


class RequiredResourceAccess(Body):
    graph_type: ClassVar[str] = "requiredResourceAccess"
    resourceAppId: str
    resourceAccess: list[ResourceAccess]


class KeyCredential(Body):
    graph_type: ClassVar[str] = "keyCredential"
    key: str | None = Field(None, pattern=r"^[A-Za-z0-9+/\s]*={0,2}\s*$")
    keyId: str | None = None
    type: str = "AsymmetricX509Cert"
    usage: str = "Verify"
    displayName: str | None = None
    startDateTime: str | None = None
    endDateTime: str | None = None
    customKeyIdentifier: str | None = None


class ApplicationChange(Body):
    graph_type: ClassVar[str] = "application"
    displayName: str | None = Field(None, min_length=1, max_length=256)
    description: str | None = Field(None, max_length=1024)
    signInAudience: (
        Literal[
            "AzureADMyOrg",
            "AzureADMultipleOrgs",
            "AzureADandPersonalMicrosoftAccount",
            "PersonalMicrosoftAccount",
        ]
        | None
    ) = None
    identifierUris: list[str] | None = None
    isFallbackPublicClient: bool | None = None
    groupMembershipClaims: str | None = None
    notes: str | None = Field(None, max_length=1024)
    serviceManagementReference: str | None = None
    tags: list[str] | None = None
    requiredResourceAccess: list[RequiredResourceAccess] | None = None
    keyCredentials: list[KeyCredential] | None = None
    appRoles: list[dict[str, Any]] | None = None
    optionalClaims: dict[str, Any] | None = None
    api: dict[str, Any] | None = None
    web: dict[str, Any] | None = None
    spa: dict[str, Any] | None = None
    publicClient: dict[str, Any] | None = None
    info: dict[str, Any] | None = None
    parentalControlSettings: dict[str, Any] | None = None


class NewApplication(ApplicationChange):
    displayName: str = Field(min_length=1, max_length=256)


def no_application(key: str) -> RefusedError:
    message = (
        f"Resource '{key}' does not exist or one of its queried reference-property objects are not present."
    )
    return RefusedError(404, "Request_ResourceNotFound", message)


def application_row(state: State, object_id: str) -> Row:
    row = state.get("application", object_id)
    if row is None:
        raise no_application(object_id)
    return row


def application_of(state: State, app_id: str) -> Row | None:
    return state.first("application", "appId", app_id)


def application_shape(row: Row) -> Json:
    return EMPTY | row | shown_credentials(row)


@operation("GET", "/applications", "application.list", READ, options=OPTIONS)
def list_applications(call: Call) -> Answer:
    return collection_answer(call, map(application_shape, call.state.all("application")), "applications")


@operation("POST", "/applications", "application.create", WRITE, body=NewApplication)
def create_application(call: Call, body: NewApplication) -> Answer:
    state = call.state
    row: Row = {"id": state.uuid(), "appId": state.uuid(), "createdDateTime": state.stamp()}
    row["createdByAppId"] = call.caller.app_id if call.caller.user_id is None else None
    return created_answer(application_shape(_written(state, EMPTY | row, body)), "applications/$entity")


@operation("GET", "/applications/{application_id}", "application.get", READ, options="select")
def get_application(call: Call, application_id: str) -> Answer:
    return _answer(call, application_row(call.state, application_id))


@operation("GET", "/applications(appId='{app_id}')", "application.get.byAppId", READ, options="select")
def get_application_by_app_id(call: Call, app_id: str) -> Answer:
    row = application_of(call.state, app_id)
    if row is None:
        raise no_application(app_id)
    return _answer(call, row)


def _answer(call: Call, row: Row) -> Answer:
    return entity_answer(call, application_shape(row), "applications/$entity")


@operation("PATCH", "/applications/{application_id}", "application.update", WRITE, body=ApplicationChange)
def update_application(call: Call, body: ApplicationChange, application_id: str) -> Answer:
    _written(call.state, application_row(call.state, application_id), body)
    return no_content_answer()


def _written(state: State, row: Row, body: ApplicationChange) -> Row:
    """Store the application; of a complex property only the members that were sent are changed."""
    sent = body.sent()
    if sent.get("displayName", "") is None:
        raise bad_request("Invalid value specified for property 'displayName' of resource 'Application'.")
    _refuse_taken_uris(state, row, sent.get("identifierUris") or [])
    for name in MERGED:
        if isinstance(sent.get(name), dict):
            sent[name] = row[name] | sent[name]
    if "keyCredentials" in sent:
        known = {key["keyId"]: key for key in row["keyCredentials"]}
        sent["keyCredentials"] = [key_row(state, key, known) for key in sent["keyCredentials"] or []]
    return state.put("application", row | sent)


def _refuse_taken_uris(state: State, row: Row, uris: list[str]) -> None:
    for other in state.all("application"):
        if other["id"] != row["id"] and set(uris) & set(other["identifierUris"]):
            message = "Another object with the same value for property identifierUris already exists."
            raise bad_request(message, "Request_BadRequest")


@operation("DELETE", "/applications/{application_id}", "application.delete", WRITE)
def delete_application(call: Call, application_id: str) -> Answer:
    """Put the application away for thirty days; its service principal goes with it."""
    state = call.state
    row = application_row(state, application_id)
    state.put("deletedApplication", row | {"deletedDateTime": state.stamp()})
    state.remove("application", application_id)
    for principal in state.by("servicePrincipal", "appId", row["appId"]):
        state.remove("servicePrincipal", principal["id"])
    return no_content_answer()
