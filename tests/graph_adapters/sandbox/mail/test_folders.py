"""Folders of a mailbox, and messages that go from one to another."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.sandbox.tenant import ORGANISER, Client, error, live

MAILBOX = f"/users/{ORGANISER}"
INBOX = f"{MAILBOX}/mailFolders/inbox"
STAYS = {"Prefer": 'IdType="ImmutableId"'}


async def _arrived(ask: Client, subject: str = "Svar") -> str:
    sender = {"address": "gjest@example.com", "name": "Gjest"}
    came = await ask.control("POST", "/mail", {"to": ORGANISER, "from": sender, "subject": subject})
    return str(came["id"])


async def _subjects(ask: Client, folder: str) -> list[str]:
    rows = (await ask.ask("GET", f"{MAILBOX}/mailFolders/{folder}/messages")).json()["value"]
    return [row["subject"] for row in rows]


def test_every_mailbox_has_the_well_known_folders_and_they_are_found_by_name_or_id() -> None:
    async def scenario(ask: Client) -> None:
        await _arrived(ask)
        rows = (await ask.ask("GET", f"{MAILBOX}/mailFolders")).json()["value"]
        assert [row["displayName"] for row in rows] == [
            "Arkiv",
            "Innboks",
            "Kladd",
            "Sendte elementer",
            "Slettede elementer",
            "Søppelpost",
            "Utboks",
        ]
        named = (await ask.ask("GET", f"{MAILBOX}/mailFolders/Inbox")).json()
        assert (named["totalItemCount"], named["unreadItemCount"]) == (1, 1)
        assert (await ask.ask("GET", f"{MAILBOX}/mailFolders/{named['id']}")).json()["id"] == named["id"]
        assert await _subjects(ask, named["id"]) == ["Svar"]

    live(scenario)


def test_a_folder_is_made_once_below_another() -> None:
    async def scenario(ask: Client) -> None:
        new = {"displayName": "Kvitteringer"}
        made = await ask.ask("POST", f"{INBOX}/childFolders", new)
        again = await ask.ask("POST", f"{INBOX}/childFolders", {"displayName": "kvitteringer"})
        assert (made.status_code, error(again)) == (201, (409, "ErrorFolderExists"))
        (below,) = (await ask.ask("GET", f"{INBOX}/childFolders")).json()["value"]
        inbox = (await ask.ask("GET", INBOX)).json()
        assert (below["displayName"], below["parentFolderId"]) == ("Kvitteringer", inbox["id"])
        assert inbox["childFolderCount"] == 1
        other = await ask.ask("GET", f"/users/it-ansvarlig@example.no/mailFolders/{below['id']}")
        assert error(other) == (404, "ErrorItemNotFound")

    live(scenario)


def test_a_moved_message_has_a_new_id_unless_ids_are_asked_to_stay() -> None:
    async def scenario(ask: Client) -> None:
        key = await _arrived(ask)
        url = f"{MAILBOX}/messages/{key}"
        moved = await ask.ask("POST", f"{url}/move", {"destinationId": "archive"})
        assert (moved.status_code, moved.json()["id"] == key) == (201, False)
        assert error(await ask.ask("GET", url)) == (404, "ErrorItemNotFound")
        assert (await ask.ask("GET", url, **STAYS)).json()["id"] == key
        assert [await _subjects(ask, name) for name in ("inbox", "archive")] == [[], ["Svar"]]

    live(scenario)


def test_a_deleted_message_lies_among_the_deleted_and_is_gone_the_second_time() -> None:
    async def scenario(ask: Client) -> None:
        key = await _arrived(ask)
        assert (await ask.ask("DELETE", f"{MAILBOX}/messages/{key}")).status_code == 204
        assert await _subjects(ask, "deleteditems") == ["Svar"]
        assert (await ask.ask("DELETE", f"{MAILBOX}/messages/{key}", **STAYS)).status_code == 204
        assert await _subjects(ask, "deleteditems") == []

    live(scenario)


def test_a_message_that_leaves_a_folder_is_told_to_those_who_follow_it_but_not_in_a_first_round() -> None:
    async def scenario(ask: Client) -> None:
        first, second = await _arrived(ask, "En"), await _arrived(ask, "To")
        await ask.ask("POST", f"{MAILBOX}/messages/{first}/permanentDelete")
        page = (await ask.ask("GET", f"{INBOX}/messages/delta()")).json()
        assert [row["id"] for row in page["value"]] == [second]
        await ask.ask("POST", f"{MAILBOX}/messages/{second}/move", {"destinationId": "archive"})
        page = (await ask.http.get(page["@odata.deltaLink"])).json()
        assert page["value"] == [{"@removed": {"reason": "deleted"}, "id": second}]

    live(scenario)


def test_messages_are_counted_as_plain_text() -> None:
    async def scenario(ask: Client) -> None:
        await _arrived(ask, "En")
        key = await _arrived(ask, "To")
        await ask.ask("PATCH", f"{MAILBOX}/messages/{key}", {"isRead": True})
        counts = [
            (await ask.ask("GET", f"{where}/messages/$count{end}")).text
            for where, end in ((MAILBOX, ""), (INBOX, "?$filter=isRead eq false"))
        ]
        assert counts == ["2", "1"]

    live(scenario)


def test_a_subscription_to_a_folder_is_told_of_that_folder_alone() -> None:
    async def scenario(ask: Client) -> None:
        ends = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for place in ("mailFolders('Inbox')/messages", "mailFolders/archive/messages"):
            new = {"changeType": "created", "notificationUrl": "https://hook.example.no/graph"}
            new |= {"resource": f"users/{ORGANISER}/{place}", "expirationDateTime": ends}
            assert (await ask.ask("POST", "/subscriptions", new)).status_code == 201
        await ask.control("POST", "/notifications", {"action": "hold"})
        key = await _arrived(ask)
        await ask.ask("POST", f"{MAILBOX}/messages/{key}/move", {"destinationId": "archive"})
        waiting = (await ask.control("GET", "/notifications"))["waiting"]
        assert [one["body"]["resource"].rpartition("/messages/")[0] for one in waiting] == [
            f"users/{ORGANISER}/mailFolders('Inbox')",
            f"users/{ORGANISER}/mailFolders/archive",
        ]

    live(scenario)


@pytest.mark.parametrize(
    "address", [f"{MAILBOX}/messages/delta", f"{MAILBOX}/mailFolders/delta", f"{INBOX}/messages/delta/x"]
)
def test_what_is_not_built_answers_no_believable_404(address: str) -> None:
    async def scenario(ask: Client) -> None:
        assert error(await ask.ask("GET", address)) == (501, "NotImplemented")

    live(scenario)


def test_rules_of_a_folder_are_not_built_and_say_so() -> None:
    async def scenario(ask: Client) -> None:
        rule: dict[str, Any] = {"displayName": "Flytt", "sequence": 1, "actions": {"delete": True}}
        for method, body in (("GET", None), ("POST", rule)):
            answer = await ask.ask(method, f"{INBOX}/messageRules", body)
            assert error(answer) == (501, "NotImplemented")

    live(scenario)
