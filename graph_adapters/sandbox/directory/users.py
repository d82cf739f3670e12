# ruff: noqa: N815 -- Graph's own names
"""Users, invitations, deleted objects, and the organisation itself."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import whole_user
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request, created_answer
from graph_adapters.sandbox.engine.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Recipient
from graph_adapters.sandbox.mail.delivered_mail import deliver_mail

READ_USERS = (
    "AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy DeviceManagementApps.Read.All "
    "DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All "
    "DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All "
    "DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All "
    "DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All User.Read.All "
    "User.ReadBasic.All User.ReadWrite.All User.ReadWrite.CrossCloud"
)
RESTORE = (
    "AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy AgentIdentity.DeleteRestore.All "
    "AgentIdentityBlueprint.DeleteRestore.All AgentIdentityBlueprintPrincipal.DeleteRestore.All "
    "User.DeleteRestore.All User.ReadWrite.All User.ReadWrite.CrossCloud Group.ReadWrite.All"
)
DELETED_USER_RETENTION = timedelta(days=30)

# Without $select a user is only this much.
USUAL = [
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
    "id",
]


def no_such(row_id: str) -> RefusedError:
    message = (
        f"Resource '{row_id}' does not exist or one of its queried reference-property objects "
        "are not present."
    )
    return RefusedError(404, "Request_ResourceNotFound", message)


def user_by_key(state: State, key: str) -> Row:
    """By object id or user principal name."""
    row = state.get("user", key) or state.first("user", "userPrincipalName", key)
    if row is None:
        raise no_such(key)
    return row


def _shape(call: Call, row: Row) -> Json:
    user = whole_user(row)
    return (
        user if "$select" in call.query or "$filter" in call.query else {name: user[name] for name in USUAL}
    )


@operation(
    "GET", "/users", "user.list", READ_USERS, options="filter select top count skiptoken search orderby"
)
def list_users(call: Call) -> Answer:
    if {"$count", "$search"} & call.query.keys() and call.headers.get("consistencylevel", "") != "eventual":
        raise bad_request(
            "Request with $search or $count query parameter only works with ConsistencyLevel: eventual."
        )
    if {"$search", "$orderby"} & call.query.keys():
        raise bad_request("Unsupported Query.", "Request_UnsupportedQuery")
    answer = collection_answer(call, map(whole_user, call.state.all("user")), "users")
    if "$select" not in call.query:
        answer.body["value"] = [{name: user[name] for name in USUAL} for user in answer.body["value"]]
    return answer


@operation("GET", "/users/{user_id}", "user.get", READ_USERS, options="select expand")
def get_user(call: Call, user_id: str) -> Answer:
    return entity_answer(call, _shape(call, user_by_key(call.state, user_id)), "users/$entity")


# --- guests -------------------------------------------------------------------------------------


class MessageInfo(Body):
    graph_type: ClassVar[str] = "invitedUserMessageInfo"
    ccRecipients: list[Recipient] | None = None
    customizedMessageBody: str | None = None
    messageLanguage: str | None = None


class NewInvitation(Body):
    graph_type: ClassVar[str] = "invitation"
    invitedUserEmailAddress: str = Field(pattern=r"^[\w.\-]+@[\w\-]+(\.[\w\-]+)+$")
    inviteRedirectUrl: str = Field(pattern=r"^https?://")
    invitedUserDisplayName: str | None = None
    invitedUserType: str | None = None
    invitedUserMessageInfo: MessageInfo | None = None
    sendInvitationMessage: bool = False


@operation(
    "POST",
    "/invitations",
    "invitation.create",
    "Directory.ReadWrite.All User.Invite.All User.ReadWrite.All",
    body=NewInvitation,
)
def invite(call: Call, body: NewInvitation) -> Answer:
    address = body.invitedUserEmailAddress
    guest = _guest(call.state, address, body.invitedUserDisplayName or address.partition("@")[0])
    if body.sendInvitationMessage:
        deliver_mail(
            call.state, address, kind="guest-invitation", subject="Du er invitert", by=call.caller.app_id
        )
    invitation = {
        "id": call.state.uuid(),
        "inviteRedeemUrl": f"https://login.example.no/redeem?user={guest['id']}",
        "invitedUserDisplayName": guest["displayName"],
        "invitedUserType": body.invitedUserType or "Guest",
        "invitedUserEmailAddress": address,
        "sendInvitationMessage": body.sendInvitationMessage,
        "resetRedemption": False,
        "invitedUserMessageInfo": _message_info(body.invitedUserMessageInfo),
        "inviteRedirectUrl": body.inviteRedirectUrl,
        "status": "PendingAcceptance",
        "invitedUser": {"id": guest["id"]},
    }
    return created_answer(invitation, "invitations/$entity")


def _guest(state: State, address: str, name: str) -> Row:
    if known := state.first("user", "mail", address):
        return known
    return state.add_person(
        mail=address,
        displayName=name,
        userType="Guest",
        externalUserState="PendingAcceptance",
        invitedAt=state.stamp(),
    )


def _message_info(info: MessageInfo | None) -> Json:
    empty = {"messageLanguage": None, "ccRecipients": [{"emailAddress": {"name": None, "address": None}}]}
    told = info.sent() if info else {}
    for copied in told.get("ccRecipients") or []:
        copied["emailAddress"] = {"name": None} | copied["emailAddress"]
    return empty | {"customizedMessageBody": None} | told


def is_replicated(state: State, user: Row) -> bool:
    """Say no at first: a fresh guest can be read long before it can be put into a group."""
    if "invitedAt" not in user:
        return True
    if not state.has_aged(user["invitedAt"], state.setting("guestReplicationSeconds")):
        return False
    state.asked[user["id"]] += 1
    return bool(state.asked[user["id"]] > state.setting("guestReplicationCalls"))


# --- what was deleted ---------------------------------------------------------------------------


def _deleted(state: State) -> list[Row]:
    now = state.now()
    return [
        row
        for row in state.all("deletedGroup")
        if now - datetime.fromisoformat(row["deletedDateTime"]) < DELETED_USER_RETENTION
    ]


@operation(
    "GET",
    "/directory/deletedItems/microsoft.graph.group",
    "directory.deletedGroups.list",
    "Group.Read.All Group.ReadWrite.All Directory.Read.All",
    options="filter select top count skiptoken",
)
def list_deleted_groups(call: Call) -> Answer:
    return collection_answer(call, _deleted(call.state), "groups")


@operation(
    "GET",
    "/directory/deletedItems/{object_id}",
    "directory.deletedItems.get",
    "Group.Read.All Group.ReadWrite.All Directory.Read.All",
    options="select",
)
def get_deleted(call: Call, object_id: str) -> Answer:
    row = {"@odata.type": "#microsoft.graph.group"} | _deleted_row(call.state, object_id)
    return entity_answer(call, row, "directoryObjects/$entity")


@operation("POST", "/directory/deletedItems/{object_id}/restore", "directory.deletedItems.restore", RESTORE)
def restore(call: Call, object_id: str) -> Answer:
    row = _deleted_row(call.state, object_id) | {"deletedDateTime": None}
    call.state.remove("deletedGroup", object_id)
    call.state.put("group", row)
    return entity_answer(call, {"@odata.type": "#microsoft.graph.group"} | row, "directoryObjects/$entity")


def _deleted_row(state: State, object_id: str) -> Row:
    found = next((row for row in _deleted(state) if row["id"] == object_id), None)
    if found is None:
        raise no_such(object_id)
    return found


@operation(
    "GET",
    "/organization",
    "organization.list",
    "Organization.Read.All Directory.Read.All User.Read.All",
    options="select",
)
def list_organization(call: Call) -> Answer:
    domains = [
        {
            "name": "example.no",
            "isDefault": True,
            "isInitial": True,
            "type": "Managed",
            "capabilities": "Email",
        }
    ]
    return collection_answer(
        call, [row | {"verifiedDomains": domains} for row in call.state.all("organization")], "organization"
    )


@operation(
    "GET",
    "/servicePrincipals/{principal_id}/appRoleAssignments",
    "servicePrincipal.appRoleAssignments",
    "Application.Read.All",
    options="select top",
)
def list_app_roles(call: Call, principal_id: str) -> Answer:
    """List the permissions the tenant has granted the asking app; other apps are not here."""
    graph = str(uuid5(NAMESPACE_URL, "graph"))
    if principal_id != str(uuid5(NAMESPACE_URL, call.caller.app_id)):
        raise no_such(principal_id)
    rows = [
        {
            "id": str(uuid5(NAMESPACE_URL, f"{principal_id}/{role}")),
            "appRoleId": str(uuid5(NAMESPACE_URL, role)),
            "createdDateTime": next(iter(call.state.all("organization")))["createdDateTime"],
            "principalDisplayName": call.caller.app_id,
            "principalId": principal_id,
            "principalType": "ServicePrincipal",
            "resourceDisplayName": "Microsoft Graph",
            "resourceId": graph,
        }
        for role in sorted(call.caller.roles)
    ]
    return collection_answer(call, rows, f"servicePrincipals('{principal_id}')/appRoleAssignments")
