"""Chapters of the story: calendars, mail and online meetings."""

from urllib.parse import quote

from support.sandbox.teller import Teller, attached, recipient
from support.sandbox.tenant import GRAPH, KARI, ORGANISER, new_event


async def calendar(ask: Teller) -> None:
    url = f"/users/{ORGANISER}/events"
    where = {"displayName": "Rom 1", "address": {"city": "Oslo"}}
    attendees = [recipient("kari@example.no") | {"type": "optional"}]
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
    await ask.tell("POST", f"{url}/{event['id']}/attachments", attached())
    await ask.tell("GET", f"{url}/{event['id']}/attachments")
    await ask.tell("GET", f"{url}/$count")
    await _more_calendars(ask, window)
    await _answers(ask)
    await _series(ask, url, window)
    await ask.tell("POST", f"{url}/{event['id']}/cancel", {"comment": "Syk"})
    other = await ask.tell("POST", url, new_event())
    await ask.tell("DELETE", f"{url}/{other['id']}")


async def _more_calendars(ask: Teller, window: str) -> None:
    calendars = f"/users/{ORGANISER}/calendars"
    await ask.tell("PATCH", f"/users/{ORGANISER}/calendar", {"color": "lightBlue"})
    added = await ask.tell("POST", calendars, {"name": "Innsjekker"})
    here = f"{calendars}/{added['id']}"
    event = await ask.tell("POST", f"{here}/events", new_event())
    for path in (here, f"{here}/events", f"{here}/events/{event['id']}", f"{here}/calendarView?{window}"):
        await ask.tell("GET", path)
    await ask.tell("PATCH", f"{here}/events/{event['id']}", {"subject": "Innsjekk"})
    await ask.tell("DELETE", f"{here}/events/{event['id']}")
    await ask.tell("PATCH", here, {"name": "Innsjekk", "color": "lightGreen"})
    await ask.tell("DELETE", here)


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
        "toRecipients": [recipient("kari@example.no")],
        "internetMessageHeaders": [{"name": "x-kull", "value": "1"}],
        "attachments": [attached()],
    }
    await ask.tell("POST", f"/users/{ORGANISER}/sendMail", {"message": message, "saveToSentItems": False})
    draft = await ask.tell("POST", f"/users/{ORGANISER}/messages", message)
    await ask.tell("POST", f"/users/{ORGANISER}/mailFolders/drafts/messages", message | {"subject": "Et til"})
    await ask.tell("GET", f"/users/{ORGANISER}/messages/{draft['id']}")
    await ask.tell("POST", f"/users/{ORGANISER}/messages/{draft['id']}/send")
    sender = {"address": "gjest@example.com", "name": "Gjest"}
    coming = {"to": ORGANISER, "from": sender, "subject": "Svar", "attachments": [attached()]}
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


async def mail_folders(ask: Teller) -> None:
    here = f"/users/{ORGANISER}/mailFolders"
    for path in ("", "/inbox", "/msgfolderroot/childFolders"):
        await ask.tell("GET", here + path)
    folder = await ask.tell("POST", here, {"displayName": "Kvitteringer"})
    await ask.tell("POST", f"{here}/{folder['id']}/childFolders", {"displayName": "2027", "isHidden": True})
    coming = {"to": ORGANISER, "from": {"address": "gjest@example.com"}, "subject": "Svar"}
    came = await ask.control("POST", "/mail", coming)
    url = f"/users/{ORGANISER}/messages"
    moved = await ask.tell("POST", f"{url}/{came['id']}/move", {"destinationId": folder["id"]})
    copied = await ask.tell("POST", f"{url}/{moved['id']}/copy", {"destinationId": "archive"})
    await ask.tell("DELETE", f"{url}/{copied['id']}")
    for way in ("reply", "replyAll"):
        await ask.tell("POST", f"{url}/{moved['id']}/{way}", {"comment": "Takk"})
    forwarded = {"comment": "Se her", "toRecipients": [recipient("kari@example.no")]}
    await ask.tell("POST", f"{url}/{moved['id']}/forward", forwarded)
    for word in ("createReply", "createReplyAll", "createForward"):
        draft = await ask.tell("POST", f"{url}/{moved['id']}/{word}")
    await _finished(ask, f"{url}/{draft['id']}")
    await ask.tell("POST", f"{url}/{moved['id']}/permanentDelete")


async def _finished(ask: Teller, draft: str) -> None:
    words = {"subject": "Svar", "body": {"contentType": "text", "content": "Takk"}}
    await ask.tell("PATCH", draft, words | {"toRecipients": [recipient("kari@example.no")]})
    for _ in range(2):
        file = await ask.tell("POST", f"{draft}/attachments", attached())
    await ask.tell("DELETE", f"{draft}/attachments/{file['id']}")
    await ask.tell("POST", f"{draft}/send")


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
