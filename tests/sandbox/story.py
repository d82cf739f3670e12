"""One tenant's whole story: every operation is asked for once, and what was asked and answered is kept."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import httpx
from sandbox.tenant import GRAPH, KARI, OLA, ORGANISER, WEB_TAB, Client, live, new_event, new_group

from graph_adapters.sandbox.routes import GRAPH as ROUTES

WHOLE = {"Prefer": "return=representation"}


@dataclass(frozen=True)
class Step:
    """One request that was granted, and its answer."""

    name: str
    method: str
    path: str
    body: Any
    headers: dict[str, str]
    status: int
    answer: Any


class Teller(Client):
    """A client that keeps every step, and stops at the first that was not granted."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        super().__init__(http)
        self.steps: list[Step] = []

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        answer = await super().ask(method, path, body, **headers)
        found = ROUTES.find(method, path.partition("?")[0])
        if found and answer.status_code < 400:
            whole = answer.json() if "json" in answer.headers.get("content-type", "") else None
            self.steps.append(Step(found[0].name, method, path, body, headers, answer.status_code, whole))
        return answer

    async def tell(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = await self.ask(method, path, body, **headers)
        assert answer.status_code < 400, (method, path, answer.text)
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer


def told(*chapters: Callable[[Teller], Awaitable[None]]) -> list[Step]:
    """Tell the chapters to a tenant of their own."""
    steps: list[Step] = []

    async def scenario(client: Client) -> None:
        teller = Teller(client.http)
        await teller.people(KARI, OLA)
        for chapter in chapters or CHAPTERS:
            await chapter(teller)
        steps.extend(teller.steps)

    live(scenario)
    return steps


def without_sent_twice(steps: list[Step]) -> list[Step]:
    """One step of each operation and body."""
    return list({(step.name, json.dumps(step.body, default=str)): step for step in steps}.values())


# --- the chapters -------------------------------------------------------------------------------


async def people(ask: Teller) -> None:
    info = {"customizedMessageBody": "Velkommen", "ccRecipients": [_to("ola@example.no")]}
    guest = {
        "invitedUserEmailAddress": "gjest@example.com",
        "inviteRedirectUrl": "https://example.no",
        "invitedUserDisplayName": "Gjest",
        "sendInvitationMessage": True,
        "invitedUserMessageInfo": info,
    }
    await ask.tell("POST", "/invitations", guest)
    await ask.tell("GET", "/users?$count=true", ConsistencyLevel="eventual")
    names = "id,displayName,givenName,userPrincipalName,mail,mailNickname,otherMails,proxyAddresses"
    url = f"/users?$select={names},assignedLicenses&$count=true"
    await ask.tell("GET", url, ConsistencyLevel="eventual")
    await ask.tell("GET", "/users/kari@example.no?$select=displayName,givenName,postalCode")
    await ask.tell("GET", "/users/kari@example.no")
    await ask.tell("GET", "/organization")
    principal = uuid5(NAMESPACE_URL, "kull")
    await ask.tell("GET", f"/servicePrincipals/{principal}/appRoleAssignments")
    group = await ask.tell(
        "POST", "/groups", new_group("kull1") | {"description": "x", "visibility": "Private"}
    )
    url = f"/groups/{group['id']}"
    await ask.tell("PATCH", url, {"description": "Kull 1", "displayName": "Kull én"})
    await ask.tell("PATCH", "/groups(uniqueName='kull2')", new_group("kull2"), Prefer="create-if-missing")
    ola = (await ask.people(OLA))[0]
    link = {"@odata.id": f"{GRAPH}/users/{ola}"}
    for role in ("members", "owners"):
        await ask.tell("POST", f"{url}/{role}/$ref", link)
        await ask.tell("GET", f"{url}/{role}?$count=true")
    await ask.tell("DELETE", f"{url}/members/{ola}/$ref")
    await ask.tell("DELETE", url)
    await ask.tell("GET", "/directory/deletedItems/microsoft.graph.group")
    await ask.tell("GET", f"/directory/deletedItems/{group['id']}")
    await ask.tell("POST", f"/directory/deletedItems/{group['id']}/restore")
    await ask.tell("GET", "/groups?$count=true")
    await ask.tell("GET", url)
    await ask.tell(
        "GET", f"{url}?$select=allowExternalSenders,autoSubscribeNewMembers,isSubscribedByMail,unseenCount"
    )


async def teams(ask: Teller) -> None:
    owner = _member((await ask.people(KARI))[0], "owner")
    new = {"template@odata.bind": f"{GRAPH}/teamsTemplates('standard')", "displayName": "Tørn"}
    made = await ask.tell("POST", "/teams", new | {"visibility": "private", "members": [owner]})
    await ask.tell("GET", made.headers["Location"])
    team, _ = await ask.team()
    url = f"/teams/{team}"
    settings = {"allowGiphy": True, "giphyContentRating": "strict"}
    await ask.tell("PATCH", url, {"displayName": "Tørn kull 3", "funSettings": settings})
    await ask.tell("GET", "/teams")
    await ask.tell("GET", url)
    member = await ask.tell("POST", f"{url}/members", _member((await ask.people(OLA))[0]))
    await ask.tell("POST", f"{url}/members/add", {"values": [_member((await ask.people(OLA))[0])]})
    await ask.tell(
        "PATCH", f"{url}/members/{member['id']}", {"@odata.type": member["@odata.type"], "roles": ["owner"]}
    )
    await ask.tell("GET", f"{url}/members")
    await _channels(ask, url, owner)
    await _apps(ask, url)
    await ask.tell("DELETE", f"{url}/members/{member['id']}")
    await ask.tell("POST", f"{url}/archive", {})
    await ask.tell("POST", f"{url}/unarchive")


async def _apps(ask: Teller, url: str) -> None:
    await ask.control("PATCH", "/settings", {"teamsApps": {"kull-app": "Kull"}})
    await ask.tell("GET", "/appCatalogs/teamsApps")
    await ask.tell(
        "POST", f"{url}/installedApps", {"teamsApp@odata.bind": f"{GRAPH}/appCatalogs/teamsApps/kull-app"}
    )
    await ask.tell("GET", f"{url}/installedApps?$expand=teamsApp,teamsAppDefinition")
    await ask.tell("GET", f"{url}/installedApps?$count=true")
    (kari,) = await ask.people(KARI)
    topic = {"source": "text", "value": "Samling 1", "webUrl": "https://example.no"}
    note = {
        "topic": topic,
        "activityType": "taskCreated",
        "templateParameters": [{"name": "a", "value": "b"}],
    }
    note |= {"previewText": {"contentType": "text", "content": "Hei"}}
    await ask.tell("POST", f"/users/{kari}/teamwork/sendActivityNotification", note)
    recipient = {"@odata.type": "microsoft.graph.aadUserNotificationRecipient", "userId": kari}
    await ask.tell("POST", f"{url}/sendActivityNotification", note | {"recipient": recipient})


async def _channels(ask: Teller, url: str, owner: dict[str, Any]) -> None:
    channel = await ask.tell("POST", f"{url}/channels", {"displayName": "Team Hjerte", "description": "x"})
    private = {"displayName": "Styret", "membershipType": "private", "members": [owner]}
    closed = await ask.tell("POST", f"{url}/channels", private)
    inside = f"{url}/channels/{closed['id']}/members"
    member = await ask.tell("POST", inside, _member((await ask.people(OLA))[0]))
    await ask.tell("GET", inside)
    await ask.tell("DELETE", f"{inside}/{member['id']}")
    here = f"{url}/channels/{channel['id']}"
    await ask.tell("PATCH", here, {"description": "Team på medisinsk"})
    for path in (f"{url}/channels", f"{url}/primaryChannel", here):
        await ask.tell("GET", path)
    await ask.ask("GET", f"{here}/filesFolder")
    await ask.tell("GET", f"{here}/filesFolder")
    links = dict.fromkeys(("contentUrl", "websiteUrl", "removeUrl"), "https://example.no") | {"entityId": ""}
    tab = {"displayName": "Plan", "teamsApp@odata.bind": WEB_TAB, "configuration": links}
    made = await ask.tell("POST", f"{here}/tabs", tab)
    await ask.tell("PATCH", f"{here}/tabs/{made['id']}", {"displayName": "Planen", "configuration": links})
    await ask.tell("GET", f"{here}/tabs/{made['id']}?$expand=teamsApp")
    await ask.tell("GET", f"{here}/tabs?$expand=teamsApp")
    await ask.tell("DELETE", f"{here}/tabs/{made['id']}")
    shared = {"displayName": "Delt", "membershipType": "shared", "members": [owner]}
    await ask.tell("POST", f"{url}/channels", shared)
    await ask.tell("POST", f"{here}/archive", {})
    await ask.tell("POST", f"{here}/unarchive")
    await ask.tell("DELETE", here)


async def files(ask: Teller) -> None:
    drive, folder = await ask.folder()
    group = (await ask.tell("GET", f"/drives/{drive}"))["owner"]["group"]["id"]
    for path in (
        f"/groups/{group}/drive",
        f"/drives/{drive}",
        f"/groups/{group}/sites/root",
        f"/drives/{drive}/root",
    ):
        await ask.tell("GET", path)
    items = f"/drives/{drive}/items/{folder}"
    site = (await ask.tell("GET", f"/groups/{group}/sites/root"))["id"]
    await ask.tell("GET", f"/groups/{group}/sites/{site}")
    await ask.tell("GET", f"/sites/{site}")
    new = {"name": "Maler", "folder": {}, "@microsoft.graph.conflictBehavior": "rename"}
    made = await ask.tell("POST", f"{items}/children", new)
    await ask.tell("POST", f"/drives/{drive}/root/children", new)
    file = await ask.tell("PUT", f"{items}:/plan.docx:/content", b"ord")
    await ask.tell("PUT", f"/drives/{drive}/items/{file['id']}/content", b"flere ord")
    moved = {"name": "planen.docx", "parentReference": {"id": made["id"]}}
    await ask.tell("PATCH", f"/drives/{drive}/items/{file['id']}", moved)
    await ask.tell("PUT", f"/drives/{drive}/items/{made['id']}:/b.txt:/content", b"ord")
    await ask.tell("GET", f"/drives/{drive}/items/{made['id']}/children?$top=1")
    for path in ("", "/children", ":/Maler:/children", ":/Maler", ":/Maler/planen.docx"):
        await ask.tell("GET", items + path)
    for path in ("root/children", "root:/Team%20Hjerte", "root:/Team%20Hjerte:/children"):
        await ask.tell("GET", f"/drives/{drive}/{path}")
    await ask.tell("GET", f"/drives/{drive}/items/{file['id']}/content")
    await ask.tell("DELETE", f"/drives/{drive}/items/{file['id']}")


async def planner(ask: Teller) -> None:
    plan_id, (kari,) = await ask.plan(), await ask.people(KARI)
    plan, plan_details = f"/planner/plans/{plan_id}", f"/planner/plans/{plan_id}/details"
    group = (await ask.tell("GET", plan))["container"]["containerId"]
    await ask.tell("GET", f"/groups/{group}/planner/plans")
    await _change(ask, plan, {"title": "Leveranser 3"})
    await _change(
        ask, plan_details, {"categoryDescriptions": {"category1": "Frist"}, "sharedWith": {kari: True}}
    )
    bucket = await ask.tell(
        "POST", "/planner/buckets", {"name": "Uke 1", "planId": plan_id, "orderHint": " !"}
    )
    here = f"/planner/buckets/{bucket['id']}"
    await _change(ask, here, {"name": "Uke 2"})
    assigned = {kari: {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}}
    new = {"planId": plan_id, "bucketId": bucket["id"], "title": "Prosjektplan", "assignments": assigned}
    task = await ask.tell(
        "POST", "/planner/tasks", new | {"dueDateTime": "2027-03-01T12:00:00Z", "priority": 3}
    )
    url = f"/planner/tasks/{task['id']}"
    await _change(ask, url, {"percentComplete": 50, "appliedCategories": {"category1": True}})
    await _change(ask, f"{url}/details", _details())
    await _change(ask, f"{url}/bucketTaskBoardFormat", {"orderHint": " !"})
    for path in (f"{plan}/buckets", f"{plan}/tasks", f"{here}/tasks"):
        await ask.tell("GET", path)
    for path in (url, here, plan):
        await ask.tell("DELETE", path, If_Match=(await ask.tell("GET", path))["@odata.etag"])


def _details() -> dict[str, Any]:
    reference = {"@odata.type": "#microsoft.graph.plannerExternalReference", "alias": "Mal", "type": "Other"}
    check = {"@odata.type": "#microsoft.graph.plannerChecklistItem", "title": "Les", "isChecked": True}
    return {
        "description": "kull",
        "previewType": "checklist",
        "references": {"https%3A//example%2Eno": reference},
        "checklist": {"k1": check},
    }


async def _change(ask: Teller, path: str, body: dict[str, Any]) -> None:
    tag = (await ask.tell("GET", path))["@odata.etag"]
    await ask.tell("PATCH", path, body, If_Match=tag, **WHOLE)


async def calendar(ask: Teller) -> None:
    url = f"/users/{ORGANISER}/events"
    where = {"displayName": "Rom 1", "address": {"city": "Oslo"}}
    attendees = [_to("kari@example.no") | {"type": "optional"}]
    new = new_event(isOnlineMeeting=True, onlineMeetingProvider="teamsForBusiness", location=where)
    new |= {"attendees": attendees, "body": {"contentType": "html", "content": "Hei"}, "transactionId": "k3"}
    event = await ask.tell("POST", url, new)
    await ask.tell("POST", f"/users/{ORGANISER}/calendar/events", new_event())
    await ask.tell("PATCH", f"{url}/{event['id']}", {"subject": "Samling", "importance": "high"})
    window = "startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z"
    for path in (
        "events",
        "calendar/events",
        f"calendarView?{window}",
        f"calendar/calendarView?{window}",
        "calendar",
    ):
        await ask.tell("GET", f"/users/{ORGANISER}/{path}")
    await ask.tell("GET", f"{url}/{event['id']}")
    await ask.tell("POST", f"{url}/{event['id']}/attachments", _file())
    await ask.tell("GET", f"{url}/{event['id']}/attachments")
    await _answers(ask)
    await _series(ask, url, window)
    await ask.tell("POST", f"{url}/{event['id']}/cancel", {"comment": "Syk"})
    other = await ask.tell("POST", url, new_event())
    await ask.tell("DELETE", f"{url}/{other['id']}")


async def _answers(ask: Teller) -> None:
    kari = "/users/kari@example.no/events"
    (copy,) = (await ask.tell("GET", kari))["value"]
    for word in ("accept", "tentativelyAccept", "decline"):
        await ask.tell("POST", f"{kari}/{copy['id']}/{word}", {"comment": "Hei", "sendResponse": True})
    start, end = new_event()["start"], new_event()["end"]
    asked = {"schedules": [ORGANISER, "ukjent@example.com"], "startTime": start, "endTime": end}
    schedule = f"/users/{ORGANISER}/calendar/getSchedule"
    await ask.tell("POST", schedule, asked | {"availabilityViewInterval": 60})
    await ask.tell("GET", f"/users/{ORGANISER}/mailboxSettings")
    await ask.tell("GET", f"/users/{ORGANISER}/outlook/supportedTimeZones()")


async def _series(ask: Teller, url: str, window: str) -> None:
    pattern = {"type": "weekly", "interval": 1, "daysOfWeek": ["monday"], "firstDayOfWeek": "monday"}
    limits = {"type": "numbered", "startDate": "2027-01-18", "numberOfOccurrences": 3}
    new = new_event("kari@example.no", recurrence={"pattern": pattern, "range": limits})
    new |= {"location": {"displayName": "Rom 1"}}
    calendar_id = (await ask.tell("GET", f"/users/{ORGANISER}/calendars"))["value"][0]["id"]
    await ask.tell("POST", url, new)
    series = await ask.tell("POST", f"/users/{ORGANISER}/calendars/{calendar_id}/events", new)
    days = (await ask.tell("GET", f"{url}/{series['id']}/instances?{window}"))["value"]
    await ask.tell("PATCH", f"{url}/{days[1]['id']}", {"subject": "Et annet sted"})
    await ask.tell("GET", f"{url}/{days[1]['id']}")
    delta = f"/users/{ORGANISER}/calendarView/delta()?{window}"
    page = await ask.tell("GET", delta, Prefer="odata.maxpagesize=1")
    while "@odata.nextLink" in page:
        page = await ask.tell("GET", page["@odata.nextLink"].removeprefix(GRAPH))


async def mail(ask: Teller) -> None:
    message = {
        "subject": "Hei",
        "body": {"contentType": "text", "content": "x"},
        "toRecipients": [_to("kari@example.no")],
        "internetMessageHeaders": [{"name": "x-kull", "value": "1"}],
        "attachments": [_file()],
    }
    await ask.tell("POST", f"/users/{ORGANISER}/sendMail", {"message": message, "saveToSentItems": False})
    draft = await ask.tell("POST", f"/users/{ORGANISER}/messages", message)
    await ask.tell("GET", f"/users/{ORGANISER}/messages/{draft['id']}")
    await ask.tell("POST", f"/users/{ORGANISER}/messages/{draft['id']}/send")
    sender = {"address": "gjest@example.com", "name": "Gjest"}
    coming = {"to": ORGANISER, "from": sender, "subject": "Svar", "attachments": [_file()]}
    came = await ask.control("POST", "/mail", coming)
    folder, url = (
        f"/users/{ORGANISER}/mailFolders/inbox/messages",
        f"/users/{ORGANISER}/messages/{came['id']}",
    )
    for path in (folder, f"{folder}/delta()", f"/users/{ORGANISER}/messages"):
        await ask.tell("GET", path)
    change = {"isRead": True, "categories": ["Kull"], "flag": {"flagStatus": "flagged"}}
    await ask.tell("PATCH", url, change | {"importance": "high"})
    (file,) = (await ask.tell("GET", f"{url}/attachments"))["value"]
    await ask.tell("GET", f"{url}/attachments/{file['id']}")
    await ask.tell("GET", f"{url}/attachments/{file['id']}/$value")


async def meetings(ask: Teller) -> None:
    await ask.control("PATCH", "/settings", {"applicationAccessPolicy": ["*"]})
    organiser = (await ask.tell("GET", f"/users/{ORGANISER}"))["id"]
    url = f"/users/{organiser}/onlineMeetings"
    identity = {"user": {"id": (await ask.people(KARI))[0]}}
    guests = {"attendees": [{"upn": "kari@example.no", "role": "coorganizer", "identity": identity}]}
    times = {"startDateTime": "2027-01-18T08:00:00Z", "endDateTime": "2027-01-18T09:00:00+00:00"}
    await ask.tell("POST", url, times | {"subject": "Uten kalender", "participants": guests})
    wanted = times | {"externalId": "kull-3-samling-1", "subject": "Samling", "participants": guests}
    meeting = await ask.tell("POST", f"{url}/createOrGet", wanted)
    await ask.tell("POST", f"{url}/createOrGet", wanted)
    await ask.tell("GET", f"{url}?$filter=JoinWebUrl eq '{quote(meeting['joinWebUrl'])}'")
    here = f"{url}/{meeting['id']}"
    lobby = {"scope": "organizer", "isDialInBypassEnabled": True}
    await ask.tell("PATCH", here, {"lobbyBypassSettings": lobby, "allowedPresenters": "roleIsPresenter"})
    await ask.tell("GET", here)
    joins = [["2027-01-18T08:00:00Z", "2027-01-18T09:00:00Z"]]
    held = {"joinUrl": meeting["joinWebUrl"], "attendees": [{"mail": "kari@example.no", "joins": joins}]}
    (report,) = (await ask.control("POST", "/held", held | {"recorded": True}))["value"]
    await ask.tell("GET", f"{here}/attendanceReports")
    await ask.tell("GET", f"{here}/attendanceReports/{report['id']}?$expand=attendanceRecords")
    await ask.tell("GET", f"{here}/attendanceReports/{report['id']}/attendanceRecords")
    (film,) = (await ask.tell("GET", f"{here}/recordings"))["value"]
    await ask.tell("GET", f"{here}/recordings/{film['id']}/content")


async def batches(ask: Teller) -> None:
    headers = {"Content-Type": "application/json"}
    one = {"id": "1", "method": "GET", "url": "/users"}
    two = {"id": "2", "method": "POST", "url": "/groups", "headers": headers, "body": new_group("kull8")}
    await ask.tell("POST", "/$batch", {"requests": [one, two]})


def _to(address: str) -> dict[str, Any]:
    return {"emailAddress": {"address": address}}


def _file() -> dict[str, Any]:
    return {"@odata.type": "#microsoft.graph.fileAttachment", "name": "agenda.txt", "contentBytes": "aGVp"}


def _member(user: str, *roles: str) -> dict[str, Any]:
    kind = "#microsoft.graph.aadUserConversationMember"
    return {"@odata.type": kind, "roles": list(roles), "user@odata.bind": f"{GRAPH}/users/{user}"}


CHAPTERS = (people, teams, files, planner, calendar, mail, meetings, batches)
