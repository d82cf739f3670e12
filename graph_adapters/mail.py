"""The unit's mailbox: what we send from it, and what others send to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_adapters.requests import call

if TYPE_CHECKING:
    from graph_adapters.connection import Connection


def lane(mailbox: str) -> str:
    return f"mailbox:{mailbox}"


async def send(connection: Connection, mailbox: str, *, to: str, subject: str, text: str) -> str | None:
    """Send a mail and return Microsoft's request id: 202 says no more than that.

    There is no key against sending twice, so whoever gets no answer must not try again (fault row 82).
    """
    message = {
        "subject": subject,
        "body": {"contentType": "text", "content": text},
        "toRecipients": [{"emailAddress": {"address": to}}],
    }
    builder = connection.graph.users.by_user_id(mailbox).send_mail
    body = {"message": message, "saveToSentItems": True}
    return (await connection.send(call(builder, "POST", body=body, lane=lane(mailbox)))).request_id
