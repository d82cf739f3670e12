"""A tenant in which what an address names is made when it is asked for, through the doors anybody has."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

from support.sandbox.teller import attached, membership
from support.sandbox.tenant import GRAPH, KARI, OLA, ORGANISER, WEB_TAB, Client, new_event, new_group

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
BODY = {"contentType": "html", "content": "Hei"}
TIMES = {"startDateTime": "2027-01-18T08:00:00Z", "endDateTime": "2027-01-18T09:00:00Z"}
INVITED = {"upn": "ola@example.no", "identity": {"user": {"id": "{colleague}"}}}
CONTROL = "https://graph.microsoft.com/_sandbox"
MARK = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Kull"
MANY_MARKS = MARK.replace("String", "StringArray")
APP = "7a1d4b51-0000-4000-8000-6b756c6c6170"


class World:
    def __init__(self, ask: Client) -> None:
        self.ask = ask
        self.made: dict[str, str] = {}

    async def value(self, name: str) -> str:
        """Return the id of a thing, which is made at the first use."""
        if name not in self.made:
            self.made[name] = await MAKERS[name](self)
        return self.made[name]

    async def filled(self, value: Any) -> Any:
        """Put ids where placeholders stand, in an address or anywhere in a body."""
        if isinstance(value, dict):
            return {await self.filled(key): await self.filled(below) for key, below in value.items()}
        if isinstance(value, list):
            return [await self.filled(one) for one in value]
        if not isinstance(value, str):
            return value
        for name in PLACEHOLDER.findall(value):
            value = value.replace(f"{{{name}}}", await self.value(name))
        return value

    async def get(self, path: str) -> Any:
        return (await self.ask.ask("GET", await self.filled(path))).json()

    async def post(self, path: str, body: Any = None) -> Any:
        answer = await self.ask.ask("POST", await self.filled(path), await self.filled(body))
        assert answer.status_code < 300, (path, answer.text)
        return answer.json() if answer.content else answer

    async def created(self, path: str, body: Any) -> str:
        return str((await self.post(path, body))["id"])


async def settled(world: World) -> None:
    """Let apps see meetings, and let the organisation have an app of its own."""
    settings = {"applicationAccessPolicy": ["*"], "teamsApps": {APP: "Kull"}}
    await world.ask.control("PATCH", "/settings", settings)
    await world.ask.people(KARI, OLA)


# --- people, groups and teams -------------------------------------------------------------------


async def _group(world: World) -> str:
    link = f"{GRAPH}/users/{{user}}"
    new = new_group("kull9") | {"owners@odata.bind": [link], "members@odata.bind": [link]}
    return await world.created("/groups", new)


async def _referred(world: World, path: str) -> str:
    await world.post(path, {"@odata.id": f"{GRAPH}/users/{{colleague}}"})
    return path


async def _deleted_group(world: World) -> str:
    made = await world.created("/groups", new_group("kull8"))
    await world.ask.ask("DELETE", f"/groups/{made}")
    return made


async def _team(world: World) -> str:
    return (await world.ask.team())[0]


async def _team_operation(world: World) -> str:
    answer = await world.post("/teams/{team}/archive", {})
    return str(answer.headers["Location"]).split("'")[-2]


async def _member(world: World) -> str:
    return await world.created("/teams/{team}/members", membership("{colleague}"))


async def _channel_encoded(world: World) -> str:
    return quote(await world.value("channel"), safe="")


async def _private_channel(world: World) -> str:
    new = {"displayName": "Styret", "membershipType": "private", "members": [membership("{user}", "owner")]}
    return await world.created("/teams/{team}/channels", new)


async def _tab(world: World) -> str:
    links = {"contentUrl": "https://example.no/plan", "websiteUrl": "https://example.no/plan"}
    new = {"displayName": "Plan", "teamsApp@odata.bind": WEB_TAB, "configuration": links}
    return await world.created("/teams/{team}/channels/{channel}/tabs", new)


async def _planner_tab(world: World) -> str:
    await world.ask.control("PATCH", "/settings", {"plannerTab": "accept"})
    app = f"{GRAPH}/appCatalogs/teamsApps/com.microsoft.teamspace.tab.planner"
    new = {"displayName": "Plan", "teamsApp@odata.bind": app}
    return await world.created("/teams/{team}/channels/{channel}/tabs", new)


async def _quoted_team(world: World) -> str:
    team = await world.value("team")
    await world.ask.ask("PATCH", f"/teams/{team}", {"displayName": "Tørn '27"})
    return team


async def _installation(world: World) -> str:
    return await world.created(
        "/teams/{team}/installedApps", {"teamsApp@odata.bind": f"{GRAPH}/appCatalogs/teamsApps/{APP}"}
    )


# --- files and plans ----------------------------------------------------------------------------


async def _folder(world: World) -> str:
    url = "/teams/{team}/channels/{channel}/filesFolder"
    await world.get(url)  # the first look is what makes it
    return str((await world.get(url))["id"])


async def _file(world: World) -> str:
    path = await world.filled("/drives/{drive}/items/{folder}:/plan.docx:/content")
    return str((await world.ask.ask("PUT", path, b"ord")).json()["id"])


async def _inner_folder(world: World) -> str:
    return await world.created("/drives/{drive}/items/{folder}/children", {"name": "Maler", "folder": {}})


async def _picture(world: World) -> str:
    told = {"action": "picture", "drive": "{drive}", "item": "{file}", "content": "SGVp"}
    await world.ask.control("POST", "/files", await world.filled(told))
    return await world.value("file")


async def _shared_file(world: World) -> str:
    file, told = (
        await world.value("file"),
        {"roles": ["read"], "requireSignIn": True, "sendInvitation": False},
    )
    url = f"/drives/{{drive}}/items/{file}"
    await world.post(f"{url}/invite", told | {"recipients": [{"email": "ola@example.no"}]})
    await world.post(f"{url}/createLink", {"type": "view", "scope": "organization"})
    return file


async def _plan(world: World) -> str:
    return await world.created(
        "/planner/plans", {"container": {"url": f"{GRAPH}/groups/{{team}}"}, "title": "Leveranser"}
    )


async def _task(world: World) -> str:
    hint = {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}
    new = {
        "planId": "{plan}",
        "bucketId": "{bucket}",
        "title": "Prosjektplan",
        "assignments": {"{user}": hint},
    }
    return await world.created("/planner/tasks", new)


async def _task_with_details(world: World) -> str:
    task = await world.value("task")
    url = f"/planner/tasks/{task}/details"
    check = {"@odata.type": "#microsoft.graph.plannerChecklistItem", "title": "Les", "isChecked": True}
    link = {"@odata.type": "#microsoft.graph.plannerExternalReference", "alias": "Mal", "type": "Other"}
    told = {"description": "Husk", "checklist": {"k1": check}, "references": {"https%3A//example%2Eno": link}}
    answer = await world.ask.ask("PATCH", url, told, If_Match=(await world.get(url))["@odata.etag"])
    assert answer.status_code == 204, answer.text
    return task


async def _plan_with_details(world: World) -> str:
    plan = await world.value("plan")
    url = f"/planner/plans/{plan}/details"
    told = {"sharedWith": {"{user}": True}, "categoryDescriptions": {"category1": "Frist"}}
    tag = (await world.get(url))["@odata.etag"]
    answer = await world.ask.ask("PATCH", url, await world.filled(told), If_Match=tag)
    assert answer.status_code == 204, answer.text
    return plan


# --- calendars, mail and meetings ---------------------------------------------------------------


def _gathering() -> dict[str, Any]:
    where = {"displayName": "Rom 1", "address": {"city": "Oslo"}}
    event = new_event("ola@example.no", isOnlineMeeting=True, location=where)
    return event | {
        "body": {"contentType": "html", "content": "Hei"},
        "onlineMeetingProvider": "teamsForBusiness",
    }


async def _event(world: World) -> str:
    return await world.created(f"/users/{ORGANISER}/events", _gathering())


async def _series(world: World) -> str:
    pattern = {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"], "firstDayOfWeek": "monday"}
    limits = {"type": "numbered", "startDate": "2027-01-18", "numberOfOccurrences": 3}
    told = _gathering() | {"recurrence": {"pattern": pattern, "range": limits}}
    return await world.created(f"/users/{ORGANISER}/events", told)


async def _proposal(world: World) -> str:
    """Let the colleague ask for another time; the organiser's event then tells it."""
    await world.value("event")
    (copy,) = (await world.get("/users/{colleague}/events"))["value"]
    other = {
        name: {"dateTime": f"2027-01-19T{hour}:00:00", "timeZone": "UTC"}
        for name, hour in (("start", "09"), ("end", "10"))
    }
    url = f"/users/ola@example.no/events/{copy['id']}/tentativelyAccept"
    wish = {"method": "POST", "url": url, "body": {"proposedNewTime": other}}
    answer = await world.ask.http.post(f"{CONTROL}/as/ola@example.no", json=wish)
    assert answer.status_code == 202, answer.text
    return str(copy["id"])


async def _marked_event(world: World) -> str:
    told = _gathering() | {"multiValueExtendedProperties": [{"id": MANY_MARKS, "value": ["a", "b"]}]}
    world.made["event"] = await world.created(f"/users/{ORGANISER}/events", told)
    return world.made["event"]


async def _marked_message(world: World) -> str:
    to = [{"emailAddress": {"address": "ola@example.no", "name": "Ola"}}]
    new = {
        "subject": "Hei",
        "body": BODY,
        "toRecipients": to,
        "from": {"emailAddress": to[0]["emailAddress"]},
    }
    new |= {"singleValueExtendedProperties": [{"id": MARK, "value": "1"}]}
    world.made["message"] = await world.created(f"/users/{ORGANISER}/messages", new)
    return world.made["message"]


async def _message(world: World) -> str:
    sender = {"address": "gjest@example.com", "name": "Gjest"}
    headers = [{"name": "x-kull", "value": "1"}]
    coming = {"to": ORGANISER, "from": sender, "subject": "Svar", "body": BODY, "attachments": [attached()]}
    return str((await world.ask.control("POST", "/mail", coming | {"internetMessageHeaders": headers}))["id"])


async def _draft(world: World) -> str:
    to = [{"emailAddress": {"address": "ola@example.no"}}]
    new = {"subject": "Hei", "body": {"contentType": "text", "content": "x"}, "toRecipients": to}
    return await world.created(f"/users/{ORGANISER}/messages", new)


async def _meeting(world: World) -> str:
    return await world.created("/users/{organiser}/onlineMeetings", TIMES | {"subject": "Samling 1"})


async def _join_url(world: World) -> str:
    """Return the link as it stands in a filter: encoded once more."""
    return quote((await world.get("/users/{organiser}/onlineMeetings/{meeting}"))["joinWebUrl"], safe="")


async def _report(world: World) -> str:
    joins = [["2027-01-18T08:00:00Z", "2027-01-18T09:00:00Z"]]
    told = {
        "joinUrl": unquote(await world.value("join_url")),
        "attendees": [{"mail": "ola@example.no", "joins": joins}],
    }
    return str((await world.ask.control("POST", "/held", told | {"recorded": True}))["value"][0]["id"])


async def _recording(world: World) -> str:
    await world.value("report")
    films = await world.get("/users/{organiser}/onlineMeetings/{meeting}/recordings")
    return str(films["value"][0]["id"])


async def _recording_correlation(world: World) -> str:
    await world.value("report")
    films = await world.get("/users/{organiser}/onlineMeetings/{meeting}/recordings")
    return str(films["value"][0]["contentCorrelationId"])


async def _soon(world: World) -> str:
    now = datetime.fromisoformat((await world.ask.control("GET", "/clock"))["now"])
    return (now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


async def _subscription(world: World) -> str:
    new = {
        "changeType": "updated",
        "notificationUrl": "https://hook.example.no/graph",
        "clientState": "hemmelig",
    }
    return await world.created(
        "/subscriptions", new | {"resource": f"/users/{ORGANISER}/events", "expirationDateTime": "{soon}"}
    )


def _found(path: str, *way: str | int) -> Callable[[World], Awaitable[str]]:
    async def look(world: World) -> str:
        answer = await world.get(path)
        for step in way:
            answer = answer[step]
        return str(answer)

    return look


def _new(path: str, body: Any) -> Callable[[World], Awaitable[str]]:
    async def make(world: World) -> str:
        return await world.created(path, body)

    return make


def _known(value: str) -> Callable[[World], Awaitable[str]]:
    async def give(_: World) -> str:
        return value

    return give


MAKERS: dict[str, Callable[[World], Awaitable[str]]] = {
    "organiser": _found(f"/users/{ORGANISER}", "id"),
    "user": _found("/users/kari@example.no", "id"),
    "colleague": _found("/users/ola@example.no", "id"),
    "principal": _known(str(uuid5(NAMESPACE_URL, "kull"))),
    "group": _group,
    "group_member": lambda world: _referred(world, "/groups/{group}/members/$ref"),
    "group_owner": lambda world: _referred(world, "/groups/{group}/owners/$ref"),
    "deleted_group": _deleted_group,
    "team": _team,
    "team_operation": _team_operation,
    "member": _member,
    "channel": _new("/teams/{team}/channels", {"displayName": "Team Hjerte", "description": "Læring"}),
    "channel_encoded": _channel_encoded,
    "private_channel": _private_channel,
    "channel_member": lambda world: world.created(
        "/teams/{team}/channels/{private_channel}/members", membership("{colleague}")
    ),
    "tab": _tab,
    "planner_tab": _planner_tab,
    "quoted_team": _quoted_team,
    "meeting_known_by_key": _new(
        "/users/{organiser}/onlineMeetings/createOrGet",
        TIMES | {"externalId": "kull-3-samling-1", "participants": {"attendees": [INVITED]}},
    ),
    "app": _known(APP),
    "installation": _installation,
    "site": _found("/groups/{team}/sites/root", "id"),
    "drive": _found("/groups/{team}/drive", "id"),
    "folder": _folder,
    "file": _file,
    "inner_folder": _inner_folder,
    "picture": _picture,
    "shared_file": _shared_file,
    "plan": _plan,
    "bucket": _new("/planner/buckets", {"name": "Uke 1", "planId": "{plan}"}),
    "task": _task,
    "task_with_details": _task_with_details,
    "plan_with_details": _plan_with_details,
    "event": _event,
    "proposal": _proposal,
    "marked_event": _marked_event,
    "marked_message": _marked_message,
    "series": _series,
    "calendar": _found(f"/users/{ORGANISER}/calendars", "value", 0, "id"),
    "inbox": _known("inbox"),
    "message": _message,
    "draft": _draft,
    "meeting": _meeting,
    "join_url": _join_url,
    "join_number": _found(
        "/users/{organiser}/onlineMeetings/{meeting}", "joinMeetingIdSettings", "joinMeetingId"
    ),
    "recording_correlation": _recording_correlation,
    "report": _report,
    "recording": _recording,
    "soon": _soon,
    "subscription": _subscription,
}
