"""Mail that comes into a mailbox, and notes in people's activity."""

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
