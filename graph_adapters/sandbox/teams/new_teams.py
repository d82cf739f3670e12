# ruff: noqa: N815 -- Graph's own names
"""POST /teams: a team from a template, or on a group, with its channels, tabs and apps."""

import re

from pydantic import Field

from graph_adapters.sandbox.directory import groups
from graph_adapters.sandbox.directory.group_members import group_row, linked_id, set_group_roles
from graph_adapters.sandbox.directory.groups import GroupChange
from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.async_operations import accepted_answer, start_operation
from graph_adapters.sandbox.engine.routes import Call, operation, refuse_unknown
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.teams.apps import NewInstallation, put_app
from graph_adapters.sandbox.teams.channels import NewChannel, check_channel_name, make_channel
from graph_adapters.sandbox.teams.members import NewMember, new_member
from graph_adapters.sandbox.teams.msteams import TeamChange, make_team
from graph_adapters.sandbox.teams.tabs import NewTab, put_tab

CREATE = "Directory.ReadWrite.All Group.ReadWrite.All Team.Create Teamwork.Migrate.All"
TEMPLATE = re.compile(r"/teamsTemplates(?:\('([\w.]+)'\)|/([\w.]+))$", re.IGNORECASE)
SPECIAL = {  # a template, and the kind of team that comes of it
    "standard": "none",
    "educationClass": "educationClass",
    "educationStaff": "educationStaff",
    "educationProfessionalLearningCommunity": "educationProfessionalLearningCommunity",
}
GENERAL = "General"


class ChannelOfNewTeam(NewChannel):
    tabs: list[NewTab] = Field(default=[])


class NewTeam(TeamChange):
    template: str = Field(alias="template@odata.bind")
    group: str | None = Field(None, alias="group@odata.bind")
    members: list[NewMember] = Field(default=[])
    channels: list[ChannelOfNewTeam] = Field(default=[])
    installedApps: list[NewInstallation] = Field(default=[])
    firstChannelName: str | None = None
    creation_mode: str | None = Field(None, alias="@microsoft.graph.teamCreationMode")
    createdDateTime: Moment | None = None


@operation("POST", "/teams", "team.create", CREATE, body=NewTeam)
def create_team(call: Call, body: NewTeam) -> Answer:
    if body.creation_mode is not None:
        refuse_unknown(call.method, f"{call.path} in migration mode")
    kind, group = _kind_of(call, body.template), _group_for(call, body)
    team = make_team(call, group, body, first_channel=body.firstChannelName or GENERAL, special=kind)
    _furnish(call, team["id"], body)
    wait = call.state.setting("teamCreationSeconds")
    operation_row = start_operation(call.state, team["id"], "createTeam", seconds=wait)
    call.state.put("team", team | {"readyAt": operation_row["endsAt"]})
    answer = accepted_answer(team["id"], operation_row)
    answer.headers["Content-Location"] = f"/teams('{team['id']}')"
    return answer


def _kind_of(call: Call, template: str) -> str:
    match = TEMPLATE.search(template)
    name = (match[1] or match[2]) if match else ""
    if name.startswith("com.microsoft.teams.template."):
        refuse_unknown(call.method, f"{call.path} with the template {name}")
    if name not in SPECIAL:
        raise bad_request(f"The template '{template}' does not exist.")
    return SPECIAL[name]


def _furnish(call: Call, team_id: str, body: NewTeam) -> None:
    for given in body.channels:
        _make_channel(call, team_id, given)
    for app in body.installedApps:
        put_app(call, app, team_id)


def _make_channel(call: Call, team_id: str, given: ChannelOfNewTeam) -> None:
    """Make a standard channel with its tabs; General is there, and is only told whether it is shown."""
    if given.membershipType not in (None, "standard"):
        raise bad_request("A team is created with standard channels only.")
    names = {"displayName": given.displayName.strip(), "description": given.description}
    if names["displayName"] == GENERAL:
        return
    check_channel_name(call.state, team_id, str(names["displayName"]))
    row = make_channel(call, team_id, names | {"isFavoriteByDefault": given.isFavoriteByDefault})
    for tab in given.tabs:
        put_tab(call, tab, row["id"])


# --- its group ----------------------------------------------------------------------------------


def _group_for(call: Call, body: NewTeam) -> Row:
    if body.group is None:
        return _new_group(call, body)
    if body.displayName or body.members:
        raise bad_request("displayName and members cannot be given when a team is made from a group.")
    group = group_row(call.state, linked_id(body.group))
    if call.state.get("team", group["id"]) is not None:
        raise RefusedError(409, "Conflict", "Failed to execute backend request: the team already exists.")
    return group


def _new_group(call: Call, body: NewTeam) -> Row:
    if body.displayName is None:
        raise bad_request("A team needs a displayName.")
    owner = _owner(call, body.members)
    group = groups.make_group(call.state, GroupChange.model_validate(_group_of(call.state, body)))
    set_group_roles(call.state, group["id"], owner, owner=True, member=True)
    return group


def _owner(call: Call, members: list[NewMember]) -> Row:
    """Return who will own it: a person who makes a team does; an app names exactly one."""
    if call.caller.user_id and not members:
        return user_by_key(call.state, call.caller.user_id)
    if len(members) != 1 or members[0].roles != ["owner"]:
        raise bad_request("A team needs exactly one member, who is the owner, in application context.")
    return new_member(call.state, members[0])


def _group_of(state: State, body: NewTeam) -> Json:
    letters = "".join(sign for sign in body.displayName or "" if sign.isascii() and sign.isalnum())[:40]
    return {
        "displayName": body.displayName,
        "description": body.description,
        "mailEnabled": True,
        "securityEnabled": False,
        "mailNickname": f"{letters or 'team'}{state.number()}",
        "groupTypes": ["Unified"],
        "visibility": (body.visibility or "public").title(),
    }
