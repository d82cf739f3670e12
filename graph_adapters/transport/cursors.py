"""Read on from a cursor; a cursor that is refused for what it is means to read all anew, once.

Graph refuses a place in a list of changes with 410 when it is too old, and with 400 or 404 when it is another tenant's,
another address's, or unknown since something was restored. A refusal of us (401, 403), of the moment (429) or of
nothing at all (5xx) says nothing about the cursor, so it is kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import structlog
from httpx import codes

from graph_adapters.errors import NotAccepted, Resync, TenantError

if TYPE_CHECKING:
    from graph_adapters.transport.connection import Connection
    from graph_adapters.transport.requests import Request

News = TypeVar("News")
Walk = Callable[["Request", bool], Awaitable[News]]
"""Walks a list of changes from a request; the flag says that it is told from its beginning."""
REFUSED_CURSOR_STATUSES = {codes.BAD_REQUEST, codes.NOT_FOUND, codes.GONE}
log = structlog.get_logger()


async def read_on(connection: Connection, cursor: str | None, beginning: Request, walk: Walk[News]) -> News:
    """Walk on from a cursor, or from the beginning without one that leads here. Raises what the fresh round meets."""
    place = _place(connection, cursor, beginning)
    if place is None:
        return await walk(beginning, True)  # noqa: FBT003 - whole
    try:
        return await walk(place, False)  # noqa: FBT003 - the changes alone
    except TenantError as error:
        if error.status not in REFUSED_CURSOR_STATUSES:
            raise
        log.warning("a cursor was refused, so all is read anew", lane=beginning.lane, status=error.status)
        anew = _new_beginning(connection, error, beginning)
    return await walk(anew, True)  # noqa: FBT003 - whole


def _place(connection: Connection, cursor: str | None, beginning: Request) -> Request | None:
    """Make the request a cursor leads to; a cursor of another address is as good as none."""
    if cursor is None or not connection.leads_here(cursor):
        return None
    try:
        return connection.follow(cursor, beginning)
    except NotAccepted:
        return None


def _new_beginning(connection: Connection, refused: TenantError, beginning: Request) -> Request:
    """Begin where the refusal says, unless that is another host's."""
    url = refused.url if isinstance(refused, Resync) else None
    return _place(connection, url, beginning) or beginning
