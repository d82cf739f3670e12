# ruff: noqa: N815 -- Graph's own names
"""Members of a team. A membership has an id of its own; it is not the user's."""

import base64
import re
from collections.abc import Callable, Iterable
from typing import ClassVar, Literal

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import may_use_teams
from graph_adapters.sandbox.directory.group_members import linked_id, set_group_roles
from graph_adapters.sandbox.directory.users import is_replicated, user_by_key
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
from graph_adapters.sandbox.engine.values import Moment

READ = "TeamMember.Read.All TeamMember.Read.Group TeamMember.ReadWrite.All"
WRITE = "TeamMember.ReadWrite.All TeamMember.ReadWriteNonOwnerRole.All"
TYPE = "#microsoft.graph.aadUserConversationMember"
OPTIONS = "filter select top count skiptoken"
WHOLE_IN_BRACKETS = re.compile(r"^\(([^()]*)\)$")
MAX_REMOVED_AT_ONCE = 20

Role = Literal["owner", "guest"]


class NewMember(Body):
    graph_type: ClassVar[str] = "aadUserConversationMember"
    odata_type: str = Field(alias="@odata.type")
    user: str = Field(alias="user@odata.bind")
    roles: list[Role] = Field(default=[])
    visibleHistoryStartDateTime: Moment | None = None


class MemberChange(Body):
    graph_type: ClassVar[str] = "aadUserConversationMember"
    odata_type: str = Field(alias="@odata.type")
    roles: list[Role]


class NewMembers(Body):
    values: list[NewMember] = Field(min_length=1, max_length=200)


def membership_id(state: State, place: str, user_id: str) -> str:
    return base64.b64encode(f"MCMjMiMj##{state.tenant_id}##{place}##{user_id}".encode()).decode()


def member_user_id(state: State, place: str, member_id: str) -> str:
    """Read the user's id out of a membership id of this team or channel."""
    try:
        _, tenant, seen_place, user_id = base64.b64decode(member_id, validate=True).decode().split("##")
    except ValueError:
        raise bad_request("Invalid membership id: it is not the user's id.") from None
    if (tenant, seen_place) != (state.tenant_id, place):
        raise RefusedError(404, "NotFound", "The membership was not found.")
    return user_id


def member_shape(state: State, place: str, user: Row, roles: list[str]) -> Json:
    return {
        "@odata.type": TYPE,
        "id": membership_id(state, place, user["id"]),
        "roles": roles,
        "displayName": user["displayName"],
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
        "userId": user["id"],
        "email": user["mail"],
        "tenantId": state.tenant_id,
    }


def roles_of(user: Row, *, owner: bool) -> list[str]:
    if user["userType"] == "Guest":
        return ["guest"]
    return ["owner"] if owner else []


def new_member(state: State, member: NewMember) -> Row:
    user = user_by_key(state, linked_id(member.user))
    if not is_replicated(state, user):
        raise RefusedError(
            404, "NotFound", f"Directory_ObjectNotFound: Unable to find the user {user['id']}."
        )
    if not may_use_teams(state, user):
        raise RefusedError(403, "Forbidden", f"The user {user['id']} has no licence for Microsoft Teams.")
    if user["userType"] == "Guest" and "owner" in member.roles:
        raise bad_request("A guest cannot be an owner.")
    if user["userType"] != "Guest" and "guest" in member.roles:
        raise bad_request("Invalid role specified for member.")
    return user


def check_owner_role(call: Call, roles: list[Role]) -> None:
    if "owner" in roles and not call.caller.user_id and "TeamMember.ReadWrite.All" not in call.caller.roles:
        raise RefusedError(403, "Forbidden", "Adding an owner needs TeamMember.ReadWrite.All.")


def _team(call: Call, team_id: str) -> None:
    if call.state.get("team", team_id) is None or call.state.get("group", team_id) is None:
        raise RefusedError(404, "NotFound", f"No team found with Group Id {team_id}")


def _shape(state: State, row: Row) -> Json:
    user = state.get("user", row["user"]) or {}
    return member_shape(state, row["group"], user, roles_of(user, owner=row["owner"]))


@operation("GET", "/teams/{team_id}/members", "team.members.list", READ, options=OPTIONS)
def list_members(call: Call, team_id: str) -> Answer:
    _team(call, team_id)
    rows = [_shape(call.state, row) for row in call.state.by("member", "group", team_id)]
    return members_answer(call, rows, f"teams('{team_id}')/members")


def members_answer(call: Call, rows: list[Json], context: str) -> Answer:
    """Return a page; a filter names the derived type before each property, as Microsoft's examples do."""
    if given := call.query.get("$filter"):
        plain = given.replace(f"{TYPE.removeprefix('#')}/", "").strip()
        call.query["$filter"] = WHOLE_IN_BRACKETS.sub(r"\1", plain)
    return collection_answer(call, rows, context, counted=True)


@operation("GET", "/teams/{team_id}/members/{member_id}", "team.members.get", READ, options="select")
def get_member(call: Call, team_id: str, member_id: str) -> Answer:
    row = _row(call, team_id, member_id)
    return entity_answer(call, _shape(call.state, row), f"teams('{team_id}')/members/$entity")


@operation("POST", "/teams/{team_id}/members", "team.members.add", WRITE, body=NewMember)
def add_member(call: Call, body: NewMember, team_id: str) -> Answer:
    _team(call, team_id)
    return created_answer(_add(call, team_id, body), f"teams('{team_id}')/members/$entity")


def _add(call: Call, team_id: str, member: NewMember) -> Json:
    """Add a member; a member who is there already is answered as if new, with the sent roles."""
    check_owner_role(call, member.roles)
    user = new_member(call.state, member)
    return _shape(
        call.state, set_group_roles(call.state, team_id, user, member=True, owner="owner" in member.roles)
    )


@operation("POST", "/teams/{team_id}/members/add", "team.members.bulkAdd", WRITE, body=NewMembers)
def add_members(call: Call, body: NewMembers, team_id: str) -> Answer:
    _team(call, team_id)
    return _results(_tried(_add, call, team_id, member) for member in body.values)


class LeavingMembers(Body):
    values: list[NewMember] = Field(min_length=1, max_length=MAX_REMOVED_AT_ONCE)


@operation(
    "POST",
    "/teams/{team_id}/members/remove",
    "team.members.bulkRemove",
    "TeamMember.ReadWrite.All",
    body=LeavingMembers,
)
def remove_members(call: Call, body: LeavingMembers, team_id: str) -> Answer:
    _team(call, team_id)
    return _results(_tried(_take_out, call, team_id, member) for member in body.values)


def _take_out(call: Call, team_id: str, member: NewMember) -> None:
    user = user_by_key(call.state, linked_id(member.user))
    row = call.state.get("member", f"{team_id}/{user['id']}")
    if row is None:
        raise RefusedError(404, "NotFound", "The membership was not found.")
    _remove(call.state, team_id, row)


def _results(tried: Iterable[Json]) -> Answer:
    results = list(tried)
    status = 207 if any(result["error"] for result in results) else 200
    context = "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.aadUserConversationMemberResult)"
    return Answer(status, {"@odata.context": context, "value": results})


def _tried(
    work: Callable[[Call, str, NewMember], object], call: Call, team_id: str, member: NewMember
) -> Json:
    result = {
        "@odata.type": "#microsoft.graph.aadUserConversationMemberResult",
        "userId": linked_id(member.user),
    }
    try:
        work(call, team_id, member)
    except RefusedError as refusal:
        return result | {"error": {"code": refusal.code, "message": refusal.message}}
    return result | {"error": None}


@operation("PATCH", "/teams/{team_id}/members/{member_id}", "team.members.update", WRITE, body=MemberChange)
def update_member(call: Call, body: MemberChange, team_id: str, member_id: str) -> Answer:
    check_owner_role(call, body.roles)
    row = _row(call, team_id, member_id)
    changed = call.state.put("member", row | {"owner": "owner" in body.roles})
    return entity_answer(call, _shape(call.state, changed), f"teams('{team_id}')/members/$entity")


@operation("DELETE", "/teams/{team_id}/members/{member_id}", "team.members.remove", WRITE)
def remove_member(call: Call, team_id: str, member_id: str) -> Answer:
    _remove(call.state, team_id, _row(call, team_id, member_id))
    return no_content_answer()


def _remove(state: State, team_id: str, row: Row) -> None:
    if row["owner"] and sum(other["owner"] for other in state.by("member", "group", team_id)) == 1:
        raise bad_request("The last owner of a team cannot be removed.")
    state.remove("member", row["id"])


def _row(call: Call, team_id: str, member_id: str) -> Row:
    _team(call, team_id)
    row = call.state.get("member", f"{team_id}/{member_user_id(call.state, team_id, member_id)}")
    if row is None:
        raise RefusedError(404, "NotFound", "The membership was not found.")
    return row
