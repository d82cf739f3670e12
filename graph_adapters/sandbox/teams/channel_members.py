"""Finding a team's channel, and its members."""

from urllib.parse import quote

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.teams.members import (
    NewMember,
    check_owner_role,
    member_shape,
    member_user_id,
    members_answer,
    new_member,
    roles_of,
)

READ_MEMBERS = (
    "ChannelMember.Read.All ChannelMember.Read.Group ChannelMember.ReadWrite.All "
    "ChannelMember.ReadWrite.Group"
)
WRITE_MEMBERS = "ChannelMember.ReadWrite.All ChannelMember.ReadWrite.Group"
MAX_CHANNEL_MEMBERS = 5000  # of a private or shared channel (message centre MC1134737)


def open_team(call: Call, team_id: str, *, writing: bool = False) -> Row:
    team = call.state.get("team", team_id)
    if (
        team is None
        or call.state.get("group", team_id) is None
        or not call.state.has_aged(team["readyAt"], 0)
    ):
        raise RefusedError(404, "NotFound", f"No team found with Group Id {team_id}")
    if writing and team["isArchived"]:
        raise RefusedError(403, "Forbidden", "The team is archived and can only be read.")
    return team


def channel_row(call: Call, team_id: str, channel_id: str, *, writing: bool = False) -> Row:
    open_team(call, team_id, writing=writing)
    row = call.state.get("channel", channel_id)
    if row is None or row["team"] != team_id or row["deletedAt"]:
        raise RefusedError(404, "NotFound", "The channel was not found: NotFound")
    return row


def _context(team_id: str, channel_id: str) -> str:
    return f"teams('{team_id}')/channels('{quote(channel_id, safe='')}')/members"


def first_members(call: Call, channel: Row, members: list[NewMember]) -> None:
    if not any(member.roles == ["owner"] for member in members):
        raise bad_request("A private or shared channel needs an owner among its members.")
    for member in members:
        _put_member(call.state, channel["id"], new_member(call.state, member), owner="owner" in member.roles)


def _put_member(state: State, channel_id: str, user: Row, *, owner: bool) -> Row:
    row = {"id": f"{channel_id}/{user['id']}", "channel": channel_id, "user": user["id"], "owner": owner}
    return state.put("channelMember", row)


def members_of(state: State, channel: Row) -> list[Row]:
    """Return a channel's members: the team's, or its own when it is private or shared."""
    if channel["membershipType"] == "standard":
        return state.by("member", "group", channel["team"])
    return state.by("channelMember", "channel", channel["id"])


def channel_summary(state: State, channel: Row) -> Json:
    rows = members_of(state, channel)
    guests = sum((state.get("user", row["user"]) or {}).get("userType") == "Guest" for row in rows)
    owners = sum(row["owner"] for row in rows)
    counts = {"ownersCount": owners, "membersCount": len(rows) - owners - guests, "guestsCount": guests}
    return counts | {"hasMembersFromOtherTenants": False}


def _member_shape(state: State, row: Row) -> Json:
    user = state.get("user", row["user"]) or {}
    place = row.get("channel") or row["group"]
    return member_shape(state, place, user, roles_of(user, owner=row["owner"]))


@operation(
    "GET",
    "/teams/{team_id}/channels/{channel_id}/members",
    "channel.members.list",
    READ_MEMBERS,
    options="filter select top skiptoken",
)
def list_members(call: Call, team_id: str, channel_id: str) -> Answer:
    row = channel_row(call, team_id, channel_id)
    rows = members_of(call.state, row)
    shapes = [_member_shape(call.state, row) for row in rows]
    return members_answer(call, shapes, _context(team_id, channel_id))


@operation(
    "POST",
    "/teams/{team_id}/channels/{channel_id}/members",
    "channel.members.add",
    WRITE_MEMBERS,
    body=NewMember,
)
def add_member(call: Call, body: NewMember, team_id: str, channel_id: str) -> Answer:
    row = channel_row(call, team_id, channel_id, writing=True)
    if row["membershipType"] == "standard":
        raise bad_request("Members can only be added to a private or shared channel.")
    check_owner_role(call, body.roles)
    if call.state.count("channelMember", "channel", channel_id) >= MAX_CHANNEL_MEMBERS:
        raise bad_request("The channel has as many members as it may have.")
    member = _put_member(call.state, channel_id, new_member(call.state, body), owner="owner" in body.roles)
    return created_answer(_member_shape(call.state, member), f"{_context(team_id, channel_id)}/$entity")


@operation(
    "DELETE",
    "/teams/{team_id}/channels/{channel_id}/members/{member_id}",
    "channel.members.remove",
    WRITE_MEMBERS,
)
def remove_member(call: Call, team_id: str, channel_id: str, member_id: str) -> Answer:
    channel_row(call, team_id, channel_id, writing=True)
    key = f"{channel_id}/{member_user_id(call.state, channel_id, member_id)}"
    if call.state.get("channelMember", key) is None:
        raise RefusedError(404, "NotFound", "The membership was not found.")
    call.state.remove("channelMember", key)
    return no_content_answer()
