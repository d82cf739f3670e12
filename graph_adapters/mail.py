"""The unit's mailbox: letters sent from it, and mail sent to it."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import datetime
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any

import structlog
from httpx import codes

from app.tenant import Attachment, Mail, MailNews
from graph_adapters.errors import Resync, TenantError, TryAgain, Unsure
from graph_adapters.transport import call, value_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection, Request

log = structlog.get_logger()
_FIELDS = "id,from,receivedDateTime,hasAttachments,body"
_FILE = "#microsoft.graph.fileAttachment"
MARK = "String {f851c41c-b5da-4aca-ba13-c03816f0bb8f} Name KullLetter"
"""The extended property that carries a letter's mark; it lies on letters that are out, so it never changes."""
_LINK = re.compile(r"https://[^\s\"'<>]+")
MAX_LINKS, MAX_LINK_CHARACTERS = 20, 2_000
"""Of a mail: each link is a row and two requests, and anybody may write to the mailbox."""


def lane(mailbox: str) -> str:
    return f"mailbox:{mailbox}"


async def send(
    connection: Connection, mailbox: str, *, to: str, subject: str, text: str, mark: str
) -> str | None:
    """Send a mail that can be found by its mark, and return Microsoft's request id: 202 says no more than that.

    There is no key against sending twice. Raises TryAgain when it surely was not sent, and Unsure when it may have
    been: then it must be looked for, and not sent again (fault 82).
    """
    message = {
        "subject": subject,
        "body": {"contentType": "text", "content": text},
        "toRecipients": [{"emailAddress": {"address": to}}],
        "singleValueExtendedProperties": [{"id": MARK, "value": mark}],
    }
    builder = connection.graph.users.by_user_id(mailbox).send_mail
    body = {"message": message, "saveToSentItems": True}
    try:
        answer = await connection.send(call(builder, "POST", body=body, lane=lane(mailbox)))
    except TenantError as error:
        raise _as_of_a_letter(error) from error
    if answer.status != codes.ACCEPTED:
        raise Unsure(
            f"Unexpected answer from Microsoft 365: HTTP {answer.status}.", request_id=answer.request_id
        )
    return answer.request_id


def _as_of_a_letter(error: TenantError) -> TenantError:
    """Tell by the status whether a letter may have left: 503 with Retry-After turns it away at the door."""
    if error.status == codes.SERVICE_UNAVAILABLE and error.wait is not None:
        return _same(error, TryAgain)
    may_have_left = error.status == codes.REQUEST_TIMEOUT or error.status >= codes.INTERNAL_SERVER_ERROR
    return _same(error, Unsure) if may_have_left and not isinstance(error, TryAgain) else error


def _same(error: TenantError, kind: type[TenantError]) -> TenantError:
    return kind(
        str(error), status=error.status, code=error.code, request_id=error.request_id, wait=error.wait
    )


async def sent_at(connection: Connection, mailbox: str, mark: str) -> datetime | None:
    """Look a letter up in Sent Items by its mark, and return when it was sent; None as long as no copy lies there.

    Needs Mail.Read. The copy may come some time after the letter has left.
    """
    sent = connection.graph.users.by_user_id(mailbox).mail_folders.by_mail_folder_id("sentitems").messages
    is_it = f"singleValueExtendedProperties/any(ep: ep/id eq '{MARK}' and ep/value eq '{mark}')"
    answer = await connection.send(call(sent, select="id,sentDateTime", filter=is_it, lane=lane(mailbox)))
    found = value_of(answer)
    return datetime.fromisoformat(found[0]["sentDateTime"]) if found else None


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
    mails = [await _mail_or_none(connection, mailbox, message) for message in found.values()]
    return MailNews(mails=tuple(mail for mail in mails if mail is not None), cursor=cursor)


async def _mail_or_none(connection: Connection, mailbox: str, message: dict[str, Any]) -> Mail | None:
    """Leave out what has no sender, as a draft has not, and a mail that cannot be understood: the others go on."""
    try:
        return await _mail(connection, mailbox, message) if _sender(message) else None
    except (LookupError, TypeError, ValueError, AttributeError):
        log.exception("a mail could not be understood", mail=message.get("id"))
        return None


def _sender(message: dict[str, Any]) -> str:
    return ((message.get("from") or {}).get("emailAddress") or {}).get("address") or ""


async def _mail(connection: Connection, mailbox: str, message: dict[str, Any]) -> Mail:
    attachments: tuple[Attachment, ...] = ()
    if message.get("hasAttachments"):
        attachments = await _attachments(connection, mailbox, message["id"])
    return Mail(
        message_id=message["id"],
        sender=_sender(message),
        received_at=datetime.fromisoformat(message["receivedDateTime"]),
        attachments=attachments,
        links=_links(message.get("body") or {}),
    )


def _links(body: dict[str, Any]) -> tuple[str, ...]:
    """Find the first addresses in a mail's text, each once; in HTML an ampersand is written out."""
    found = (unescape(match.group()) for match in _LINK.finditer(body.get("content") or ""))
    short = dict.fromkeys(link for link in found if len(link) <= MAX_LINK_CHARACTERS)
    return tuple(islice(short, MAX_LINKS))


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
