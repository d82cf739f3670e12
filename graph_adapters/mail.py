"""The unit's mailbox: letters sent from it, and mail sent to it."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from app.tenant import Attachment, Mail, MailNews
from graph_adapters.errors import Resync, Unsure
from graph_adapters.transport import call, value_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection, Request

_FIELDS = "id,from,receivedDateTime,hasAttachments,body"
_FILE = "#microsoft.graph.fileAttachment"
_LINK = re.compile(r"https://[^\s\"'<>]+")


def lane(mailbox: str) -> str:
    return f"mailbox:{mailbox}"


async def send(connection: Connection, mailbox: str, *, to: str, subject: str, text: str) -> str | None:
    """Send a mail and return Microsoft's request id: 202 says no more than that.

    There is no key against sending twice, so whoever gets no answer must not try again (fault 82).
    """
    message = {
        "subject": subject,
        "body": {"contentType": "text", "content": text},
        "toRecipients": [{"emailAddress": {"address": to}}],
    }
    builder = connection.graph.users.by_user_id(mailbox).send_mail
    body = {"message": message, "saveToSentItems": True}
    return (await connection.send(call(builder, "POST", body=body, lane=lane(mailbox)))).request_id


async def changes_since(connection: Connection, mailbox: str, cursor: str | None) -> MailNews:
    """Read mail that has come since a cursor; without any, or one too old or of another address, all mail there is."""
    inbox = connection.graph.users.by_user_id(mailbox).mail_folders.by_mail_folder_id("inbox").messages
    from_the_start = call(inbox.delta, select=_FIELDS, lane=lane(mailbox))
    if cursor is None or not connection.leads_here(cursor):
        return await _news(connection, mailbox, from_the_start)
    try:
        return await _news(connection, mailbox, connection.follow(cursor, from_the_start))
    except Resync:
        return await _news(connection, mailbox, from_the_start)


async def _news(connection: Connection, mailbox: str, request: Request) -> MailNews:
    found: dict[str, dict[str, Any]] = {}
    cursor = None
    async for answer in connection.walk(request):
        found |= {message["id"]: message for message in value_of(answer) if "@removed" not in message}
        cursor = answer.body.get("@odata.deltaLink")
    if not isinstance(cursor, str):
        raise Unsure("Unexpected answer from Microsoft 365: changes without a link to go on from.")
    mails = [await _mail(connection, mailbox, message) for message in found.values() if message.get("from")]
    return MailNews(mails=tuple(mails), cursor=cursor)


async def _mail(connection: Connection, mailbox: str, message: dict[str, Any]) -> Mail:
    attachments: tuple[Attachment, ...] = ()
    if message.get("hasAttachments"):
        attachments = await _attachments(connection, mailbox, message["id"])
    return Mail(
        message_id=message["id"],
        sender=message["from"]["emailAddress"]["address"],
        received_at=datetime.fromisoformat(message["receivedDateTime"]),
        attachments=attachments,
        links=_links(message.get("body") or {}),
    )


def _links(body: dict[str, Any]) -> tuple[str, ...]:
    """Find the addresses in a mail's text, each once; in HTML an ampersand is written out."""
    return tuple(dict.fromkeys(unescape(link) for link in _LINK.findall(body.get("content") or "")))


async def _attachments(connection: Connection, mailbox: str, message_id: str) -> tuple[Attachment, ...]:
    """List the files of a mail; pictures that stand in its text are no files."""
    builder = connection.graph.users.by_user_id(mailbox).messages.by_message_id(message_id).attachments
    asked = call(builder, select="id,name,size,isInline", lane=lane(mailbox))
    files = [
        Attachment(source=f"{message_id}/{file['id']}", name=file.get("name") or "fil", size=file["size"])
        async for file in connection.pages(asked)
        if not file.get("isInline") and file.get("@odata.type", _FILE) == _FILE
    ]
    return tuple(files)


async def content(connection: Connection, mailbox: str, source: str) -> bytes:
    """Fetch a file that was sent along."""
    message_id, _, attachment_id = source.partition("/")
    message = connection.graph.users.by_user_id(mailbox).messages.by_message_id(message_id)
    asked = call(message.attachments.by_attachment_id(attachment_id), lane=lane(mailbox))
    answer = await connection.send(asked)
    return b64decode(answer.body.get("contentBytes") or "")
