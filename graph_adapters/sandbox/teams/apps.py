# ruff: noqa: N815 -- Graph's own names
"""Teams apps: the catalogue, apps installed in a team, and notes in people's activity."""

import base64
import re
from typing import ClassVar, Literal

from pydantic import Field

from graph_adapters.sandbox.directory.group_members import linked_id
from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation, refuse_unknown
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.teams.channel_members import open_team
from graph_adapters.sandbox.teams.tabs import APPS

READ = (
    "Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All "
    "TeamsAppInstallation.ManageSelectedForTeam.All TeamsAppInstallation.Read.All "
    "TeamsAppInstallation.Read.Group TeamsAppInstallation.ReadForTeam.All "
    "TeamsAppInstallation.ReadWriteAndConsentForTeam.All "
    "TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All TeamsAppInstallation.ReadWriteForTeam.All "
    "TeamsAppInstallation.ReadWriteSelfForTeam.All"
)
WRITE = (
    "Directory.ReadWrite.All Group.ReadWrite.All TeamsAppInstallation.ManageSelectedForTeam.All "
    "TeamsAppInstallation.ReadWriteAndConsentForTeam.All "
    "TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All TeamsAppInstallation.ReadWriteForTeam.All "
    "TeamsAppInstallation.ReadWriteSelfForTeam.All"
)
OPTIONS = "filter select expand count"
NOT_KEPT = re.compile(r"\b(bot|authorization)\b", re.IGNORECASE)


def _catalogue(state: State) -> dict[str, Json]:
    """Return Microsoft's own apps, and the organisation's own by the setting `teamsApps` ({id: name})."""
    own: dict[str, str] = state.setting("teamsApps")
    store = {key: (name, "store") for key, name in APPS.items()}
    both = store | {key: (name, "organization") for key, name in own.items()}
    return {
        key: {"id": key, "externalId": key if way == "organization" else None, "displayName": name}
        | {"distributionMethod": way}
        for key, (name, way) in both.items()
    }


@operation(
    "GET",
    "/appCatalogs/teamsApps",
    "appCatalog.teamsApps.list",
    "AppCatalog.Read.All AppCatalog.ReadWrite.All",
    options="filter expand select top skiptoken",
)
def list_catalogue(call: Call) -> Answer:
    if NOT_KEPT.search(f"{call.query.get('$expand')} {call.query.get('$filter')}"):
        refuse_unknown(call.method, f"{call.path} with an app's bot or authorization")
    definitions: Expansions = {"appDefinitions": lambda app: [_definition(app)]}
    return collection_answer(
        call, _catalogue(call.state).values(), "appCatalogs/teamsApps", expand=definitions
    )


def _shape(row: Row) -> Json:
    return {"id": base64.b64encode(f"{row['team']}##{row['app']}".encode()).decode(), "teamsApp": row["seen"]}


EXPAND: Expansions = {
    "teamsApp": lambda installed: installed["teamsApp"],
    "teamsAppDefinition": lambda installed: _definition(installed["teamsApp"]),
}


def _definition(app: Json) -> Json:
    return {
        "id": base64.b64encode(f"{app['id']}##1.0.0".encode()).decode(),
        "teamsAppId": app["id"],
        "displayName": app["displayName"],
        "version": "1.0.0",
        "publishingState": "published",
        "shortDescription": app["displayName"],
        "description": app["displayName"],
        "lastModifiedDateTime": None,
        "createdBy": None,
    }


@operation("GET", "/teams/{team_id}/installedApps", "installedApps.list", READ, options=OPTIONS)
def list_installed(call: Call, team_id: str) -> Answer:
    open_team(call, team_id)
    rows = map(_shape, call.state.by("installed", "team", team_id))
    answer = collection_answer(call, rows, f"teams('{team_id}')/installedApps", expand=EXPAND, counted=True)
    if not re.search(r"\bteamsApp\b", call.query.get("$expand", "")):
        for row in answer.body["value"]:
            row.pop("teamsApp", None)
    return answer


class NewInstallation(Body):
    graph_type: ClassVar[str] = "teamsAppInstallation"
    teamsApp: str = Field(alias="teamsApp@odata.bind")


@operation("POST", "/teams/{team_id}/installedApps", "installedApps.add", WRITE, body=NewInstallation)
def install(call: Call, body: NewInstallation, team_id: str) -> Answer:
    open_team(call, team_id, writing=True)
    row = put_app(call, body, team_id)
    return created_answer({"id": _shape(row)["id"]}, f"teams('{team_id}')/installedApps/$entity")


def put_app(call: Call, body: NewInstallation, team_id: str) -> Row:
    app = _catalogue(call.state).get(linked_id(body.teamsApp))
    if app is None:
        raise RefusedError(404, "NotFound", "The app is not in the catalogue.")
    key = f"{team_id}/{app['id']}"
    if call.state.get("installed", key):
        raise RefusedError(409, "Conflict", "The app is already installed in the team.")
    return call.state.put("installed", {"id": key, "team": team_id, "app": app["id"], "seen": app})


# --- notes in the activity ----------------------------------------------------------------------


class Topic(Body):
    graph_type: ClassVar[str] = "teamworkActivityTopic"
    source: Literal["entityUrl", "text"]
    value: str
    webUrl: str | None = None


class KeyValuePair(Body):
    graph_type: ClassVar[str] = "keyValuePair"
    name: str
    value: str | None = None


class NotificationRecipient(Body):
    """The recipient; only a single person of the tenant is done here."""

    odata_type: str = Field(
        alias="@odata.type",
        pattern=r"(?i)^#?microsoft\.(graph|teams\.graphsvc)\.(aadUser|(channel|team|chat)Members)NotificationRecipient$",
    )
    userId: str | None = None
    teamId: str | None = None
    channelId: str | None = None
    chatId: str | None = None


class PreviewText(Body):
    """A preview is text; what kind of text need not be said, as in Microsoft's own examples."""

    graph_type: ClassVar[str] = "itemBody"
    contentType: Literal["text", "html"] | None = None
    content: str


class ActivityNotification(Body):
    topic: Topic
    activityType: str = Field(min_length=1)
    chainId: int | None = None
    previewText: PreviewText | None = None
    teamsAppId: str | None = None
    templateParameters: list[KeyValuePair] = Field(default=[])
    iconId: str | None = None


class TeamNote(ActivityNotification):
    recipient: NotificationRecipient


@operation(
    "POST",
    "/teams/{team_id}/sendActivityNotification",
    "team.sendActivityNotification",
    "TeamsActivity.Send TeamsActivity.Send.Group",
    body=TeamNote,
)
def notify_in_team(call: Call, body: TeamNote, team_id: str) -> Answer:
    open_team(call, team_id)
    if "Members" in body.recipient.odata_type:
        refuse_unknown(call.method, f"{call.path} to all members at once")
    if body.recipient.userId is None:
        raise bad_request("The recipient needs a userId.")
    user = user_by_key(call.state, body.recipient.userId)
    if call.state.get("member", f"{team_id}/{user['id']}") is None:
        raise bad_request("The recipient is not a member of the team.")
    return _noted(call, body, user, call.state.by("installed", "team", team_id))


@operation(
    "POST",
    "/users/{user_id}/teamwork/sendActivityNotification",
    "user.sendActivityNotification",
    "TeamsActivity.Send TeamsActivity.Send.User",
    body=ActivityNotification,
)
def notify_person(call: Call, body: ActivityNotification, user_id: str) -> Answer:
    user = user_by_key(call.state, user_id)
    teams = [row["group"] for row in call.state.by("member", "user", user["id"])]
    installed = [row for team in teams for row in call.state.by("installed", "team", team)]
    return _noted(call, body, user, installed)


def _noted(call: Call, body: ActivityNotification, user: Row, installed: list[Row]) -> Answer:
    """Refuse a note without an app of our own in any of the person's teams."""
    own = call.state.setting("teamsApps")
    if not any(row["app"] in own and body.teamsAppId in (None, row["app"]) for row in installed):
        message = "Application must be installed for the recipient before a notification can be sent."
        raise RefusedError(403, "Forbidden", message)
    row = {"id": call.state.uuid(), "user": user["id"], "at": call.state.stamp()} | body.sent()
    call.state.put("activity", row)
    return no_content_answer()
