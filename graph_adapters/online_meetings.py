"""Teams meetings as such: hosts, lobby and attendance.

An app sees them only under the organiser's object id, and only where the tenant has granted it an application
access policy (facts 20, 21).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.tenant import AttendeeSeen, Placed
from graph_adapters.calendar import PREFER, lane_of
from graph_adapters.errors import Gone, NeedsPerson, TryAgain
from graph_adapters.transport import call, value_of

if TYPE_CHECKING:
    from app.tenant import MeetingDoor
    from graph_adapters.transport import Connection

LANE = "onlinemeetings"
WITH_CO_ORGANISERS = {"Prefer": "include-unknown-enum-members"}  # else their role reads unknownFutureValue
UNKNOWN_JOIN_URL = "https://teams.microsoft.com/l/meetup-join/none"


def _meetings(connection: Connection, organiser_id: str) -> Any:  # noqa: ANN401 - a builder
    return connection.graph.users.by_user_id(organiser_id).online_meetings


async def are_open_to_us(connection: Connection, organiser_id: str) -> bool:
    """Ask for a meeting that does not exist: an empty answer tells that we may ask, a refusal that we may not."""
    try:
        await _with_link(connection, organiser_id, UNKNOWN_JOIN_URL)
    except NeedsPerson:
        return False
    return True


async def _with_link(connection: Connection, organiser_id: str, link: str) -> list[dict[str, Any]]:
    quoted = link.replace("'", "''")
    asked = call(
        _meetings(connection, organiser_id),
        filter=f"JoinWebUrl eq '{quoted}'",
        headers=WITH_CO_ORGANISERS,
        lane=LANE,
    )
    return value_of(await connection.send(asked))


async def find(connection: Connection, organiser: str, organiser_id: str, event_id: str) -> dict[str, Any]:
    """Find the meeting behind a calendar entry. Its link may be a moment late (TryAgain)."""
    link = await join_link(connection, organiser, event_id)
    found = await _with_link(connection, organiser_id, link) if link else []
    if not found:
        raise TryAgain("The online meeting is not there yet.")
    return found[0]


async def join_link(connection: Connection, organiser: str, event_id: str) -> str | None:
    """Return the link people join by; it stands in the event, and nowhere in its `onlineMeetingUrl` (fact 19)."""
    builder = connection.graph.users.by_user_id(organiser).events.by_event_id(event_id)
    asked = call(builder, select="id,onlineMeeting", headers=PREFER, lane=lane_of(organiser))
    answer = await connection.send(asked)
    if not isinstance(answer.body, dict):
        raise Gone("The event is not there.")
    return (answer.body.get("onlineMeeting") or {}).get("joinUrl")


async def open_door(
    connection: Connection, organiser: str, organiser_id: str, event_id: str, wanted: MeetingDoor
) -> Placed:
    """Name the hosts as co-organisers, and set presenters and lobby.

    People whom others have given a part in the meeting keep it.
    """
    meeting = await find(connection, organiser, organiser_id, event_id)
    body = {
        "allowedPresenters": "everyone" if wanted.all_present else "roleIsPresenter",
        "lobbyBypassSettings": {"scope": wanted.lobby},
        "participants": {"attendees": [*_others(meeting, wanted), *map(_co_organiser, wanted.hosts)]},
    }
    builder = _meetings(connection, organiser_id).by_online_meeting_id(meeting["id"])
    answer = await connection.send(call(builder, "PATCH", body=body, lane=LANE))
    return Placed(external_id=meeting["id"], request_id=answer.request_id)


def _others(meeting: dict[str, Any], wanted: MeetingDoor) -> list[dict[str, Any]]:
    there = (meeting.get("participants") or {}).get("attendees") or []
    return [one for one in there if _user_id(one) not in wanted.hosts and one.get("role") != "coorganizer"]


def _user_id(participant: dict[str, Any]) -> str | None:
    return ((participant.get("identity") or {}).get("user") or {}).get("id")


def _co_organiser(user_id: str) -> dict[str, Any]:
    return {"identity": {"user": {"id": user_id}}, "role": "coorganizer"}


async def attendees(
    connection: Connection,
    organiser: str,
    organiser_id: str,
    event_id: str,
    *,
    between: tuple[datetime, datetime],
) -> list[AttendeeSeen] | None:
    """Return all people in the reports of a meeting's sessions, or None when there is no report yet.

    Each filling and emptying of the meeting leaves a report (fact 22), the newest fifty are told of, and their
    records come only when asked for one by one. Sessions outside the time given are somebody trying the link.
    """
    meeting = await find(connection, organiser, organiser_id, event_id)
    builder = _meetings(connection, organiser_id).by_online_meeting_id(meeting["id"]).attendance_reports
    reports = value_of(await connection.send(call(builder, lane=LANE)))
    found = [
        await _records(connection, builder, report["id"]) for report in reports if _is_in(report, between)
    ]
    return [person for people in found for person in people] if found else None


def _is_in(report: dict[str, Any], between: tuple[datetime, datetime]) -> bool:
    starts, ends = (datetime.fromisoformat(report[f"meeting{which}DateTime"]) for which in ("Start", "End"))
    return starts < between[1] and ends > between[0]


async def _records(connection: Connection, reports: Any, report_id: str) -> list[AttendeeSeen]:  # noqa: ANN401 - a builder
    builder = reports.by_meeting_attendance_report_id(report_id)
    answer = await connection.send(call(builder, expand="attendanceRecords", lane=LANE))
    return [_attendee(record) for record in answer.body.get("attendanceRecords") or []]


def _attendee(record: dict[str, Any]) -> AttendeeSeen:
    """Read an attendee's name and address; how long and when they were there goes no further than here."""
    identity = record.get("identity") or {}
    return AttendeeSeen(
        name=identity.get("displayName") or record.get("emailAddress") or "Ukjent",
        email=record.get("emailAddress"),
        user_id=identity.get("id"),
    )
