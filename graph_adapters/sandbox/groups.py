"""Groups with their members and owners."""

import re
from typing import ClassVar

from pydantic import Field

from . import provisioned
from .answers import Answer, Json, RefusedError, bad_request, done, made
from .directory import is_replicated, no_such, person, whole_user
from .odata import Expansions, many, one
from .routes import Body, Call, operation
from .state import Row, State

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
READ_MEMBERS = (
    "Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All "
    "GroupMember.ReadBasic.All GroupMember.ReadWrite.All"
)
WRITE_MEMBERS = "Directory.ReadWrite.All Group.ReadWrite.All GroupMember.ReadWrite.All"
OPTIONS = "filter select top count skiptoken expand"
MOST_BOUND = 20

EMPTY: Json = dict.fromkeys(
    (
        "deletedDateTime classification description expirationDateTime isAssignableToRole membershipRule "
        "membershipRuleProcessingState onPremisesDomainName onPremisesLastSyncDateTime onPremisesNetBiosName "
        "onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled preferredDataLocation "
        "preferredLanguage theme uniqueName visibility"
    ).split(),
) | {
    "creationOptions": [],
    "groupTypes": [],
    "resourceBehaviorOptions": [],
    "resourceProvisioningOptions": [],
    "onPremisesProvisioningErrors": [],
    "serviceProvisioningErrors": [],
}


class GroupChange(Body):
    graph_type: ClassVar[str] = "group"
    displayName: str | None = Field(None, min_length=1, max_length=256)  # noqa: N815 -- Graph's own names
    description: str | None = Field(None, max_length=1024)
    visibility: str | None = Field(None, pattern="^(Public|Private|HiddenMembership)$")
    mailNickname: str | None = Field(None, pattern=r"^[!#$%&'*+./0-9=?A-Z^_`a-z{|}~-]{1,64}$")  # noqa: N815
    preferredLanguage: str | None = None  # noqa: N815
    preferredDataLocation: str | None = None  # noqa: N815
    classification: str | None = None
    theme: str | None = None
    securityEnabled: bool | None = None  # noqa: N815
    mailEnabled: bool | None = None  # noqa: N815
    groupTypes: list[str] | None = None  # noqa: N815
    resourceBehaviorOptions: list[str] | None = None  # noqa: N815
    uniqueName: str | None = Field(None, max_length=128)  # noqa: N815
    members: list[str] = Field([], alias="members@odata.bind", max_length=MOST_BOUND)
    owners: list[str] = Field([], alias="owners@odata.bind", max_length=MOST_BOUND)

    def columns(self) -> Json:
        return {key: value for key, value in self.sent().items() if not key.endswith("@odata.bind")}


def group_row(state: State, group_id: str) -> Row:
    row = state.get("group", group_id)
    if row is None:
        raise no_such(group_id)
    return row


@operation("GET", "/groups", "group.list", READ_GROUPS, options=f"{OPTIONS} orderby search")
def list_groups(call: Call) -> Answer:
    if {"$search", "$orderby"} & call.query.keys():
        raise bad_request("Unsupported Query.", "Request_UnsupportedQuery")
    return many(call, call.state.all("group"), "groups", expand=_expansions(call.state))


@operation("POST", "/groups", "group.create", CREATE, body=GroupChange)
def create_group(call: Call, body: GroupChange) -> Answer:
    return made(make(call.state, body), "groups/$entity")


@operation(
    "PATCH", "/groups(uniqueName='{unique_name}')", "group.upsertByUniqueName", UPDATE, body=GroupChange
)
def upsert_group(call: Call, body: GroupChange, unique_name: str) -> Answer:
    known = call.state.first("group", "uniqueName", unique_name)
    if known is not None:
        return _change(call.state, known, body)
    if not call.prefers("create-if-missing"):
        raise no_such(unique_name)
    return made(make(call.state, body, unique_name), "groups/$entity")


def make(state: State, body: GroupChange, unique_name: str | None = None) -> Row:
    columns = body.columns()
    for name in ("displayName", "mailEnabled", "mailNickname", "securityEnabled"):
        if columns.get(name) is None:
            raise bad_request(
                f"A value is required for property '{name}' of resource 'Group'.", "Request_BadRequest"
            )
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
    mail = f"{columns['mailNickname']}@example.no"
    row = EMPTY | {"id": state.uuid(), "createdDateTime": state.stamp(), "renewedDateTime": state.stamp()}
    row |= {
        "mail": mail,
        "proxyAddresses": [f"SMTP:{mail}"],
        "securityIdentifier": f"S-1-12-1-{state.number()}",
    }
    state.put("group", row | {"visibility": "Public"} | columns | {"uniqueName": unique_name})
    _bind(state, row["id"], body)
    if "Unified" in columns.get("groupTypes", []):
        provisioned.make_site(state, row | columns)
    return group_row(state, row["id"])


def _bind(state: State, group_id: str, body: GroupChange) -> None:
    for link in body.owners:
        relate(state, group_id, _linked(state, link), owner=True)
    for link in body.members:
        relate(state, group_id, _linked(state, link), member=True)


def linked_id(link: str) -> str:
    """The id in https://graph.microsoft.com/v1.0/users/{id} or …/users('{id}')."""
    match = re.search(r"[/(]'?([^/'()]+)'?\)?$", link)
    return match[1] if match else link


def _linked(state: State, link: str) -> Row:
    row = state.get("user", linked_id(link))
    if not row or not is_replicated(state, row):
        raise bad_request(
            f"Resource '{link}' does not exist or is not a valid reference update.", "Request_BadRequest"
        )
    return row


def relate(state: State, group_id: str, user: Row, **roles: bool) -> Row:
    key = f"{group_id}/{user['id']}"
    row = state.get("member", key) or {
        "id": key,
        "group": group_id,
        "user": user["id"],
        "member": False,
        "owner": False,
    }
    return state.put("member", row | roles)


@operation("GET", "/groups/{group_id}", "group.get", READ_GROUPS, options="select expand")
def get_group(call: Call, group_id: str) -> Answer:
    return one(call, group_row(call.state, group_id), "groups/$entity", expand=_expansions(call.state))


@operation("PATCH", "/groups/{group_id}", "group.update", UPDATE, body=GroupChange)
def update_group(call: Call, body: GroupChange, group_id: str) -> Answer:
    return _change(call.state, group_row(call.state, group_id), body)


def _change(state: State, row: Row, body: GroupChange) -> Answer:
    columns = body.columns()
    if columns.get("uniqueName", row["uniqueName"]) != row["uniqueName"]:
        raise bad_request("Property 'uniqueName' is read-only and cannot be set.", "Request_BadRequest")
    if any(columns.get(name, value) is None for name, value in columns.items() if name == "displayName"):
        raise bad_request(
            "Invalid value specified for property 'displayName' of resource 'Group'.", "Request_BadRequest"
        )
    state.put("group", row | columns)
    _bind(state, row["id"], body)
    return done()


@operation("DELETE", "/groups/{group_id}", "group.delete", "Group.ReadWrite.All")
def delete_group(call: Call, group_id: str) -> Answer:
    row = group_row(call.state, group_id)
    call.state.put("deletedGroup", row | {"deletedDateTime": call.state.stamp()})
    call.state.remove("group", group_id)
    return done()


# --- members and owners -----------------------------------------------------------------------------------------


class Reference(Body):
    odata_id: str = Field(alias="@odata.id")


def _people(state: State, group_id: str, role: str) -> list[Json]:
    related = [row for row in state.by("member", "group", group_id) if row[role]]
    users = [state.get("user", row["user"]) for row in related]
    return [{"@odata.type": "#microsoft.graph.user"} | whole_user(user) for user in users if user]


def _expansions(state: State) -> Expansions:
    return {
        "members": lambda group: _people(state, group["id"], "member")[:MOST_BOUND],
        "owners": lambda group: _people(state, group["id"], "owner")[:MOST_BOUND],
    }


def _list(call: Call, group_id: str, role: str) -> Answer:
    group_row(call.state, group_id)
    return many(call, _people(call.state, group_id, role), "directoryObjects")


def _add(call: Call, group_id: str, link: str, role: str) -> Answer:
    group_row(call.state, group_id)
    user = _linked(call.state, link)
    known = call.state.get("member", f"{group_id}/{user['id']}")
    if known and known[role]:
        message = f"One or more added object references already exist for the following modified properties: '{role}s'."
        raise bad_request(message, "Request_BadRequest")
    relate(call.state, group_id, user, **{role: True})
    return done()


def _remove(call: Call, group_id: str, user_id: str, role: str) -> Answer:
    group_row(call.state, group_id)
    known = call.state.get("member", f"{group_id}/{user_id}")
    if known is None or not known[role]:
        raise no_such(user_id)
    if role == "owner" and sum(row["owner"] for row in call.state.by("member", "group", group_id)) == 1:
        raise bad_request(
            "The group must have at least one owner, hence this owner cannot be removed.",
            "Request_BadRequest",
        )
    left = known | {role: False}
    if left["member"] or left["owner"]:
        call.state.put("member", left)
    else:
        call.state.remove("member", known["id"])
    return done()


@operation("GET", "/groups/{group_id}/members", "group.members.list", READ_MEMBERS, options=OPTIONS)
def list_members(call: Call, group_id: str) -> Answer:
    return _list(call, group_id, "member")


@operation("GET", "/groups/{group_id}/owners", "group.owners.list", READ_MEMBERS, options=OPTIONS)
def list_owners(call: Call, group_id: str) -> Answer:
    return _list(call, group_id, "owner")


@operation("POST", "/groups/{group_id}/members/$ref", "group.members.add", WRITE_MEMBERS, body=Reference)
def add_member(call: Call, body: Reference, group_id: str) -> Answer:
    return _add(call, group_id, body.odata_id, "member")


@operation("POST", "/groups/{group_id}/owners/$ref", "group.owners.add", WRITE_MEMBERS, body=Reference)
def add_owner(call: Call, body: Reference, group_id: str) -> Answer:
    return _add(call, group_id, body.odata_id, "owner")


@operation("DELETE", "/groups/{group_id}/members/{user_id}/$ref", "group.members.remove", WRITE_MEMBERS)
def remove_member(call: Call, group_id: str, user_id: str) -> Answer:
    return _remove(call, group_id, user_id, "member")


@operation("DELETE", "/groups/{group_id}/owners/{user_id}/$ref", "group.owners.remove", WRITE_MEMBERS)
def remove_owner(call: Call, group_id: str, user_id: str) -> Answer:
    return _remove(call, group_id, user_id, "owner")


@operation("POST", "/groups/{group_id}/events", "group.events.create")
def refuse_group_event(call: Call, group_id: str) -> Answer:
    group_row(call.state, group_id)
    raise RefusedError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
