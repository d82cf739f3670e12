"""Chapters of the story: libraries that are followed, large files, copies and sharing; being told of changes."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from support.sandbox.teller import Teller
from support.sandbox.tenant import GRAPH, KARI, OLA, ORGANISER

PIECE = 320 * 1024
LATER = "2099-01-01T00:00:00Z"


async def changes(ask: Teller) -> None:
    drive, folder = await ask.folder()
    file = await ask.tell("PUT", f"/drives/{drive}/items/{folder}:/a.txt:/content", b"ord")
    link = await _followed(ask, f"/drives/{drive}/root/delta?$top=1")
    await ask.tell("DELETE", f"/drives/{drive}/items/{file['id']}")
    token = link.partition("token=")[2]
    await _followed(ask, link)
    for path in (f"root/delta(token='{token}')", "root/delta(token='latest')"):
        await ask.tell("GET", f"/drives/{drive}/{path}")
    root = (await ask.tell("GET", f"/drives/{drive}/root"))["id"]
    for path in ("delta()", f"delta(token='{token}')", "delta?$select=id,name,deleted"):
        await ask.tell("GET", f"/drives/{drive}/items/{root}/{path}")


async def _followed(ask: Teller, url: str) -> str:
    """Read on to the last page, and give the link to what comes after it."""
    page = await ask.tell("GET", url)
    while "@odata.nextLink" in page:
        page = await ask.tell("GET", page["@odata.nextLink"].removeprefix(GRAPH))
    return str(page["@odata.deltaLink"]).removeprefix(GRAPH)


async def large_files(ask: Teller) -> None:
    drive, folder = await ask.folder()
    times = {"createdDateTime": "2027-01-18T08:00:00Z", "lastModifiedDateTime": "2027-01-18T08:00:00Z"}
    told = {"@odata.type": "microsoft.graph.driveItemUploadableProperties", "name": "film.mp4"}
    told |= {"@microsoft.graph.conflictBehavior": "rename", "description": "x", "fileSystemInfo": times}
    film = bytes(PIECE + 1)
    url = f"/drives/{drive}/items/{folder}:/film.mp4:/createUploadSession"
    session = await ask.tell("POST", url, {"item": told})
    await ask.piece(session["uploadUrl"], film[:PIECE], 0, len(film))
    file = await ask.piece(session["uploadUrl"], film[PIECE:], PIECE, len(film))
    again = f"/drives/{drive}/items/{file['id']}/createUploadSession"
    session = await ask.tell("POST", again, {"item": {"@microsoft.graph.conflictBehavior": "replace"}})
    await ask.piece(session["uploadUrl"], b"nytt", 0, 4)
    root = f"/drives/{drive}/root:/film.mp4:/createUploadSession"
    await ask.tell("POST", root, {"item": {"fileSize": 4}, "deferCommit": True})
    await ask.tell("POST", f"/drives/{drive}/root:/lyd.mp3:/createUploadSession")


async def sharing(ask: Teller) -> None:
    drive, folder = await ask.folder()
    kari, _ = await ask.people(KARI, OLA)
    file = await ask.tell("PUT", f"/drives/{drive}/items/{folder}:/a.txt:/content", b"ord")
    url = f"/drives/{drive}/items/{file['id']}"
    copied = {"name": "b.txt", "parentReference": {"driveId": drive, "id": folder}}
    await ask.tell("POST", f"{url}/copy", copied)
    await ask.tell("POST", f"{url}/copy", {"name": "c.txt"})
    link = {"type": "view", "scope": "organization", "retainInheritedPermissions": True}
    await ask.tell("POST", f"{url}/createLink", link)
    sent = (await ask.tell("POST", f"{url}/createLink", link))["link"]["webUrl"]
    share = f"/shares/u!{urlsafe_b64encode(sent.encode()).decode().rstrip('=')}"
    await ask.tell("GET", f"{share}/permission")
    await ask.tell("GET", f"{share}/driveItem")
    await ask.tell(
        "POST", f"{url}/createLink", {"type": "edit", "scope": "users", "expirationDateTime": LATER}
    )
    recipients = [{"email": "ola@example.no"}, {"objectId": kari}]
    invited = {"recipients": recipients, "roles": ["read"], "requireSignIn": True, "sendInvitation": True}
    await ask.tell("POST", f"{url}/invite", invited | {"message": "Se her", "expirationDateTime": LATER})
    await ask.tell("GET", f"{url}/permissions")
    await ask.control("POST", "/files", {"action": "retain", "drive": drive, "item": file["id"]})
    await ask.tell("GET", f"{url}/retentionLabel")
    await ask.tell("GET", f"{url}?$expand=retentionLabel")
    await ask.tell("DELETE", f"{url}/retentionLabel")
    await ask.tell("GET", f"{url}/content")


async def versions(ask: Teller) -> None:
    drive, folder = await ask.folder()
    here = f"/drives/{drive}"
    new = f"{here}/items/{folder}:/plan.docx:/content"
    for words in (b"utkast", b"ferdig"):
        file = await ask.tell("PUT", new, words)
    url = f"{here}/items/{file['id']}"
    await ask.control(
        "POST", "/files", {"action": "picture", "drive": drive, "item": file["id"], "content": "aGVp"}
    )
    for path in ("thumbnails", "thumbnails/0", "versions", "versions/1.0", "versions/1.0/content"):
        await ask.tell("GET", f"{url}/{path}")
    await ask.tell("GET", f"{url}?$expand=thumbnails")
    await ask.tell("POST", f"{url}/versions/1.0/restoreVersion")
    for where in (here, f"{here}/root", f"{here}/items/{folder}"):
        await ask.tell("GET", f"{where}/search(q='plan')")
    await ask.tell("POST", f"{url}/permanentDelete")


async def libraries(ask: Teller) -> None:
    drive, _ = await ask.folder()
    group = (await ask.tell("GET", f"/drives/{drive}"))["owner"]["group"]["id"]
    site = (await ask.tell("GET", f"/groups/{group}/sites/root"))["id"]
    for path in (f"/groups/{group}", f"/sites/{site}", f"/users/{ORGANISER}"):
        await ask.tell("GET", f"{path}/drives")
    await ask.tell("GET", f"/users/{ORGANISER}/drive")
    await ask.tell("GET", "/sites?search=kull")
    await ask.tell("GET", "/sites/getAllSites()")


async def subscriptions(ask: Teller) -> None:
    """Every address is really asked before a subscription is made."""
    drive, _ = await ask.folder()
    now = datetime.fromisoformat((await ask.control("GET", "/clock"))["now"])
    soon, later = ((now + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ") for days in (1, 2))
    new = {"changeType": "updated", "notificationUrl": "https://hook.example.no/graph"}
    new |= {"expirationDateTime": soon, "clientState": "hemmelig", "latestSupportedTlsVersion": "v1_2"}
    life = {"lifecycleNotificationUrl": "https://hook.example.no/life", "includeResourceData": False}
    made = await ask.tell("POST", "/subscriptions", new | life | {"resource": f"/drives/{drive}/root"})
    meetings = {"resource": f"/users/{ORGANISER}/events", "changeType": "created,updated,deleted"}
    await ask.tell("POST", "/subscriptions", new | meetings)
    url = f"/subscriptions/{made['id']}"
    await ask.tell("GET", "/subscriptions")
    await ask.tell("GET", url)
    await ask.tell("PATCH", url, {"expirationDateTime": later})
    await ask.tell("PATCH", url, {"notificationUrl": "https://hook.example.no/graph2"})
    await ask.tell("POST", f"{url}/reauthorize")
    await ask.tell("DELETE", url)
