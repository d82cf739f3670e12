"""A mail, a contact or an event that was attached, as the bytes that $value gives."""

import base64
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from graph_adapters.sandbox.engine.answers import Json

OTHERS = {
    "#microsoft.graph.event": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "#microsoft.graph.contact": b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
}


def raw_item(item: Json) -> bytes:
    """Write a message as MIME, an event as iCalendar, a contact as vCard."""
    other = OTHERS.get(item.get("@odata.type", ""))
    return mail_of(item).as_bytes(policy=SMTP) if other is None else other


def mail_of(item: Json) -> EmailMessage:
    """Put a message together, with its files and with the mails attached to it."""
    mail = EmailMessage()
    mail["Subject"] = item.get("subject", "")
    mail["From"] = ((item.get("from") or {}).get("emailAddress") or {}).get("address", "en@example.no")
    mail["Date"] = format_datetime(datetime(2026, 4, 1, 6, tzinfo=UTC))
    body = {"contentType": "text", "content": ""} | (item.get("body") or {})
    mail.set_content(body["content"], subtype="html" if body["contentType"].casefold() == "html" else "plain")
    for one in item.get("attachments", []):
        _attach(mail, one)
    return mail


def _attach(mail: EmailMessage, one: Json) -> None:
    if "item" in one:
        mail.add_attachment(mail_of(one["item"]), filename=one.get("name"))
        return
    kind, _, subkind = (one.get("contentType") or "application/octet-stream").partition("/")
    mail.add_attachment(
        base64.b64decode(one["contentBytes"]),
        maintype=kind,
        subtype=subkind,
        filename=one["name"],
        disposition="inline" if one.get("isInline") else "attachment",
        cid=f"<{one['contentId']}>" if one.get("contentId") else None,
    )
