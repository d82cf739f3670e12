# ruff: noqa: N815 -- Graph's own names
"""Channels of a team, their members and their folder of files."""

import re
from datetime import timedelta
from typing import ClassVar, Literal
from urllib.parse import quote

from pydantic import Field

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
from graph_adapters.sandbox.engine.routes import Body, Call, operation, refuse_unknown
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.files.items import app_identity, item_shape
from graph_adapters.sandbox.teams.channel_members import (
    channel_row,
    channel_summary,
    first_members,
    open_team,
)
from graph_adapters.sandbox.teams.members import NewMember

READ = (
    "Channel.ReadBasic.All ChannelSettings.Read.All ChannelSettings.Read.Group ChannelSettings.ReadWrite.All "
    "ChannelSettings.ReadWrite.Group Directory.Read.All Directory.ReadWrite.All Group.Read.All "
    "Group.ReadWrite.All"
)
REFUSED = "top skip"  # Teams gives all channels at once
CREATE = (
    "Channel.Create Channel.Create.Group Directory.ReadWrite.All Group.ReadWrite.All Teamwork.Migrate.All"
)
UPDATE = (
    "ChannelSettings.ReadWrite.All ChannelSettings.ReadWrite.Group Directory.ReadWrite.All "
    "Group.ReadWrite.All"
)
DELETE = "Channel.Delete.All Channel.Delete.Group Directory.ReadWrite.All Group.ReadWrite.All"
FILES = (
    "File.Read.Group Files.Read.All Files.ReadWrite.All Group.Read.All Group.ReadWrite.All Sites.Read.All "
    "Sites.ReadWrite.All"
)
DELETED_CHANNEL_RETENTION = timedelta(days=30)  # how long a deleted channel keeps its name
MAX_CHANNELS = 1000  # of any kind: private ones have had no limit of their own since MC1134737
FORBIDDEN = re.compile(r"""[~#%&*{}+/\\:<>?|'",]|\.\.|^[_.]|\.$|^\s|\s$""")
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|desktop\.ini|forms)$|_vti_", re.IGNORECASE)


class ChannelChange(Body):
    graph_type: ClassVar[str] = "channel"
    displayName: str | None = Field(None, min_length=1, max_length=50)
    description: str | None = Field(None, max_length=1024)
    isFavoriteByDefault: bool | None = None
    layoutType: Literal["post", "chat"] | None = None


class NewChannel(ChannelChange):
    displayName: str = Field(min_length=1, max_length=50)
    membershipType: Literal["standard", "private", "shared"] | None = None
    members: list[NewMember] = Field(default=[])
    creation_mode: Literal["migration"] | None = Field(None, alias="@microsoft.graph.channelCreationMode")
    createdDateTime: Moment | None = None


def channel_shape(state: State, row: Row) -> Json:
    name, group = quote(row["displayName"]), row["team"]
    link = f"https://teams.example.no/l/channel/{quote(row['id'], safe='')}/{name}"
    return {
        "id": row["id"],
        "createdDateTime": row["createdDateTime"],
        "displayName": row["displayName"],
        "description": row["description"],
        "isFavoriteByDefault": row.get("isFavoriteByDefault"),  # kept only when a whole team is created
        "email": row["email"],
        "tenantId": state.tenant_id,
        "webUrl": f"{link}?groupId={group}&tenantId={state.tenant_id}",
        "membershipType": row["membershipType"],
        "isArchived": row["isArchived"],
    }


def _context(team_id: str) -> str:
    return f"teams('{team_id}')/channels"


def living_channels(state: State, team_id: str) -> list[Row]:
    return [row for row in state.by("channel", "team", team_id) if not row["deletedAt"]]


def check_channel_name(state: State, team_id: str, name: str, *, but: str = "") -> None:
    if FORBIDDEN.search(name) or RESERVED.search(name):
        raise bad_request("Channel name contains invalid characters or is a reserved word.")
    for row in state.by("channel", "team", team_id):
        if row["id"] != but and row["displayName"].casefold() == name.casefold() and _holds_name(state, row):
            raise bad_request("Channel name already existed, please use other name.", "NameAlreadyExists")


def _holds_name(state: State, row: Row) -> bool:
    return not row["deletedAt"] or not state.has_aged(
        row["deletedAt"], DELETED_CHANNEL_RETENTION.total_seconds()
    )


def make_channel(call: Call, team_id: str, given: Json) -> Row:
    state = call.state
    row = {
        "id": f"19:{state.hex()}@thread.tacv2",
        "team": team_id,
        "createdDateTime": state.stamp(),
        "description": None,
        "membershipType": "standard",
        "email": "",
        "isArchived": False,
        "deletedAt": None,
        "folder": None,
        "firstName": given["displayName"],  # a renamed channel keeps its folder
    }
    return state.put("channel", row | {key: value for key, value in given.items() if value is not None})


@operation("GET", "/teams/{team_id}/channels", "channel.list", READ, options="filter select", refused=REFUSED)
def list_channels(call: Call, team_id: str) -> Answer:
    open_team(call, team_id)
    rows = [channel_shape(call.state, row) for row in living_channels(call.state, team_id)]
    return collection_answer(
        call, rows, _context(team_id), page=MAX_CHANNELS, most=MAX_CHANNELS, counted=True
    )


@operation("POST", "/teams/{team_id}/channels", "channel.create", CREATE, body=NewChannel)
def create_channel(call: Call, body: NewChannel, team_id: str) -> Answer:
    open_team(call, team_id, writing=True)
    if body.creation_mode is not None:
        refuse_unknown(call.method, f"{call.path} in migration mode")
    check_channel_name(call.state, team_id, body.displayName)
    if sum(_holds_name(call.state, row) for row in call.state.by("channel", "team", team_id)) >= MAX_CHANNELS:
        raise bad_request("The team has as many channels as it may have, deleted ones counted for 30 days.")
    given = body.sent()
    members = given.pop("members", [])
    given.pop("isFavoriteByDefault", None)
    given.pop("layoutType", None)
    row = make_channel(call, team_id, given)
    if row["membershipType"] == "standard" and members:
        raise bad_request("A standard channel has the team's members.")
    if row["membershipType"] != "standard":
        first_members(call, row, body.members)
    if row["membershipType"] == "shared":  # it is made in a while: the channel is found by looking for it
        return accepted_answer(team_id, start_operation(call.state, team_id, "createChannel"))
    return created_answer(channel_shape(call.state, row), f"{_context(team_id)}/$entity")


@operation("GET", "/teams/{team_id}/primaryChannel", "team.primaryChannel.get", READ, options="select")
def get_primary_channel(call: Call, team_id: str) -> Answer:
    primary = open_team(call, team_id)["primary"]
    return entity_answer(
        call,
        channel_shape(call.state, channel_row(call, team_id, primary)),
        f"teams('{team_id}')/primaryChannel/$entity",
    )


@operation("GET", "/teams/{team_id}/channels/{channel_id}", "channel.get", READ, options="select")
def get_channel(call: Call, team_id: str, channel_id: str) -> Answer:
    row = channel_row(call, team_id, channel_id)
    shape = channel_shape(call.state, row) | _told_when_selected(call, row)
    return entity_answer(call, shape, f"{_context(team_id)}/$entity")


def _told_when_selected(call: Call, row: Row) -> Json:
    """Return what Graph tells of a channel only to those who ask for it by name."""
    asked = call.query.get("$select", "").casefold()
    return {"summary": channel_summary(call.state, row)} if "summary" in asked else {}


@operation("PATCH", "/teams/{team_id}/channels/{channel_id}", "channel.update", UPDATE, body=ChannelChange)
def update_channel(call: Call, body: ChannelChange, team_id: str, channel_id: str) -> Answer:
    row = channel_row(call, team_id, channel_id, writing=True)
    sent = body.sent()
    sent.pop("isFavoriteByDefault", None)
    sent.pop("layoutType", None)
    if body.displayName and channel_id == open_team(call, team_id)["primary"]:
        raise bad_request("The General channel cannot be renamed.")
    if body.displayName:
        check_channel_name(call.state, team_id, body.displayName, but=channel_id)
    call.state.put("channel", row | sent)
    return no_content_answer()


@operation("DELETE", "/teams/{team_id}/channels/{channel_id}", "channel.delete", DELETE)
def delete_channel(call: Call, team_id: str, channel_id: str) -> Answer:
    row = channel_row(call, team_id, channel_id, writing=True)
    if channel_id == open_team(call, team_id)["primary"]:
        raise bad_request("The General channel cannot be deleted.")
    call.state.put("channel", row | {"deletedAt": call.state.stamp()})
    return no_content_answer()


@operation("GET", "/teams/{team_id}/channels/{channel_id}/filesFolder", "channel.filesFolder.get", FILES)
def get_files_folder(call: Call, team_id: str, channel_id: str) -> Answer:
    state, row = call.state, channel_row(call, team_id, channel_id)
    drive = sites.drive_of_group(state, team_id)
    if drive is None or not _folder_is_ready(state, row):
        raise RefusedError(404, "ItemNotFound", "Sharepoint folder not found")
    folder = state.get("item", row["folder"] or "")
    if folder is None:
        folder = sites.folder_in_root(state, drive, row["firstName"], app_identity(state, "SharePoint"))
        state.put("channel", row | {"folder": folder["id"]})
    body = item_shape(state, folder) | {"createdDateTime": "0001-01-01T00:00:00Z"}
    return entity_answer(
        call, body, f"{_context(team_id)}('{quote(channel_id, safe='')}')/filesFolder/$entity"
    )


def _folder_is_ready(state: State, row: Row) -> bool:
    if row["folder"]:
        return True
    state.asked[row["id"]] += 1
    waited = state.has_aged(row["createdDateTime"], state.setting("filesFolderSeconds"))
    return waited and bool(state.asked[row["id"]] > state.setting("filesFolderCalls"))


# --- what an app may not do ---------------------------------------------------------------------


@operation("POST", "/teams/{team_id}/channels/{channel_id}/provisionEmail", "channel.provisionEmail")
def provision_email(call: Call, team_id: str, channel_id: str) -> Answer:
    row = channel_row(call, team_id, channel_id)
    if call.caller.user_id is None:
        raise RefusedError(
            403,
            "Forbidden",
            "Missing scope permissions on the request. API requires one of 'ChannelSettings.ReadWrite.All'. "
            "Scopes on the request ''",
        )
    email = row["email"] or f"{row['id'][3:11]}@channels.example.no"
    call.state.put("channel", row | {"email": email})
    return Answer(200, {"email": email})


@operation(
    "POST",
    "/teams/{team_id}/channels/{channel_id}/messages",
    "channel.messages.create",
    "Teamwork.Migrate.All",
)
def refuse_message(call: Call, team_id: str, channel_id: str) -> Answer:
    channel_row(call, team_id, channel_id)
    if call.caller.user_id:
        refuse_unknown(call.method, call.path)
    raise RefusedError(
        401,
        "Unauthorized",
        "Message POST is allowed in application-only context only for import purposes. Refer to "
        "https://docs.microsoft.com/microsoftteams/platform/graph-api/import-messages/"
        "import-external-messages-to-teams for more details.",
    )
