# ruff: noqa: N815 -- Graph's own names
"""Tabs of a channel, for the built-in apps; a Planner tab is refused unless the tenant accepts it."""

from typing import ClassVar
from urllib.parse import quote

from pydantic import Field

from graph_adapters.sandbox.directory.group_members import linked_id
from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.teams.channel_members import channel_row

READ = (
    "Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All TeamsTab.Read.All "
    "TeamsTab.Read.Group TeamsTab.ReadWrite.All TeamsTab.ReadWrite.Group TeamsTab.ReadWriteForTeam.All "
    "TeamsTab.ReadWriteSelfForTeam.All"
)
CREATE = (
    "Directory.ReadWrite.All Group.ReadWrite.All TeamsTab.Create TeamsTab.Create.Group "
    "TeamsTab.ReadWrite.All TeamsTab.ReadWriteForTeam.All TeamsTab.ReadWriteSelfForTeam.All"
)
UPDATE = (
    "Directory.ReadWrite.All Group.ReadWrite.All TeamsTab.ReadWrite.All TeamsTab.ReadWrite.Group "
    "TeamsTab.ReadWriteForTeam.All TeamsTab.ReadWriteSelfForTeam.All"
)
DELETE = f"{UPDATE} TeamsTab.Delete.Group"
URL = "/teams/{team_id}/channels/{channel_id}/tabs"

PLANNER = "com.microsoft.teamspace.tab.planner"
APPS = {
    "com.microsoft.teamspace.tab.web": "Website",
    "com.microsoft.teamspace.tab.youtube": "YouTube",
    "com.microsoft.teamspace.tab.vsts": "Azure DevOps",
    "com.microsoft.teamspace.tab.files.sharepoint": "Document Library",
    PLANNER: "Planner",
    "com.microsoft.teamspace.tab.file.staticviewer.word": "Word",
    "com.microsoft.teamspace.tab.file.staticviewer.excel": "Excel",
    "com.microsoft.teamspace.tab.file.staticviewer.powerpoint": "PowerPoint",
    "com.microsoft.teamspace.tab.file.staticviewer.pdf": "PDF",
}


class Configuration(Body):
    graph_type: ClassVar[str] = "teamsTabConfiguration"
    entityId: str | None = None
    contentUrl: str | None = None
    websiteUrl: str | None = None
    removeUrl: str | None = None


class TabChange(Body):
    graph_type: ClassVar[str] = "teamsTab"
    displayName: str | None = Field(None, min_length=1, max_length=128)
    configuration: Configuration | None = None


class NewTab(TabChange):
    displayName: str = Field(min_length=1, max_length=128)
    teamsApp: str = Field(alias="teamsApp@odata.bind")


def _app(app_id: str) -> Json:
    return {"id": app_id, "externalId": None, "displayName": APPS[app_id], "distributionMethod": "store"}


EXPAND: Expansions = {"teamsApp": lambda tab: tab["teamsApp"]}


def _shape(row: Row) -> Json:
    link = f"https://teams.example.no/l/channel/{quote(row['channel'], safe='')}/tab%3a%3a{row['id']}"
    return {
        "id": row["id"],
        "displayName": row["displayName"],
        "webUrl": f"{link}?label={quote(row['displayName'])}",
        "sortOrderIndex": row["sortOrderIndex"],
        "configuration": row["configuration"],
    }


def _seen(row: Row) -> Json:
    """Return the tab with the properties a filter and $expand may look at."""
    return _shape(row) | {"teamsApp": _app(row["app"])}


def _without_app(call: Call, tab: Json) -> Json:
    return (
        tab
        if "teamsApp" in call.query.get("$expand", "")
        else {k: v for k, v in tab.items() if k != "teamsApp"}
    )


def _row(call: Call, team_id: str, channel_id: str, tab_id: str, *, writing: bool = False) -> Row:
    channel_row(call, team_id, channel_id, writing=writing)
    row = call.state.get("tab", tab_id)
    if row is None or row["channel"] != channel_id:
        raise RefusedError(404, "NotFound", f"Tab '{tab_id}' was not found.")
    return row


def _context(team_id: str, channel_id: str) -> str:
    return f"teams('{team_id}')/channels('{quote(channel_id, safe='')}')/tabs"


@operation("GET", URL, "tabs.list", READ, options="filter select expand")
def list_tabs(call: Call, team_id: str, channel_id: str) -> Answer:
    channel_row(call, team_id, channel_id)
    rows = [_seen(row) for row in call.state.by("tab", "channel", channel_id)]
    answer = collection_answer(call, rows, _context(team_id, channel_id), expand=EXPAND, counted=True)
    answer.body["value"] = [_without_app(call, tab) for tab in answer.body["value"]]
    return answer


@operation("POST", URL, "tabs.create", CREATE, body=NewTab)
def create_tab(call: Call, body: NewTab, team_id: str, channel_id: str) -> Answer:
    channel_row(call, team_id, channel_id, writing=True)
    return created_answer(_shape(put_tab(call, body, channel_id)), f"{_context(team_id, channel_id)}/$entity")


def put_tab(call: Call, body: NewTab, channel_id: str) -> Row:
    app = linked_id(body.teamsApp)
    if app not in APPS:
        raise bad_request(f"App '{app}' is not installed in the team.")
    _check_configurable(call, app, body.configuration)
    configuration = Configuration().model_dump(exclude={"odata_type"}) | (
        body.configuration.sent() if body.configuration else {}
    )
    order = f"{10000 + call.state.count('tab', 'channel', channel_id) * 100}"
    row = {"id": call.state.uuid(), "channel": channel_id, "displayName": body.displayName, "app": app}
    return call.state.put("tab", row | {"configuration": configuration, "sortOrderIndex": order})


def _check_configurable(call: Call, app: str, configuration: Configuration | None) -> None:
    if app == PLANNER and call.state.setting("plannerTab") != "accept":
        raise bad_request(f"Creating or updating tab configuration for app '{app}' is not supported.")
    if app != PLANNER and (configuration is None or not configuration.contentUrl):
        raise bad_request("A tab needs a configuration with a contentUrl.")


@operation("GET", f"{URL}/{{tab_id}}", "tabs.get", READ, options="select expand")
def get_tab(call: Call, team_id: str, channel_id: str, tab_id: str) -> Answer:
    row = _row(call, team_id, channel_id, tab_id)
    answer = entity_answer(call, _seen(row), f"{_context(team_id, channel_id)}/$entity", expand=EXPAND)
    answer.body = _without_app(call, answer.body)
    return answer


@operation("PATCH", f"{URL}/{{tab_id}}", "tabs.update", UPDATE, body=TabChange)
def update_tab(call: Call, body: TabChange, team_id: str, channel_id: str, tab_id: str) -> Answer:
    row = _row(call, team_id, channel_id, tab_id, writing=True)
    sent = body.sent()
    if body.configuration is not None:
        _check_configurable(call, row["app"], body.configuration)
        sent["configuration"] = row["configuration"] | body.configuration.sent()
    return entity_answer(
        call, _shape(call.state.put("tab", row | sent)), f"{_context(team_id, channel_id)}/$entity"
    )


@operation("DELETE", f"{URL}/{{tab_id}}", "tabs.delete", DELETE)
def delete_tab(call: Call, team_id: str, channel_id: str, tab_id: str) -> Answer:
    row = _row(call, team_id, channel_id, tab_id, writing=True)
    call.state.remove("tab", row["id"])
    return no_content_answer()
