"""Mail that comes into a mailbox, and notes in people's activity."""

from base64 import b64encode
from email import message_from_bytes
from typing import Any

from support.sandbox.tenant import GRAPH, KARI, ORGANISER, Client, error, live

INBOX = f"/users/{ORGANISER}/mailFolders/inbox/messages"
FILE = {"@odata.type": "#microsoft.graph.fileAttachment", "name": "svar.txt", "contentBytes": "aGVp"}


async def _arrived(ask: Client, subject: str = "Svar", **more: Any) -> str:
    sender = {"address": "gjest@example.com", "name": "Gjest"}
    found = await ask.control("POST", "/mail", {"to": ORGANISER, "from": sender, "subject": subject} | more)
    return str(found["id"])


def test_mail_from_outside_is_read_with_what_came_along() -> None:
    async def scenario(ask: Client) -> None:
        key = await _arrived(ask, attachments=[FILE])
        (seen,) = (await ask.ask("GET", INBOX)).json()["value"]
        assert (seen["id"], seen["isRead"], seen["hasAttachments"]) == (key, False, True)
        assert seen["from"]["emailAddress"] == {"name": "Gjest", "address": "gjest@example.com"}
        url = f"/users/{ORGANISER}/messages/{key}"
        (file,) = (await ask.ask("GET", f"{url}/attachments")).json()["value"]
        assert (await ask.ask("GET", f"{url}/attachments/{file['id']}/$value")).content == b"hei"
        assert (await ask.ask("PATCH", url, {"isRead": True})).json()["isRead"] is True

    live(scenario)


def test_who_follows_a_folder_is_told_of_new_and_changed_mail() -> None:
    async def scenario(ask: Client) -> None:
        first = await _arrived(ask)
        page = (await ask.ask("GET", f"{INBOX}/delta()")).json()
        assert [row["id"] for row in page["value"]] == [first]
        second = await _arrived(ask, "To")
        await ask.ask("PATCH", f"/users/{ORGANISER}/messages/{first}", {"isRead": True})
        page = (await ask.http.get(page["@odata.deltaLink"])).json()
        assert [(row["id"], row["isRead"]) for row in page["value"]] == [(second, False), (first, True)]

    live(scenario)


def test_what_is_sent_lies_in_both_mailboxes_and_a_draft_moves_when_it_is_sent() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        to = [{"emailAddress": {"address": "kari@example.no"}}]
        draft = {"subject": "Hei", "toRecipients": to, "attachments": [FILE]}
        key = (await ask.ask("POST", f"/users/{ORGANISER}/messages", draft)).json()["id"]
        await ask.ask("POST", f"/users/{ORGANISER}/messages/{key}/send")
        folders = [f"/users/{ORGANISER}/mailFolders/{name}/messages" for name in ("drafts", "sentitems")]
        folders.append("/users/kari@example.no/mailFolders/inbox/messages")
        found = [(await ask.ask("GET", folder)).json()["value"] for folder in folders]
        assert [[(row["subject"], row["hasAttachments"]) for row in rows] for rows in found] == [
            [],
            [("Hei", True)],
            [("Hei", True)],
        ]

    live(scenario)


def test_a_note_in_the_activity_needs_an_app_of_our_own_in_the_team() -> None:
    async def scenario(ask: Client) -> None:
        team, kari = await ask.team()
        await ask.control("PATCH", "/settings", {"teamsApps": {"kull-app": "Kull"}})
        note = {"topic": {"source": "text", "value": "Samling 1"}, "activityType": "taskCreated"}
        url = f"/users/{kari}/teamwork/sendActivityNotification"
        assert error(await ask.ask("POST", url, note)) == (403, "Forbidden")
        app = {"teamsApp@odata.bind": f"{GRAPH}/appCatalogs/teamsApps/kull-app"}
        assert (await ask.ask("POST", f"/teams/{team}/installedApps", app)).status_code == 201
        assert error(await ask.ask("POST", f"/teams/{team}/installedApps", app)) == (409, "Conflict")
        assert (await ask.ask("POST", url, note)).status_code == 204

    live(scenario)


def test_groups_with_a_team_are_found_by_what_they_were_provisioned_for() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        found = await ask.ask("GET", "/groups?$filter=resourceProvisioningOptions/Any(x:x eq 'Team')")
        assert [row["id"] for row in found.json()["value"]] == [team]

    live(scenario)


PICTURE = {
    "@odata.type": "#microsoft.graph.fileAttachment",
    "name": "film.mov",
    "contentType": "video/quicktime",
    "contentBytes": "aGVp",
    "contentId": "film@iphone",
    "isInline": True,
}
MAIL = {
    "@odata.type": "#microsoft.graph.itemAttachment",
    "name": "Posteren",
    "item": {
        "@odata.type": "#microsoft.graph.message",
        "subject": "Posteren",
        "body": {"contentType": "text", "content": "Se vedlegg"},
        "attachments": [FILE],
    },
}
LINK = {"@odata.type": "#microsoft.graph.referenceAttachment", "name": "film.mp4"}


def test_files_in_the_text_are_no_attachments_of_a_message_and_are_listed_all_the_same() -> None:
    async def scenario(ask: Client) -> None:
        key = await _arrived(ask, attachments=[PICTURE])
        (seen,) = (await ask.ask("GET", INBOX)).json()["value"]
        url = f"/users/{ORGANISER}/messages/{key}/attachments"
        asked = "?$select=id,name,isInline,microsoft.graph.fileAttachment/contentId"
        (file,) = (await ask.ask("GET", url + asked)).json()["value"]
        assert (seen["hasAttachments"], file["name"], file["isInline"], file["contentId"]) == (
            False,
            "film.mov",
            True,
            "film@iphone",
        )
        assert "contentBytes" not in file
        assert (await ask.ask("GET", f"{url}?$select=id,contentId")).status_code == 400

    live(scenario)


def test_a_mail_in_a_mail_is_expanded_or_given_as_mime_and_a_link_has_no_contents() -> None:
    async def scenario(ask: Client) -> None:
        key = await _arrived(ask, attachments=[MAIL, LINK])
        url = f"/users/{ORGANISER}/messages/{key}/attachments"
        mail, link = (await ask.ask("GET", url)).json()["value"]
        assert [(one["@odata.type"], one["name"], "item" in one) for one in (mail, link)] == [
            ("#microsoft.graph.itemAttachment", "Posteren", False),
            ("#microsoft.graph.referenceAttachment", "film.mp4", False),
        ]
        whole = await ask.ask("GET", f"{url}/{mail['id']}?$expand=microsoft.graph.itemattachment/item")
        assert whole.json()["item"]["attachments"][0]["name"] == "svar.txt"
        inside = message_from_bytes((await ask.ask("GET", f"{url}/{mail['id']}/$value")).content)
        assert [part.get_filename() for part in inside.walk()] == [None, None, "svar.txt"]
        assert (await ask.ask("GET", f"{url}/{link['id']}/$value")).status_code == 405

    live(scenario)


def test_headers_are_shown_to_those_who_select_them_and_a_calendars_message_says_its_kind() -> None:
    async def scenario(ask: Client) -> None:
        headers = [{"name": "Auto-Submitted", "value": "auto-replied"}]
        kind = {"@odata.type": "#microsoft.graph.eventMessageResponse"}
        await _arrived(ask, internetMessageHeaders=headers, **kind)
        (plain,) = (await ask.ask("GET", f"{INBOX}/delta()")).json()["value"]
        (asked,) = (await ask.ask("GET", f"{INBOX}/delta()?$select=id,internetMessageHeaders")).json()[
            "value"
        ]
        assert ("internetMessageHeaders" in plain, asked["internetMessageHeaders"]) == (False, headers)
        assert asked["@odata.type"] == kind["@odata.type"]

    live(scenario)


def test_more_than_three_megabytes_come_by_mail_and_are_not_sent_in_one_request() -> None:
    async def scenario(ask: Client) -> None:
        large = FILE | {"contentBytes": b64encode(bytes(4 * 1024 * 1024)).decode()}
        key = await _arrived(ask, attachments=[large])
        url = f"/users/{ORGANISER}/messages/{key}/attachments"
        (file,) = (await ask.ask("GET", url)).json()["value"]
        assert file["size"] == 4 * 1024 * 1024
        draft = {"subject": "Hei", "attachments": [large]}
        refused = await ask.ask("POST", f"/users/{ORGANISER}/messages", draft)
        assert error(refused) == (413, "ErrorMessageSizeExceeded")

    live(scenario)
