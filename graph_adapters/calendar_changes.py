"""Read the changes in an organiser's calendar since the last look: moved, answered, gone.

Microsoft follows a fixed window of the calendar and gives a link to go on from. A link that is refused, as one that is
too old (410), means that the whole window is read again, which does no harm.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from app.tenant import Answered, CalendarNews, EntrySeen
from graph_adapters.calendar import PREFER, SERIES, SINGLE, address, lane_of, place_of, wall_clock
from graph_adapters.errors import Gone, Unsure
from graph_adapters.transport import Request, call, read_on, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph_adapters.transport import Connection

PAGE_SIZE_PREFERENCE = "odata.maxpagesize=100"
HEADERS = {"Prefer": f"{PREFER['Prefer']}, {PAGE_SIZE_PREFERENCE}"}
Said = Literal["accepted", "tentative", "declined", "none"]
RESPONSES: Mapping[str, Said] = {
    "accepted": "accepted",
    "tentativelyAccepted": "tentative",
    "declined": "declined",
}


async def changes_since(
    connection: Connection, organiser: str, cursor: str | None, *, window: tuple[datetime, datetime]
) -> CalendarNews:
    """Read on from a cursor, or everything in the window when there is none, or it is refused or of another address."""

    async def walk(request: Request, whole: bool) -> CalendarNews:
        return await _walk(connection, request, whole=whole)

    return await read_on(connection, cursor, _everything(connection, organiser, window), walk)


def _everything(connection: Connection, organiser: str, window: tuple[datetime, datetime]) -> Request:
    builder = connection.graph.users.by_user_id(organiser).calendar_view.delta
    starts, ends = (moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for moment in window)
    return call(builder, headers=HEADERS, lane=lane_of(organiser), startDateTime=starts, endDateTime=ends)


async def look_at_entry(connection: Connection, organiser: str, event_id: str) -> EntrySeen | None:
    """Read a meeting the calendar no longer tells of: None when it is cancelled, else it has left the window."""
    builder = connection.graph.users.by_user_id(organiser).events.by_event_id(event_id)
    try:
        answer = await connection.send(call(builder, headers=PREFER, lane=lane_of(organiser)))
    except Gone:
        return None
    return None if _is_gone(answer.body) else _seen(answer.body)


async def _walk(connection: Connection, request: Request, *, whole: bool) -> CalendarNews:
    """Read page after page; the same meeting may come twice, and the last word counts."""
    found: dict[str, dict[str, Any]] = {}
    cursor = None
    async for answer in connection.walk(request):
        found |= {event["id"]: event for event in value_of(answer)}
        cursor = answer.body.get("@odata.deltaLink")
    if not isinstance(cursor, str):
        raise Unsure("Unexpected answer from Microsoft 365: changes without a link to go on from.")
    return _news(found, cursor, whole=whole)


def _news(found: Mapping[str, dict[str, Any]], link: str, *, whole: bool) -> CalendarNews:
    there = {key: event for key, event in found.items() if not _is_gone(event)}
    return CalendarNews(
        seen=tuple(_seen(event) for event in there.values() if event.get("type") in {SINGLE, SERIES}),
        removed=tuple(sorted(found.keys() - there.keys())),
        cursor=link,
        whole=whole,
    )


def _is_gone(event: dict[str, Any]) -> bool:
    return "@removed" in event or bool(event.get("isCancelled"))


def _seen(event: dict[str, Any]) -> EntrySeen:
    return EntrySeen(
        external_id=event["id"],
        starts_at=wall_clock(event["start"]),
        ends_at=wall_clock(event["end"]),
        all_day=event["isAllDay"],
        place=place_of(event),
        changed_at=datetime.fromisoformat(event["lastModifiedDateTime"]),
        answers=tuple(_answered(attendee) for attendee in event.get("attendees") or []),
        join_link=(event.get("onlineMeeting") or {}).get("joinUrl"),
        series=event.get("type") == SERIES,
    )


def _answered(attendee: dict[str, Any]) -> Answered:
    """Read an answer. An answer given by mail alone never reaches the list: it stays `none`."""
    status = attendee.get("status") or {}
    response = RESPONSES.get(status.get("response", ""), "none")
    return Answered(
        email=address(attendee),
        name=attendee["emailAddress"].get("name") or address(attendee),
        required=attendee.get("type", "required") == "required",
        response=response,
        at=datetime.fromisoformat(status["time"]) if response != "none" else None,
    )
