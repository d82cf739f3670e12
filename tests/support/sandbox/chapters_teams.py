"""Chapters of the story: people and groups, teams, files, plans."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from support.sandbox.teller import Teller, membership, recipient
from support.sandbox.tenant import GRAPH, KARI, OLA, WEB_TAB, new_group

WHOLE = {"Prefer": "return=representation"}


async def people(ask: Teller) -> None:
    info = {"customizedMessageBody": "Velkommen", "ccRecipients": [recipient("ola@example.no")]}
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
        await ask.tell("GET", f"{url}/{role}?$count=true", ConsistencyLevel="eventual")
    await ask.tell("DELETE", f"{url}/members/{ola}/$ref")
    await ask.tell("DELETE", url)
    await ask.tell("GET", "/directory/deletedItems/microsoft.graph.group")
    await ask.tell("GET", f"/directory/deletedItems/{group['id']}")
    await ask.tell("POST", f"/directory/deletedItems/{group['id']}/restore")
    await ask.tell("GET", "/groups?$count=true", ConsistencyLevel="eventual")
    await ask.tell("GET", url)
    await ask.tell(
        "GET", f"{url}?$select=allowExternalSenders,autoSubscribeNewMembers,isSubscribedByMail,unseenCount"
    )


async def teams(ask: Teller) -> None:
    owner = membership((await ask.people(KARI))[0], "owner")
    new = {"template@odata.bind": f"{GRAPH}/teamsTemplates('standard')", "displayName": "Tørn"}
    made = await ask.tell("POST", "/teams", new | {"visibility": "private", "members": [owner]})
    await ask.tell("GET", made.headers["Location"])
    team, _ = await ask.team()
    url = f"/teams/{team}"
    settings = {"allowGiphy": True, "giphyContentRating": "strict"}
    await ask.tell("PATCH", url, {"displayName": "Tørn kull 3", "funSettings": settings})
    await ask.tell("GET", "/teams")
    await ask.tell("GET", url)
    member = await ask.tell("POST", f"{url}/members", membership((await ask.people(OLA))[0]))
    await ask.tell("POST", f"{url}/members/add", {"values": [membership((await ask.people(OLA))[0])]})
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
    member = await ask.tell("POST", inside, membership((await ask.people(OLA))[0]))
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
