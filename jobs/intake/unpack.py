"""Look into the mails and packed files that came with a mail, and fetch what lies inside them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from app import submissions
from app.db import unit_of_work
from graph_adapters import mail
from graph_adapters.errors import Gone, NeedsPerson, NotAccepted

if TYPE_CHECKING:
    from typing import BinaryIO

    from app.config import Settings
    from app.tenant import Attachment, Mail
    from jobs.tenant import Tenant

PARTS_OF_SOURCE_OF_INNER = 3


async def open_parts(tenant: Tenant, settings: Settings, one: Mail) -> Mail:
    """Return a mail with what its attached mails and packed files hold. Our own letters bring nothing."""
    if one.sender.casefold() in {settings.mailbox.casefold(), settings.organiser.casefold()}:
        one = replace(one, automatic="answer" if one.automatic == "answer" else "notice")
    with unit_of_work() as session:
        closed = {part.source for part in submissions.attachments_to_open(session, one)}
    attachments = [
        await _opened(tenant, settings, part) if part.source in closed else part for part in one.attachments
    ]
    return replace(one, attachments=tuple(attachments))


async def _opened(tenant: Tenant, settings: Settings, one: Attachment) -> Attachment:
    if one.size > submissions.MAX_OPENED_BYTES:
        return replace(one, closed=submissions.TOO_LARGE_TO_OPEN)
    try:
        content = await mail.content(tenant.connection, settings.mailbox, one.source)
    except (Gone, NeedsPerson, NotAccepted):
        return replace(one, closed=submissions.BROKEN_PACKED)
    return await asyncio.to_thread(submissions.look_inside, one, content)


async def part_of_mail(tenant: Tenant, settings: Settings, source: str) -> BinaryIO:
    """Fetch what was sent along (`message/attachment`), or a part inside it (`message/attachment/number`)."""
    content = await mail.content(tenant.connection, settings.mailbox, source)
    pieces = source.split("/")
    if len(pieces) < PARTS_OF_SOURCE_OF_INNER:
        return BytesIO(content)
    return await asyncio.to_thread(submissions.unpacked, content, int(pieces[-1]))
