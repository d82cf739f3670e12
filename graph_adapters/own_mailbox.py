"""Ask a mailbox itself whether it is open to us: what Exchange gives us there does not stand in our token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_adapters.calendar import lane_of
from graph_adapters.errors import TenantError
from graph_adapters.mail import lane
from graph_adapters.transport import call

if TYPE_CHECKING:
    from graph_adapters.transport import Connection, Request


async def opens_its_calendars(connection: Connection, mailbox: str) -> bool:
    """Tell whether a mailbox lets us read its calendars."""
    calendars = connection.graph.users.by_user_id(mailbox).calendars
    return await _answers(connection, call(calendars, select="id", top="1", lane=lane_of(mailbox)))


async def opens_its_mail(connection: Connection, mailbox: str) -> bool:
    """Tell whether a mailbox lets us read its mail."""
    messages = connection.graph.users.by_user_id(mailbox).messages
    return await _answers(connection, call(messages, select="id", top="1", lane=lane(mailbox)))


async def _answers(connection: Connection, request: Request) -> bool:
    try:
        await connection.send(request)
    except TenantError:
        return False
    return True
