# ruff: noqa: N815 -- Graph's own names
"""Teams: made on a group, changed, archived and unarchived, with operations that take a while."""

from typing import Literal

from pydantic import ConfigDict, Field

from graph_adapters.sandbox.directory.group_members import group_row
from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.async_operations import accepted_answer, start_operation
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.teams.channel_members import channel_row
from graph_adapters.sandbox.teams.channels import channel_shape, living_channels, make_channel
from graph_adapters.sandbox.teams.team_settings import DEFAULTS, TeamSettings

READ = (
    "Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All Team.ReadBasic.All "
    "TeamSettings.Read.All TeamSettings.Read.Group TeamSettings.ReadWrite.All TeamSettings.ReadWrite.Group"
)
WRITE = "Directory.ReadWrite.All Group.ReadWrite.All TeamSettings.ReadWrite.All TeamSettings.ReadWrite.Group"


class TeamChange(TeamSettings):
    displayName: str | None = Field(None, min_length=1, max_length=256)
    description: str | None = Field(None, max_length=1024)
    visibility: Literal["public", "private"] | None = None


def no_team(team_id: str) -> RefusedError:
    return RefusedError(404, "NotFound", f"No team found with Group Id {team_id}")


def team_row(state: State, team_id: str) -> Row:
    row = state.get("team", team_id)
    if row is None or state.get("group", team_id) is None or not state.has_aged(row["readyAt"], 0):
        raise no_team(team_id)
    return row


def team_shape(state: State, row: Row) -> Json:
    group = group_row(state, row["id"])
    channel = state.get("channel", row["primary"]) or {}
    settings = {name: row.get(name, values) for name, values in DEFAULTS.items()}
    return {
        "id": row["id"],
        "createdDateTime": row["createdDateTime"],
        "displayName": group["displayName"],
        "description": group["description"],
        "internalId": channel.get("id"),
        "classification": None,
        "specialization": row.get("specialization", "none"),
        "visibility": group["visibility"].lower(),
        "webUrl": f"https://teams.example.no/l/team/{channel.get('id')}/conversations?groupId={row['id']}&tenantId={state.tenant_id}",
        "isArchived": row["isArchived"],
        "tenantId": state.tenant_id,
    } | settings


def _summary(state: State, team_id: str) -> Json:
    members = state.by("member", "group", team_id)
    guests = sum((state.get("user", row["user"]) or {}).get("userType") == "Guest" for row in members)
    owners = sum(row["owner"] for row in members)
    return {"ownersCount": owners, "membersCount": len(members) - owners - guests, "guestsCount": guests}


def make_team(
    call: Call, group: Row, body: TeamSettings, *, first_channel: str = "General", special: str = "none"
) -> Row:
    state = call.state
    sent = body.sent()
    settings = {name: values | (sent.get(name) or {}) for name, values in DEFAULTS.items()}
    row = {"id": group["id"], "createdDateTime": state.stamp(), "readyAt": state.stamp(), "isArchived": False}
    row |= {"specialization": special}
    channel = make_channel(
        call, group["id"], {"displayName": first_channel, "description": group["description"]}
    )
    state.put("group", group | {"resourceProvisioningOptions": ["Team"]})
    return state.put("team", row | settings | {"primary": channel["id"]})


@operation(
    "PUT",
    "/groups/{group_id}/team",
    "team.putOnGroup",
    "Directory.ReadWrite.All Group.ReadWrite.All",
    body=TeamSettings,
    body_optional=True,
)
def put_team_on_group(call: Call, body: TeamSettings, group_id: str) -> Answer:
    state = call.state
    group = state.get("group", group_id)
    if group is None or not state.has_aged(
        group["createdDateTime"], state.setting("groupReplicationSeconds")
    ):
        raise RefusedError(
            404,
            "NotFound",
            "Failed to execute Templates backend request CreateTeamFromGroupWithTemplateRequest. "
            f"No group found with id {group_id}.",
        )
    if "Unified" not in group["groupTypes"]:
        raise bad_request("Group must be a Microsoft 365 group.")
    if state.get("team", group_id) is not None:
        raise RefusedError(409, "Conflict", "Failed to execute backend request: the team already exists.")
    if not any(row["owner"] for row in state.by("member", "group", group_id)):
        raise bad_request("Group must have at least one owner to be made a team.")
    return created_answer(team_shape(state, make_team(call, group, body)), "teams/$entity")


@operation(
    "GET",
    "/teams",
    "team.list",
    "Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All",
    options="filter select top count skiptoken",
)
def list_teams(call: Call) -> Answer:
    state = call.state
    there = [
        row
        for row in state.all("team")
        if state.get("group", row["id"]) and state.has_aged(row["readyAt"], 0)
    ]
    return collection_answer(call, (team_shape(state, row) for row in there), "teams", counted=True)


@operation("GET", "/teams/{team_id}", "team.get", READ, options="select expand")
def get_team(call: Call, team_id: str) -> Answer:
    state = call.state
    body = team_shape(state, team_row(state, team_id)) | {"summary": _summary(state, team_id)}
    return entity_answer(
        call, body, "teams/$entity", expand={"channels": lambda _: _channels(state, team_id)}
    )


def _channels(state: State, team_id: str) -> list[Json]:
    return [channel_shape(state, row) for row in living_channels(state, team_id)]


@operation("PATCH", "/teams/{team_id}", "team.update", WRITE, body=TeamChange)
def update_team(call: Call, body: TeamChange, team_id: str) -> Answer:
    row, sent = team_row(call.state, team_id), body.sent()
    settings = {
        name: dict(row.get(name) or values) | (sent[name] or {})
        for name, values in DEFAULTS.items()
        if name in sent
    }
    call.state.put("team", row | settings)
    names: Json = {name: sent[name] for name in ("displayName", "description") if name in sent}
    if body.visibility:
        names["visibility"] = body.visibility.title()
    call.state.put("group", group_row(call.state, team_id) | names)
    return no_content_answer()


# --- at the end ---------------------------------------------------------------------------------


class ArchiveBody(Body):
    model_config = ConfigDict(extra="forbid", strict=True)
    shouldSetSpoSiteReadOnlyForMembers: bool | None = None


@operation("POST", "/teams/{team_id}/archive", "team.archive", WRITE, body=ArchiveBody, body_optional=True)
def archive_team(call: Call, body: ArchiveBody, team_id: str) -> Answer:
    if body.shouldSetSpoSiteReadOnlyForMembers is not None:
        raise bad_request("shouldSetSpoSiteReadOnlyForMembers is not supported in application context.")
    call.state.put("team", team_row(call.state, team_id) | {"isArchived": True})
    return accepted_answer(team_id, start_operation(call.state, team_id, "archiveTeam"))


@operation("POST", "/teams/{team_id}/unarchive", "team.unarchive", WRITE)
def unarchive_team(call: Call, team_id: str) -> Answer:
    call.state.put("team", team_row(call.state, team_id) | {"isArchived": False})
    return accepted_answer(team_id, start_operation(call.state, team_id, "unarchiveTeam"))


@operation(
    "POST",
    "/teams/{team_id}/channels/{channel_id}/archive",
    "channel.archive",
    "ChannelSettings.ReadWrite.All",
    body=ArchiveBody,
    body_optional=True,
)
def archive_channel(call: Call, body: ArchiveBody, team_id: str, channel_id: str) -> Answer:
    if body.shouldSetSpoSiteReadOnlyForMembers is not None:
        raise bad_request("shouldSetSpoSiteReadOnlyForMembers is not supported in application context.")
    return _archive(call, team_id, channel_id, archived=True)


@operation(
    "POST",
    "/teams/{team_id}/channels/{channel_id}/unarchive",
    "channel.unarchive",
    "ChannelSettings.ReadWrite.All",
)
def unarchive_channel(call: Call, team_id: str, channel_id: str) -> Answer:
    return _archive(call, team_id, channel_id, archived=False)


def _archive(call: Call, team_id: str, channel_id: str, *, archived: bool) -> Answer:
    row = channel_row(call, team_id, channel_id)
    if team_row(call.state, team_id)["primary"] == channel_id:
        raise bad_request("The General channel cannot be archived on its own.")
    call.state.put("channel", row | {"isArchived": archived})
    kind = "archiveChannel" if archived else "unarchiveChannel"
    return accepted_answer(team_id, start_operation(call.state, team_id, kind))
