"""Find a group, and list and change its members and owners."""

import re

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import whole_user
from graph_adapters.sandbox.directory.users import is_replicated, no_such
from graph_adapters.sandbox.engine.answers import Answer, Json, bad_request, no_content_answer
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.delivered_mail import deliver_mail

READ_MEMBERS = (
    "Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All "
    "GroupMember.ReadBasic.All GroupMember.ReadWrite.All"
)
WRITE_MEMBERS = "Directory.ReadWrite.All Group.ReadWrite.All GroupMember.ReadWrite.All"
OPTIONS = "filter select top count skiptoken orderby search"
TRANSITIVE = OPTIONS
MAX_BOUND_MEMBERS = 20


def group_row(state: State, group_id: str) -> Row:
    row = state.get("group", group_id)
    if row is None:
        raise no_such(group_id)
    return row


def linked_id(link: str) -> str:
    """Take the id out of https://graph.microsoft.com/v1.0/users/{id} or …/users('{id}')."""
    match = re.search(r"[/(]'?([^/'()]+)'?\)?$", link)
    return match[1] if match else link


def user_behind_link(state: State, link: str) -> Row:
    row = state.get("user", linked_id(link))
    if not row or not is_replicated(state, row):
        raise bad_request(
            f"Resource '{link}' does not exist or is not a valid reference update.", "Request_BadRequest"
        )
    return row


def set_group_roles(state: State, group_id: str, user: Row, **roles: bool) -> Row:
    key = f"{group_id}/{user['id']}"
    row = state.get("member", key) or {
        "id": key,
        "group": group_id,
        "user": user["id"],
        "member": False,
        "owner": False,
    }
    if roles.get("member") and not row["member"]:
        _welcome(state, group_id, user)
    return state.put("member", row | roles)


def _welcome(state: State, group_id: str, user: Row) -> None:
    """Mail a new member of a Microsoft 365 group, unless the group was made to keep quiet."""
    group = group_row(state, group_id)
    is_loud = "WelcomeEmailDisabled" not in group["resourceBehaviorOptions"]
    if user["mail"] and "Unified" in group["groupTypes"] and is_loud:
        deliver_mail(state, user["mail"], kind="welcome", subject=f"Velkommen til {group['displayName']}")


class Reference(Body):
    odata_id: str = Field(alias="@odata.id")


def _people(state: State, group_id: str, role: str) -> list[Json]:
    related = [row for row in state.by("member", "group", group_id) if row[role]]
    return [shape for row in related if (shape := _directory_object(state, row["user"]))]


def _directory_object(state: State, object_id: str) -> Json | None:
    """Show a person, or a security group that is a member itself."""
    if user := state.get("user", object_id):
        return {"@odata.type": "#microsoft.graph.user"} | whole_user(user)
    group = state.get("group", object_id)
    return {"@odata.type": "#microsoft.graph.group"} | group if group else None


def groups_around(state: State, object_id: str, *, deep: bool) -> list[Json]:
    """List the groups an object is a member of; `deep` goes on to the groups around those."""
    found: dict[str, Json] = {}
    waiting = [object_id]
    while waiting:
        rows = [row for row in state.by("member", "user", waiting.pop()) if row["member"]]
        groups = [group for row in rows if (group := state.get("group", row["group"]))]
        fresh = [group for group in groups if group["id"] not in found]
        found |= {group["id"]: {"@odata.type": "#microsoft.graph.group"} | group for group in fresh}
        waiting += [group["id"] for group in fresh if deep]
    return list(found.values())


def members_within(state: State, group_id: str) -> list[Json]:
    """List members, and members of groups that are members, each once."""
    found: dict[str, Json] = {}
    waiting = [group_id]
    while waiting:
        fresh = [one for one in _people(state, waiting.pop(), "member") if one["id"] not in found]
        found |= {one["id"]: one for one in fresh}
        waiting += [one["id"] for one in fresh if one["@odata.type"] == "#microsoft.graph.group"]
    return list(found.values())


def group_expansions(state: State) -> Expansions:
    return {
        "members": lambda group: _people(state, group["id"], "member")[:MAX_BOUND_MEMBERS],
        "owners": lambda group: _people(state, group["id"], "owner")[:MAX_BOUND_MEMBERS],
    }


def _list(call: Call, group_id: str, role: str) -> Answer:
    group_row(call.state, group_id)
    return collection_answer(call, _people(call.state, group_id, role), "directoryObjects")


def _add(call: Call, group_id: str, link: str, role: str) -> Answer:
    group = group_row(call.state, group_id)
    is_member = role == "member"
    user = member_behind_link(call.state, group, link) if is_member else user_behind_link(call.state, link)
    known = call.state.get("member", f"{group_id}/{user['id']}")
    if known and known[role]:
        message = (
            "One or more added object references already exist for the following modified properties: "
            f"'{role}s'."
        )
        raise bad_request(message, "Request_BadRequest")
    set_group_roles(call.state, group_id, user, **{role: True})
    return no_content_answer()


def member_behind_link(state: State, group: Row, link: str) -> Row:
    """Find the person, or the security group, that is to be a member."""
    nested = state.get("group", linked_id(link))
    if nested is None:
        return user_behind_link(state, link)
    _refuse_nesting(group, nested)
    return nested


def _refuse_nesting(group: Row, nested: Row) -> None:
    """Take a security group into a security group; a Microsoft 365 group neither takes groups nor goes into them."""
    if any("Unified" in row["groupTypes"] for row in (group, nested)) or group["id"] == nested["id"]:
        message = "Unsupported nesting: a group of this type cannot be a member of this group."
        raise bad_request(message, "Request_BadRequest")


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
    return no_content_answer()


@operation("GET", "/groups/{group_id}/members", "group.members.list", READ_MEMBERS, options=OPTIONS)
def list_members(call: Call, group_id: str) -> Answer:
    return _list(call, group_id, "member")


@operation(
    "GET", "/groups/{group_id}/transitiveMembers", "group.transitiveMembers", READ_MEMBERS, options=TRANSITIVE
)
def list_transitive_members(call: Call, group_id: str) -> Answer:
    group_row(call.state, group_id)
    return collection_answer(call, members_within(call.state, group_id), "directoryObjects")


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
