"""Lays out what comes along with a mail, as Graph shows it, and the mails and packed files inside."""

from __future__ import annotations

import base64
import struct
import zipfile
from email.message import EmailMessage
from io import BytesIO
from typing import Any

LOGO = b"\x89PNG" + bytes(400)


def a_file(name: str, kind: str = "", content: bytes = b"innhold", **more: Any) -> dict[str, Any]:
    """Write a file as it lies on a mail; `inline` and `cid` say how its text shows it."""
    inline, cid = more.get("inline", False), more.get("cid")
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": name,
        "contentType": kind or "application/octet-stream",
        "contentBytes": base64.b64encode(content).decode(),
        "isInline": inline,
        **({"contentId": cid} if cid else {}),
    }


def a_logo(cid: str = "image001.png@01DA", name: str = "image001.png") -> dict[str, Any]:
    return a_file(name, "image/png", LOGO, inline=True, cid=cid)


def a_mail(
    subject: str, *attachments: dict[str, Any], text: str = "Se vedlegg", html: bool = False
) -> dict[str, Any]:
    """Write a mail that was attached as Outlook does it: an item."""
    return {
        "@odata.type": "#microsoft.graph.itemAttachment",
        "name": subject,
        "item": {
            "@odata.type": "#microsoft.graph.message",
            "subject": subject,
            "body": {"contentType": "html" if html else "text", "content": text},
            "attachments": list(attachments),
        },
    }


def an_event(name: str) -> dict[str, Any]:
    item = {"@odata.type": "#microsoft.graph.event", "subject": name}
    return {"@odata.type": "#microsoft.graph.itemAttachment", "name": name, "item": item}


def a_reference(name: str) -> dict[str, Any]:
    return {"@odata.type": "#microsoft.graph.referenceAttachment", "name": name}


def an_eml(name: str, attached: str) -> dict[str, Any]:
    """Write a mail that was saved to a file and attached as that file."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Fra kollegaen", "kollega@example.no"
    mail.set_content("Her er den.")
    mail.add_attachment(b"innhold", maintype="application", subtype="pdf", filename=attached)
    return a_file(name, "message/rfc822", mail.as_bytes())


def a_zip(name: str, *inside: str, locked: bool = False) -> dict[str, Any]:
    to = BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        for one in inside:
            archive.writestr(one, b"innhold")
    return a_file(name, "application/x-zip-compressed", _locked(to.getvalue()) if locked else to.getvalue())


def _locked(content: bytes) -> bytes:
    """Set the bit that says a password is needed, in each header."""
    marked = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(sign, start)) >= 0:
            struct.pack_into("<H", marked, start + at, 1)
            start += 4
    return bytes(marked)
