# ruff: noqa: N815 -- Graph's own names
"""Groups."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from graph_adapters.sandbox.directory.accounts import HOME_DOMAIN
from graph_adapters.sandbox.directory.group_members import (
    MAX_BOUND_MEMBERS,
    OPTIONS,
    group_expansions,
    group_row,
    member_behind_link,
    set_group_roles,
    user_behind_link,
)
from graph_adapters.sandbox.directory.group_policies import refuse_against_policy, with_expiration
from graph_adapters.sandbox.directory.users import no_such
from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    access_denied,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.queries.options import selected_names
from graph_adapters.sandbox.engine.routes import Body, Call, operation, refuse_unknown
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites

READ_GROUPS = (
    "Directory.Read.All Directory.ReadWrite.All Group-NestingSupport.ReadWrite.All "
    "Group-PreferredDataLocation.ReadWrite.All Group-XTenantIdentitySync.Read.All Group.ManageProtection.All "
    "Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All"
)
CREATE = "Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group.Create Group.ReadWrite.All"
UPDATE = (
    "Directory.ReadWrite.All Group-NestingSupport.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All "
    "Group.ManageProtection.All Group.ReadWrite.All"
)

EMPTY: Json = dict.fromkeys(
    [
        "deletedDateTime",
        "classification",
        "description",
        "expirationDateTime",
        "isAssignableToRole",
        "membershipRule",
        "membershipRuleProcessingState",
        "onPremisesDomainName",
        "onPremisesLastSyncDateTime",
        "onPremisesNetBiosName",
        "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier",
        "onPremisesSyncEnabled",
        "preferredDataLocation",
        "preferredLanguage",
        "theme",
        "uniqueName",
        "visibility",
    ],
) | {
    "creationOptions": [],
    "groupTypes": [],
    "resourceBehaviorOptions": [],
    "resourceProvisioningOptions": [],
    "onPremisesProvisioningErrors": [],
    "serviceProvisioningErrors": [],
}


# Only told when it is asked for by name, and only of one group.
BY_SELECT: Json = {
    "allowExternalSenders": False,
    "autoSubscribeNewMembers": False,
    "isSubscribedByMail": False,
    "unseenCount": 0,
}


# Graph reads an enumeration in any case and tells it in its own.
VISIBILITIES = {name.casefold(): name for name in ("Public", "Private", "HiddenMembership")}
Visibility = Annotated[
    Literal["Public", "Private", "HiddenMembership"] | None,
    BeforeValidator(lambda sent: VISIBILITIES.get(sent.casefold(), sent) if isinstance(sent, str) else sent),
]


class GroupChange(Body):
    graph_type: ClassVar[str] = "group"
    displayName: str | None = Field(None, min_length=1, max_length=256)
    description: str | None = Field(None, max_length=1024)
    visibility: Visibility = None
    mailNickname: str | None = Field(None, pattern=r"^[!#$%&'*+./0-9=?A-Z^_`a-z{|}~-]{1,64}$")
    preferredLanguage: str | None = None
    preferredDataLocation: str | None = None
    classification: str | None = None
    theme: str | None = None
    securityEnabled: bool | None = None
    mailEnabled: bool | None = None
    groupTypes: list[str] | None = None
    resourceBehaviorOptions: list[str] | None = None
    uniqueName: str | None = Field(None, max_length=128)
    isAssignableToRole: bool | None = None
    members: list[str] = Field([], alias="members@odata.bind", max_length=MAX_BOUND_MEMBERS)
    owners: list[str] = Field([], alias="owners@odata.bind", max_length=MAX_BOUND_MEMBERS)

    def columns(self) -> Json:
        return {key: value for key, value in self.sent().items() if not key.endswith("@odata.bind")}


@operation("GET", "/groups", "group.list", READ_GROUPS, options=f"{OPTIONS} expand")
def list_groups(call: Call) -> Answer:
    return collection_answer(call, call.state.all("group"), "groups", expand=group_expansions(call.state))


@operation("POST", "/groups", "group.create", CREATE, body=GroupChange)
def create_group(call: Call, body: GroupChange) -> Answer:
    return created_answer(make_group(call.state, body), "groups/$entity")


@operation(
    "PATCH", "/groups(uniqueName='{unique_name}')", "group.upsertByUniqueName", UPDATE, body=GroupChange
)
def upsert_group(call: Call, body: GroupChange, unique_name: str) -> Answer:
    known = call.state.first("group", "uniqueName", unique_name)
    if known is not None:
        return _change(call.state, known, body)
    if not call.prefers("create-if-missing"):
        raise no_such(unique_name)
    return created_answer(make_group(call.state, body, unique_name), "groups/$entity")


def make_group(state: State, body: GroupChange, unique_name: str | None = None) -> Row:
    columns = body.columns()
    for name in ("displayName", "mailEnabled", "mailNickname", "securityEnabled"):
        if columns.get(name) is None:
            raise bad_request(
                f"A value is required for property '{name}' of resource 'Group'.", "Request_BadRequest"
            )
    if "Unified" in (columns.get("groupTypes") or []):
        refuse_against_policy(state, columns, new=True)
    unique_name = unique_name or body.uniqueName
    if unique_name and state.first("group", "uniqueName", unique_name):
        raise bad_request(
            "Another object with the same value for property uniqueName already exists.", "Request_BadRequest"
        )
    if state.first("group", "mailNickname", columns["mailNickname"]):
        raise bad_request(
            "Another object with the same value for property mailNickname already exists.",
            "Request_BadRequest",
        )
    row = EMPTY | {"id": state.uuid(), "createdDateTime": state.stamp(), "renewedDateTime": state.stamp()}
    row |= {"proxyAddresses": [], "mail": None, "securityIdentifier": _security_identifier(row["id"])}
    if columns["mailEnabled"]:
        mail = f"{columns['mailNickname']}@{HOME_DOMAIN}"
        row |= {"mail": mail, "proxyAddresses": [f"SMTP:{mail}"]}
    if "Unified" in (columns.get("groupTypes") or []):
        row["visibility"] = "Public"
    if columns.get("isAssignableToRole"):
        columns = _role_assignable(columns)
    state.put("group", row | columns | {"uniqueName": unique_name})
    _bind(state, row["id"], body)
    if "Unified" in (columns.get("groupTypes") or []):
        sites.make_site(state, row | columns)
    return group_row(state, row["id"])


def _role_assignable(columns: Json) -> Json:
    """Hold a group that can carry a role to its rules: security enabled, and private."""
    if not columns["securityEnabled"] or columns.get("visibility", "Private") != "Private":
        message = "A group that is assignable to a role is security enabled, and its visibility is Private."
        raise bad_request(message, "Request_BadRequest")
    return columns | {"visibility": "Private"}


def _security_identifier(object_id: str) -> str:
    """Write an object id as Windows does: its sixteen bytes as four numbers."""
    octets = UUID(object_id).bytes_le
    return "S-1-12-1-" + "-".join(str(int.from_bytes(octets[at : at + 4], "little")) for at in (0, 4, 8, 12))


@operation("GET", "/groups/{group_id}", "group.get", READ_GROUPS, options="select expand")
def get_group(call: Call, group_id: str) -> Answer:
    row = with_expiration(call.state, group_row(call.state, group_id))
    names = {name.casefold() for name in selected_names(call)}
    whole = row | BY_SELECT if names else row
    if names & {name.casefold() for name in BY_SELECT}:
        call.query["$select"] += ",id"  # these come from the group's mailbox, and the id with them
    return entity_answer(call, whole, "groups/$entity", expand=group_expansions(call.state))


@operation("PATCH", "/groups/{group_id}", "group.update", UPDATE, body=GroupChange)
def update_group(call: Call, body: GroupChange, group_id: str) -> Answer:
    return _change(call.state, group_row(call.state, group_id), body)


def _change(state: State, row: Row, body: GroupChange) -> Answer:
    columns = body.columns()
    for name in ("uniqueName", "isAssignableToRole"):  # set once, when the group is made
        if columns.get(name, row[name]) != row[name]:
            raise bad_request(f"Property '{name}' is read-only and cannot be set.", "Request_BadRequest")
    if any(columns.get(name, value) is None for name, value in columns.items() if name == "displayName"):
        raise bad_request(
            "Invalid value specified for property 'displayName' of resource 'Group'.", "Request_BadRequest"
        )
    if "Unified" in row["groupTypes"]:
        refuse_against_policy(state, columns, new=False)
    state.put("group", row | columns)
    _bind(state, row["id"], body)
    return no_content_answer()


@operation("DELETE", "/groups/{group_id}", "group.delete", "Group.ReadWrite.All")
def delete_group(call: Call, group_id: str) -> Answer:
    row = group_row(call.state, group_id)
    call.state.put("deletedGroup", row | {"deletedDateTime": call.state.stamp()})
    call.state.remove("group", group_id)
    return no_content_answer()


def _bind(state: State, group_id: str, body: GroupChange) -> None:
    for link in body.owners:
        set_group_roles(state, group_id, user_behind_link(state, link), owner=True)
    group = group_row(state, group_id)
    for link in body.members:
        set_group_roles(state, group_id, member_behind_link(state, group, link), member=True)


@operation("POST", "/groups/{group_id}/events", "group.events.create")
def refuse_group_event(call: Call, group_id: str) -> Answer:
    group_row(call.state, group_id)
    if call.caller.user_id:
        refuse_unknown(call.method, call.path)
    raise access_denied()
