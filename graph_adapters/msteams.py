"""The Microsoft Team of a cohort: an M365 group known by its unique name, with a Team on it, and its members."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.tenant import Member, MsTeam, Placed, Seen
from graph_adapters.errors import Gone, NeedsPerson, NotAccepted, Taken, TenantError, TryAgain
from graph_adapters.transport import V1, Connection, call, thing_in, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LANE = "directory"
LATE_MEMBER_WAIT_SECONDS = 15.0
_MEMBER = "#microsoft.graph.aadUserConversationMember"


def _lane(msteam_id: str) -> str:
    return f"msteam:{msteam_id}"


async def find(connection: Connection, unique_name: str) -> Seen | None:
    """Find our group by the nickname we gave it, provided that a Team stands on it."""
    group = await _group(connection, unique_name)
    if group is None:
        return None
    try:
        return await get(connection, group["id"])
    except Gone:
        return None


async def get(connection: Connection, msteam_id: str) -> Seen:
    """Read a Microsoft Team. Raises Gone when there is none."""
    answer = await connection.send(call(connection.graph.teams.by_team_id(msteam_id), lane=_lane(msteam_id)))
    return _seen(thing_in(answer))


def _seen(team: dict[str, Any]) -> Seen:
    value = {"name": team["displayName"], "description": team.get("description") or ""}
    return Seen(
        external_id=team["id"], name=team["displayName"], ours=True, web_url=team.get("webUrl"), value=value
    )


async def look_over(connection: Connection, msteam_id: str) -> Seen:
    """Read a Microsoft Team and the circumstances around it: whether it is archived, and when its group expires."""
    team = call(connection.graph.teams.by_team_id(msteam_id), lane=_lane(msteam_id))
    group = call(connection.graph.groups.by_group_id(msteam_id), select="id,expirationDateTime", lane=LANE)
    answers = await asyncio.gather(connection.send(team), connection.send(group))
    there, known = (thing_in(answer) for answer in answers)
    expires = known.get("expirationDateTime")
    facts = {"archived": True} if there.get("isArchived") else {}
    return replace(_seen(there), facts=facts | ({"expires": expires[:10]} if expires else {}))


async def create(connection: Connection, wanted: MsTeam) -> Placed:
    """Make the group and the Team on it; every step may have been done before (facts 3 and 39).

    The group is the one create that Graph itself makes idempotent: PATCH by unique name, create if missing.
    """
    group = await _group(connection, wanted.unique_name) or await _upsert_group(connection, wanted)
    request_id = await _put_team(connection, group["id"])
    seen = await get(connection, group["id"])
    return Placed(external_id=seen.external_id, web_url=seen.web_url, request_id=request_id)


async def change(connection: Connection, msteam_id: str, wanted: MsTeam) -> Placed:
    body = {"displayName": wanted.name, "description": wanted.description}
    builder = connection.graph.groups.by_group_id(msteam_id)
    answer = await connection.send(call(builder, "PATCH", body=body, lane=LANE))
    return Placed(external_id=msteam_id, request_id=answer.request_id)


async def archived(connection: Connection, msteam_id: str) -> list[Seen]:
    """Tell whether the Team is archived: an empty list says that it is not."""
    answer = await connection.send(call(connection.graph.teams.by_team_id(msteam_id), lane=_lane(msteam_id)))
    if not answer.body.get("isArchived"):
        return []
    return [Seen(external_id=msteam_id, name="", ours=True, value={"archived": True})]


async def archive(connection: Connection, msteam_id: str) -> Placed:
    """Archive the Team. Microsoft says yes at once and does it in a while, so look again until it is done."""
    builder = connection.graph.teams.by_team_id(msteam_id).archive
    answer = await connection.send(call(builder, "POST", lane=_lane(msteam_id)))
    if not await archived(connection, msteam_id):
        raise TryAgain("The Team is being archived.", request_id=answer.request_id, wait=30)
    return Placed(external_id=msteam_id, request_id=answer.request_id)


async def _group(connection: Connection, unique_name: str) -> dict[str, Any] | None:
    asked = call(
        connection.graph.groups,
        filter=f"mailNickname eq '{unique_name}'",
        select="id,displayName,mailNickname",
        lane=LANE,
    )
    return next(iter(value_of(await connection.send(asked))), None)


async def _upsert_group(connection: Connection, wanted: MsTeam) -> dict[str, Any]:
    people = [f"{V1}/users/{owner}" for owner in wanted.owners]
    body = {
        "displayName": wanted.name,
        "description": wanted.description,
        "groupTypes": ["Unified"],
        "mailEnabled": True,
        "mailNickname": wanted.unique_name,
        "securityEnabled": False,
        "visibility": "Private",
        "resourceBehaviorOptions": ["WelcomeEmailDisabled"],
        "owners@odata.bind": people,
        "members@odata.bind": people,  # an owner who is no member cannot use Planner
    }
    builder = connection.graph.groups_with_unique_name(wanted.unique_name)
    headers = {"Prefer": "create-if-missing"}
    answer = await connection.send(call(builder, "PATCH", body=body, headers=headers, lane=LANE))
    made = answer.body or await _group(connection, wanted.unique_name)
    if made is None:
        raise TryAgain("The group is not to be seen yet.", request_id=answer.request_id)
    return made


async def _put_team(connection: Connection, group_id: str) -> str | None:
    """Put a Team on the group. A young group answers 404 for up to fifteen minutes; 409 says it is there."""
    builder = connection.graph.groups.by_group_id(group_id).team
    settings = {"memberSettings": {"allowCreateUpdateChannels": False, "allowDeleteChannels": False}}
    try:
        answer = await connection.send(call(builder, "PUT", body=settings, lane=_lane(group_id)))
    except Gone as young:
        raise TryAgain(str(young), status=404, request_id=young.request_id, wait=10) from young
    except (TryAgain, Taken) as there:
        if there.status != 409:  # noqa: PLR2004 - HTTP's Conflict
            raise
        return there.request_id
    return answer.request_id


async def members(connection: Connection, msteam_id: str) -> list[Seen]:
    """List the members of the Team, by their Entra id (Graph's membership id is another thing)."""
    builder = connection.graph.teams.by_team_id(msteam_id).members
    return [
        Seen(
            external_id=member["userId"],
            name=member.get("displayName") or "",
            value={"user_id": member["userId"], "role": _role(member)},
        )
        async for member in connection.pages(call(builder, lane=_lane(msteam_id)))
        if member.get("userId")
    ]


def _role(member: dict[str, Any]) -> str:
    roles = member.get("roles") or []
    return next((role for role in ("owner", "guest") if role in roles), "member")


async def add_members(
    connection: Connection, msteam_id: str, wanted: Sequence[Member]
) -> list[Placed | TenantError]:
    """Add up to twenty people in a request; 207 tells the outcome of each."""
    values = [_new_member(member) for member in wanted]
    builder = connection.graph.teams.by_team_id(msteam_id).members.add
    answer = await connection.send(call(builder, "POST", body={"values": values}, lane=_lane(msteam_id)))
    by_user = {item.get("userId"): item.get("error") for item in value_of(answer)}
    return [_outcome(member, by_user.get(member.user_id), answer.request_id) for member in wanted]


def _new_member(member: Member) -> dict[str, Any]:
    return {
        "@odata.type": _MEMBER,
        "roles": ["owner"] if member.role == "owner" else [],
        "user@odata.bind": f"{V1}/users('{member.user_id}')",
    }


def _outcome(member: Member, error: dict[str, Any] | None, request_id: str | None) -> Placed | TenantError:
    """Read the outcome of a member. The directory knows a guest long before Teams does."""
    if not error:
        return Placed(external_id=member.user_id, request_id=request_id)
    said, code = str(error.get("message") or ""), str(error.get("code") or "")
    late = "NotFound" in code or "not a valid reference update" in said
    kind = TryAgain if late else NeedsPerson if code == "Forbidden" else NotAccepted
    return kind(said, code=code, request_id=request_id, wait=LATE_MEMBER_WAIT_SECONDS if late else None)


async def change_member(connection: Connection, msteam_id: str, wanted: Member) -> Placed:
    builder = await _membership(connection, msteam_id, wanted.user_id)
    body = {"@odata.type": _MEMBER, "roles": ["owner"] if wanted.role == "owner" else []}
    answer = await connection.send(call(builder, "PATCH", body=body, lane=_lane(msteam_id)))
    return Placed(external_id=wanted.user_id, request_id=answer.request_id)


async def remove_member(connection: Connection, msteam_id: str, user_id: str) -> str | None:
    """Take a person out of the Team. Raises Gone when they are out already."""
    builder = await _membership(connection, msteam_id, user_id)
    answer = await connection.send(call(builder, "DELETE", lane=_lane(msteam_id)))
    return answer.request_id


async def _membership(connection: Connection, msteam_id: str, user_id: str) -> Any:  # noqa: ANN401 - a builder
    members = connection.graph.teams.by_team_id(msteam_id).members
    async for member in connection.pages(call(members, lane=_lane(msteam_id))):
        if member.get("userId") == user_id:
            return members.by_conversation_member_id(member["id"])
    raise Gone("The person is not a member of the Team.")
