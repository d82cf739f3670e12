"""Whether people are free, as far as their calendars may be seen from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from app.tenant import BusyTime
from graph_adapters.calendar import ZONE, lane_of
from graph_adapters.transport import call, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from graph_adapters.transport import Connection

MAX_ADDRESSES_PER_REQUEST = 20
Status = Literal["free", "tentative", "busy", "away"]
STATUS_OF_DIGIT: Mapping[str, Status] = {"0": "free", "1": "tentative", "2": "busy", "3": "away", "4": "free"}


async def ask(
    connection: Connection, organiser: str, people: Sequence[str], starts_at: datetime, ends_at: datetime
) -> list[BusyTime]:
    """Ask of each whether they are free; times are wall clock in Norway.

    A calendar in another tenant, or one that is not there, is unknown: no answer is never the same as free.
    """
    found: list[BusyTime] = []
    for first in range(0, len(people), MAX_ADDRESSES_PER_REQUEST):
        found += await _ask_some(
            connection, organiser, people[first : first + MAX_ADDRESSES_PER_REQUEST], starts_at, ends_at
        )
    return found


async def _ask_some(
    connection: Connection, organiser: str, people: Sequence[str], starts_at: datetime, ends_at: datetime
) -> Iterator[BusyTime]:
    body = {
        "schedules": list(people),
        "startTime": {"dateTime": starts_at.isoformat(), "timeZone": ZONE},
        "endTime": {"dateTime": ends_at.isoformat(), "timeZone": ZONE},
        "availabilityViewInterval": 30,
    }
    builder = connection.graph.users.by_user_id(organiser).calendar.get_schedule
    answer = await connection.send(call(builder, "POST", body=body, lane=lane_of(organiser), only_reads=True))
    told = {str(one["scheduleId"]).lower(): one for one in value_of(answer)}
    return (BusyTime(email=email, status=_status(told.get(email.lower()))) for email in people)


def _status(schedule: dict[str, Any] | None) -> Literal["free", "tentative", "busy", "away", "unknown"]:
    """Read the worst half hour. Working elsewhere is free to meet."""
    view = (schedule or {}).get("availabilityView") or ""
    if schedule is None or schedule.get("error") or not view:
        return "unknown"
    worst = max((sign for sign in view if sign in "0123"), default="0")
    return STATUS_OF_DIGIT[worst]
