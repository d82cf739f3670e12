"""The unit's mailbox: letters sent from it, and mail sent to it."""

from __future__ import annotations

import asyncio
import re
from base64 import b64decode
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import structlog
from httpx import codes

from app.tenant import Attachment, Mail, MailNews, links_to_files, shared_by
from graph_adapters.errors import Gone, TenantError, TryAgain, Unsure
from graph_adapters.mail_origin import automatic
from graph_adapters.transport import Request, call, read_on, value_of

if TYPE_CHECKING:
    from graph_adapters.transport import Connection

log = structlog.get_logger()
_FIELDS = "id,from,receivedDateTime,subject,body,internetMessageHeaders"
_ATTACHED = "id,name,size,isInline,contentType,microsoft.graph.fileAttachment/contentId"
_FOR_THE_ROAD = re.compile(r"=\?[\w-]+\?[bq]\?[^?]*\?=", re.IGNORECASE)
_KINDS: dict[str, Literal["mail", "reference"]] = {
    "#microsoft.graph.itemAttachment": "mail",
    "#microsoft.graph.referenceAttachment": "reference",
}
MARK = "String {f851c41c-b5da-4aca-ba13-c03816f0bb8f} Name KullLetter"
"""The extended property that carries a letter's mark; it lies on letters that are out, so it never changes."""


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


async def changes_since(
    connection: Connection, mailbox: str, cursor: str | None, *, since: datetime | None = None
) -> MailNews:
    """Read mail that has come since a cursor; without any, or one refused or of another address, all mail there is.

    Mail from before `since` is left out, and nothing more is asked about it.
    """
    inbox = connection.graph.users.by_user_id(mailbox).mail_folders.by_mail_folder_id("inbox").messages
    beginning = call(inbox.delta, select=_FIELDS, lane=lane(mailbox))

    async def walk(request: Request, whole: bool) -> _Told:
        return await _walked(connection, request, whole=whole)

    told = await read_on(connection, cursor, beginning, walk)
    mails = [await _mail_or_none(connection, mailbox, message, since) for message in told.messages]
    return MailNews(
        mails=tuple(mail for mail in mails if mail is not None), cursor=told.cursor, whole=told.whole
    )


class _Told(NamedTuple):
    """Microsoft's word on the mails of an inbox, before anything more is asked about any."""

    messages: tuple[dict[str, Any], ...]
    cursor: str
    whole: bool


async def _walked(connection: Connection, request: Request, *, whole: bool) -> _Told:
    found: dict[str, dict[str, Any]] = {}
    cursor = None
    async for answer in connection.walk(request):
        found |= {message["id"]: message for message in value_of(answer) if "@removed" not in message}
        cursor = answer.body.get("@odata.deltaLink")
    if not isinstance(cursor, str):
        raise Unsure("Unexpected answer from Microsoft 365: changes without a link to go on from.")
    return _Told(tuple(found.values()), cursor, whole)


async def _mail_or_none(
    connection: Connection, mailbox: str, message: dict[str, Any], since: datetime | None
) -> Mail | None:
    """Leave out what has no sender, as a draft has not, what is gone by now, and what cannot be understood."""
    try:
        is_left_out = not _sender(message) or (since is not None and _received_at(message) < since)
        return None if is_left_out else await _mail(connection, mailbox, message)
    except Gone:
        return None
    except (LookupError, TypeError, ValueError, AttributeError):
        log.exception("a mail could not be understood", mail=message.get("id"))
        return None


def _sender(message: dict[str, Any]) -> str:
    return ((message.get("from") or {}).get("emailAddress") or {}).get("address") or ""


def _received_at(message: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(message["receivedDateTime"])


async def _mail(connection: Connection, mailbox: str, message: dict[str, Any]) -> Mail:
    """Ask each mail what came along: `hasAttachments` is false where all of it stands in the text."""
    body, subject = message.get("body") or {}, message.get("subject") or ""
    is_html = (body.get("contentType") or "").casefold() == "html"
    content = body.get("content") or ""
    links = await asyncio.to_thread(links_to_files, content, is_html=is_html, subject=subject)
    origin = automatic(message, _sender(message))
    shared = shared_by(_sender(message), links.elsewhere) if origin in {"notice", "list"} else ()
    return Mail(
        message_id=message["id"],
        sender=_sender(message),
        received_at=_received_at(message),
        attachments=() if origin == "answer" else await _attachments(connection, mailbox, message["id"]),
        links=links.asked,
        elsewhere=shared or links.elsewhere,
        subject=subject,
        pictures=links.pictures,
        quoted=links.quoted,
        told=links.told,
        left_out=links.left_out,
        own=links.own,
        automatic="sharing" if shared else origin,
    )


async def _attachments(connection: Connection, mailbox: str, message_id: str) -> tuple[Attachment, ...]:
    """List what came along with a mail, pictures that stand in its text among them."""
    builder = connection.graph.users.by_user_id(mailbox).messages.by_message_id(message_id).attachments
    asked = call(builder, select=_ATTACHED, lane=lane(mailbox))
    return tuple([_attachment(message_id, found) async for found in connection.pages(asked)])


def _attachment(message_id: str, found: dict[str, Any]) -> Attachment:
    return Attachment(
        source=f"{message_id}/{found['id']}",
        name=_in_letters(found.get("name") or "fil"),
        size=found["size"],
        kind=_KINDS.get(found.get("@odata.type", ""), "file"),
        content_type=(found.get("contentType") or "").casefold(),
        is_inline=bool(found.get("isInline")),
        content_id=(found.get("contentId") or "").strip("<>").casefold(),
    )


def _in_letters(name: str) -> str:
    """Read a name that Exchange has left as it was written for the road, as in `=?utf-8?Q?M=C3=A5l.mp4?=`."""
    try:
        return str(make_header(decode_header(name))) if _FOR_THE_ROAD.search(name) else name
    except (LookupError, ValueError, HeaderParseError):
        return name


async def content(connection: Connection, mailbox: str, source: str) -> bytes:
    """Fetch what was sent along: a file as it is, a mail as MIME. A part inside it is found by whoever asks."""
    message_id, attachment_id, *_ = source.split("/")
    message = connection.graph.users.by_user_id(mailbox).messages.by_message_id(message_id)
    asked = call(message.attachments.by_attachment_id(attachment_id), lane=lane(mailbox))
    answer = await connection.send(asked)
    if answer.body.get("@odata.type") in _KINDS:
        raw = Request(method="GET", path=f"{asked.path}/$value", lane=asked.lane, raw=True)
        return (await connection.send(raw)).body or b""
    return b64decode(answer.body.get("contentBytes") or "")
