"""Drafts, answers, and in whose name a mailbox may send."""

from typing import Any

import pytest
from support.sandbox.tenant import KARI, ORGANISER, Client, error, live

MAILBOX = f"/users/{ORGANISER}"
UNIT = "forbedring@example.no"
TO_KARI = [{"emailAddress": {"address": "kari@example.no"}}]
FILE = {"@odata.type": "#microsoft.graph.fileAttachment", "name": "svar.txt", "contentBytes": "aGVp"}


async def _sent(ask: Client, **message: Any) -> Any:
    whole = {"subject": "Hei", "toRecipients": TO_KARI} | message
    return await ask.ask("POST", f"{MAILBOX}/sendMail", {"message": whole})


async def _inbox(ask: Client, address: str = "kari@example.no") -> list[dict[str, Any]]:
    found = await ask.ask("GET", f"/users/{address}/mailFolders/inbox/messages")
    rows: list[dict[str, Any]] = found.json()["value"]
    return rows


def test_a_draft_is_changed_until_it_is_sent() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        draft = (await ask.ask("POST", f"{MAILBOX}/messages", {"subject": "Utkast"})).json()
        url = f"{MAILBOX}/messages/{draft['id']}"
        words = {"subject": "Ferdig", "body": {"contentType": "text", "content": "Hei, Kari"}}
        changed = await ask.ask("PATCH", url, words | {"toRecipients": TO_KARI})
        assert (changed.status_code, changed.json()["bodyPreview"]) == (200, "Hei, Kari")
        file = await ask.ask("POST", f"{url}/attachments", FILE)
        gone = await ask.ask("DELETE", f"{url}/attachments/{file.json()['id']}")
        assert (file.status_code, gone.status_code) == (201, 204)
        await ask.ask("POST", f"{url}/attachments", FILE | {"name": "plan.txt"})
        assert (await ask.ask("POST", f"{url}/send")).status_code == 202
        (came,) = await _inbox(ask)
        assert (came["subject"], came["hasAttachments"]) == ("Ferdig", True)
        assert error(await ask.ask("PATCH", url, {"subject": "x"})) == (404, "ErrorItemNotFound")
        kept = await ask.ask("PATCH", url, {"subject": "x"}, Prefer='IdType="ImmutableId"')
        assert error(kept) == (400, "ErrorInvalidPropertySet")

    live(scenario)


def test_a_mail_that_is_sent_as_mime_is_not_built() -> None:
    async def scenario(ask: Client) -> None:
        answer = await ask.ask("POST", f"{MAILBOX}/sendMail", b"RnJvbTo=", Content_Type="text/plain")
        assert error(answer) == (501, "NotImplemented")

    live(scenario)


def test_a_mailbox_sends_in_the_name_of_another_only_where_it_is_let() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI, {"mail": UNIT, "displayName": "Forbedring"})
        sender = {"from": {"emailAddress": {"address": UNIT}}}
        assert error(await _sent(ask, **sender)) == (403, "ErrorSendAsDenied")
        await ask.control("PATCH", "/settings", {"sendAs": {UNIT: [ORGANISER]}})
        assert (await _sent(ask, **sender)).status_code == 202
        await ask.control("PATCH", "/settings", {"sendAs": {}, "sendOnBehalf": {UNIT: [ORGANISER]}})
        assert (await _sent(ask, **sender)).status_code == 202
        behalf, as_it = await _inbox(ask)
        addresses = [
            (row["from"]["emailAddress"]["address"], row["sender"]["emailAddress"]["address"])
            for row in (as_it, behalf)
        ]
        assert addresses == [(UNIT, UNIT), (UNIT, ORGANISER)]
        own = await ask.ask("GET", f"{MAILBOX}/mailFolders/sentitems/messages?$count=true")
        assert own.json()["@odata.count"] == 2

    live(scenario)


@pytest.mark.parametrize(
    ("way", "to", "subject"),
    [
        ("reply", ORGANISER, "SV: Hei"),
        ("replyAll", ORGANISER, "SV: Hei"),
        ("forward", "ola@example.no", "VS: Hei"),
    ],
)
def test_an_answer_goes_where_it_should_and_stays_in_the_conversation(
    way: str, to: str, subject: str
) -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI, {"mail": "ola@example.no", "displayName": "Ola Nordmann"})
        await _sent(ask)
        (came,) = await _inbox(ask)
        body = {"comment": "Takk <3"}
        body |= {"toRecipients": [{"emailAddress": {"address": to}}]} if way == "forward" else {}
        answer = await ask.ask("POST", f"/users/kari@example.no/messages/{came['id']}/{way}", body)
        assert answer.status_code == 202
        (seen,) = await _inbox(ask, to)
        assert (seen["subject"], seen["conversationId"]) == (subject, came["conversationId"])
        assert seen["body"]["content"].startswith("Takk &lt;3<br><hr>")

    live(scenario)


def test_a_comment_and_a_body_together_are_refused() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        await _sent(ask)
        (came,) = await _inbox(ask)
        both = {"comment": "x", "message": {"body": {"contentType": "text", "content": "y"}}}
        url = f"/users/kari@example.no/messages/{came['id']}/createReply"
        assert error(await ask.ask("POST", url, both)) == (400, "ErrorInvalidRequest")

    live(scenario)


def test_what_a_message_can_carry_and_is_not_built_says_so() -> None:
    async def scenario(ask: Client) -> None:
        draft = (await ask.ask("POST", f"{MAILBOX}/messages", {"subject": "Utkast"})).json()["id"]
        event = {"@odata.type": "#microsoft.graph.itemAttachment", "name": "x", "item": {}}
        answer = await ask.ask("POST", f"{MAILBOX}/messages/{draft}/attachments", event)
        assert error(answer) == (501, "NotImplemented")
        extension = {"@odata.type": "microsoft.graph.openTypeExtension", "extensionName": "no.kull"}
        answer = await ask.ask("POST", f"{MAILBOX}/messages", {"extensions": [extension]})
        assert error(answer) == (501, "NotImplemented")

    live(scenario)
