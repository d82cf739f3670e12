"""Meetings in the organiser's calendar, which invites the attendees.

A created event invites at once: Graph has no draft. `transactionId` makes a repeated create an error that names
the event already made (fact 15). Times go out as wall clock with the Windows name of Norway's zone, since
Europe/Oslo is not among the names Graph takes (fact 28).
"""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from app.tenant import CalendarEntry, Placed, Seen
from graph_adapters.errors import Gone, NeedsPerson, NotAccepted, TenantError, TryAgain, Unsure
from graph_adapters.transport import call, id_of

if TYPE_CHECKING:
    from app.tenant import Attendee
    from graph_adapters.transport import Connection

ZONE = "W. Europe Standard Time"
WHEN_AND_WHERE = ("starts_at", "ends_at", "all_day", "place")
PREFER = {"Prefer": f'IdType="ImmutableId", outlook.timezone="{ZONE}"'}
_FIELDS = (
    "id,type,subject,start,end,isAllDay,location,attendees,hideAttendees,isCancelled,transactionId,webLink"
)
_TAG, _NO_LETTER = re.compile(r"<[^>]*>"), re.compile(r"\W")
SINGLE, SERIES = "singleInstance", "seriesMaster"  # Outlook's words for an event's type


def lane_of(organiser: str) -> str:
    return f"mailbox:{organiser}"


def _events(connection: Connection, organiser: str) -> Any:  # noqa: ANN401 - a builder
    return connection.graph.users.by_user_id(organiser).events


async def create(
    connection: Connection, organiser: str, key: str, generation: int, wanted: CalendarEntry
) -> Placed:
    """Put a meeting in the calendar and so invite its people; `key` makes a second try find the first.

    A cancelled meeting's key is spent, so each making has a number, and the next free one is taken.
    """
    body = _invitation(wanted) | {"transactionId": f"{key}#{generation}"}
    asked = call(_events(connection, organiser), "POST", body=body, headers=PREFER, lane=lane_of(organiser))
    try:
        answer = await connection.send(asked)
    except TenantError as error:
        if error.code != "ErrorDuplicateTransactionId":
            raise
        made_before = await _made_before(connection, organiser, f"{key}#{generation}", error)
        if made_before is None:
            return await create(connection, organiser, key, generation + 1, wanted)
        return await _invite_the_rest(connection, organiser, made_before, wanted)
    return Placed(external_id=id_of(answer), web_url=answer.body.get("webLink"), request_id=answer.request_id)


def _invitation(wanted: CalendarEntry) -> dict[str, Any]:
    return {
        **_mailed_to_all(wanted),
        "attendees": [_attendee(person) for person in wanted.attendees],
        "body": {"contentType": "html", "content": wanted.text},
        "isOnlineMeeting": wanted.online,
        **({"onlineMeetingProvider": "teamsForBusiness"} if wanted.online else {}),
        "allowNewTimeProposals": False,
        "responseRequested": True,
        "isReminderOn": True,
        "reminderMinutesBeforeStart": wanted.reminder_minutes,
        "categories": list(wanted.categories),
        "showAs": "busy",
    }


async def _made_before(
    connection: Connection, organiser: str, transaction: str, error: TenantError
) -> dict[str, Any] | None:
    """Find the event that spent a key: a lost answer left it behind; None when a person cancelled it."""
    if error.existing_id is None:
        return await _in_the_list(connection, organiser, transaction, error)
    try:
        return await _get(connection, organiser, error.existing_id)
    except Gone:
        return None


async def _in_the_list(
    connection: Connection, organiser: str, transaction: str, error: TenantError
) -> dict[str, Any]:
    asked = call(
        _events(connection, organiser), select=_FIELDS, top="100", headers=PREFER, lane=lane_of(organiser)
    )
    async for event in connection.pages(asked):
        if event.get("transactionId") == transaction:
            return event
    raise NotAccepted(
        "The meeting was made before and has been removed since.",
        code=error.code,
        request_id=error.request_id,
    )


async def _invite_the_rest(
    connection: Connection, organiser: str, there: dict[str, Any], wanted: CalendarEntry
) -> Placed:
    """Take up a meeting that was made before, and invite whoever has come to the cohort since."""
    before = there.get("attendees") or []
    attendees = _merged(before, set(), wanted)
    request_id = None
    if _who(attendees) != _who(before):
        builder = _events(connection, organiser).by_event_id(there["id"])
        body = {"attendees": attendees}
        asked = call(builder, "PATCH", body=body, headers=PREFER, lane=lane_of(organiser))
        request_id = (await connection.send(asked)).request_id
    return Placed(external_id=there["id"], web_url=there.get("webLink"), request_id=request_id)


async def has_any_of(connection: Connection, organiser: str, key: str) -> bool:
    """Tell whether a calendar holds anything we made under a key, also from before our rows were lost."""
    asked = call(
        _events(connection, organiser),
        select="id,transactionId",
        top="100",
        headers=PREFER,
        lane=lane_of(organiser),
    )
    async for event in connection.pages(asked):
        if str(event.get("transactionId") or "").startswith(f"{key}/"):
            return True
    return False


async def get(connection: Connection, organiser: str, event_id: str) -> Seen:
    """Read a meeting as it stands. Raises Gone when it was removed."""
    event = await _get(connection, organiser, event_id)
    return _seen(event)


async def _get(
    connection: Connection, organiser: str, event_id: str, *, fields: str = _FIELDS
) -> dict[str, Any]:
    builder = _events(connection, organiser).by_event_id(event_id)
    answer = await connection.send(call(builder, select=fields, headers=PREFER, lane=lane_of(organiser)))
    if not isinstance(answer.body, dict):
        raise Unsure("Unexpected answer from Microsoft 365: no event in it.", request_id=answer.request_id)
    return answer.body


def _seen(event: dict[str, Any]) -> Seen:
    return Seen(
        external_id=event["id"],
        name=event["subject"],
        key=event.get("transactionId"),
        ours=True,
        web_url=event.get("webLink"),
        facts={"series": True} if event.get("type") == SERIES else {},
        value={
            "subject": event["subject"],
            "starts_at": wall_clock(event["start"]).isoformat(),
            "ends_at": wall_clock(event["end"]).isoformat(),
            "all_day": event["isAllDay"],
            "place": place_of(event),
            "invited": sorted(address(attendee) for attendee in event.get("attendees") or []),
        },
    )


def place_of(event: dict[str, Any]) -> str | None:
    return (event.get("location") or {}).get("displayName") or None


def wall_clock(moment: dict[str, str]) -> datetime:
    """Graph writes seven decimals; we asked for Norway's zone, so this is the wall clock."""
    return datetime.fromisoformat(moment["dateTime"][:19])


def address(attendee: dict[str, Any]) -> str:
    return str(attendee["emailAddress"]["address"]).lower()


async def change(
    connection: Connection, organiser: str, event_id: str, wanted: CalendarEntry, applied: dict[str, Any]
) -> Placed:
    """Send only the changed fields: a new list mails only its changes, any other field mails all (fact 18).

    Guests that somebody added in Outlook are kept. The body goes along alone where it kills no join link (fact 17)
    and nobody has written in it: so the way to a place chosen later reaches people.
    Raises TryAgain when somebody has moved it since we looked: that is taken in before anything is sent. Raises
    NeedsPerson when somebody has made a series of it: a change would be of every time.
    """
    there = await _get(connection, organiser, event_id, fields=f"{_FIELDS},body,isOnlineMeeting")
    _refuse_series(there)
    _refuse_what_was_moved(there, applied)
    body: dict[str, Any] = {}
    ours_before = {person["email"] for person in applied.get("attendees", [])}
    attendees = _merged(there.get("attendees") or [], ours_before, wanted)
    if _who(attendees) != _who(there.get("attendees") or []):
        body["attendees"] = attendees
    if any(applied.get(name) != value for name, value in _comparable(wanted).items()):
        body |= {"location": {"displayName": ""}} | _mailed_to_all(wanted) | _new_text(there, wanted, applied)
    if not body:
        return Placed(external_id=event_id)
    builder = _events(connection, organiser).by_event_id(event_id)
    asked = call(builder, "PATCH", body=body, headers=PREFER, lane=lane_of(organiser))
    answer = await connection.send(asked)
    return Placed(external_id=event_id, request_id=answer.request_id)


def _new_text(there: dict[str, Any], wanted: CalendarEntry, applied: dict[str, Any]) -> dict[str, Any]:
    """Return the body of a physical meeting whose text is new; nothing where a person has changed what we sent."""
    ours, stands = applied.get("text"), (there.get("body") or {}).get("content", "")
    if there.get("isOnlineMeeting") or wanted.online or ours in {None, wanted.text}:
        return {}
    if _letters(str(ours)) != _letters(stands):
        return {}
    return {"body": {"contentType": "html", "content": wanted.text}}


def _letters(html: str) -> str:
    """Return a text without marks, blanks and signs: Outlook writes HTML in its own way."""
    return _NO_LETTER.sub("", unescape(_TAG.sub("", html)))


def _refuse_series(there: dict[str, Any]) -> None:
    if there.get("type") == SERIES:
        error = NeedsPerson("Somebody has made a series of the meeting in Outlook.")
        error.policy = "series"
        raise error


def _refuse_what_was_moved(there: dict[str, Any], applied: dict[str, Any]) -> None:
    seen = _seen(there).value
    if any(name in applied and applied[name] != seen[name] for name in WHEN_AND_WHERE):
        raise TryAgain("Somebody has moved the meeting in Outlook.", wait=0.0)


def _who(attendees: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(address(one), one.get("type", "required")) for one in attendees}


def _merged(
    there: list[dict[str, Any]], ours_before: set[str], wanted: CalendarEntry
) -> list[dict[str, Any]]:
    """Keep attendees we never invited, drop attendees no longer wanted, and add the new.

    Whether one of ours must come is ours to say; guests that others added stay as they are.
    """
    wanted_now = {person.email: person for person in wanted.attendees}
    kept = [a for a in there if address(a) in wanted_now or address(a) not in ours_before]
    standing = {address(a) for a in kept}
    new = [_attendee(person) for email, person in wanted_now.items() if email not in standing]
    return [_sendable(a, wanted_now.get(address(a))) for a in kept] + new


def _sendable(attendee: dict[str, Any], ours: Attendee | None) -> dict[str, Any]:
    kind = _kind(ours) if ours else attendee.get("type", "required")
    return {"emailAddress": attendee["emailAddress"], "type": kind}


def _kind(person: Attendee) -> str:
    return "required" if person.required else "optional"


def _comparable(wanted: CalendarEntry) -> dict[str, Any]:
    return {
        "subject": wanted.subject,
        "starts_at": wanted.starts_at.isoformat(),
        "ends_at": wanted.ends_at.isoformat(),
        "all_day": wanted.all_day,
        "place": wanted.place,
    }


def _mailed_to_all(wanted: CalendarEntry) -> dict[str, Any]:
    return {
        "subject": wanted.subject,
        "start": {"dateTime": wanted.starts_at.isoformat(), "timeZone": ZONE},
        "end": {"dateTime": wanted.ends_at.isoformat(), "timeZone": ZONE},
        "isAllDay": wanted.all_day,
        "hideAttendees": wanted.hide_attendees,
        **({"location": {"displayName": wanted.place}} if wanted.place else {}),
    }


def _attendee(person: Attendee) -> dict[str, Any]:
    return {
        "emailAddress": {"address": person.email, "name": person.name},
        "type": _kind(person),
    }


async def cancel(connection: Connection, organiser: str, event_id: str, comment: str) -> str | None:
    """Cancel a meeting, with a sentence to the invited. Raises Gone when it is cancelled already."""
    builder = _events(connection, organiser).by_event_id(event_id).cancel
    asked = call(builder, "POST", body={"comment": comment}, headers=PREFER, lane=lane_of(organiser))
    return (await connection.send(asked)).request_id
