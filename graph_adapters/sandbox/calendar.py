"""The calendar of a mailbox: events, which mail people, and the view of a stretch of time."""

import base64
import re
from typing import Any

from pydantic import Field, model_validator

from .answers import Answer, Json, RefusedError, done, made, refused_unless_matching
from .directory import person
from .events import (
    EMPTY,
    EventChange,
    NewEvent,
    addresses,
    as_html,
    change_key,
    check_attendees,
    check_times,
    event_shape,
    invited,
    mail_all,
    mail_change,
    online,
    place,
    with_join_block,
)
from .odata import Expansions, many, one
from .routes import Body, Call, operation
from .state import Row, State
from .zones import moment, query_moment

READ = "Calendars.Read Calendars.ReadBasic Calendars.ReadWrite"
WRITE = "Calendars.ReadWrite"
OPTIONS = "filter select top skip skiptoken expand count orderby"
PAGE = 10  # Outlook gives ten unless more are asked for
PROPERTY = re.compile(
    r"singleValueExtendedProperties/any\(\s*(\w+)\s*:\s*\1/id eq '([^']+)' and \1/value eq '([^']*)'\s*\)",
    re.IGNORECASE,
)
WANTED_PROPERTY = re.compile(r"singleValueExtendedProperties\(\$filter=id eq '([^']+)'\)", re.IGNORECASE)


def mailbox_of(call: Call, user_id: str) -> Row:
    user = person(call.state, user_id)
    if user["userType"] == "Guest":
        raise RefusedError(
            404,
            "MailboxNotEnabledForRESTAPI",
            "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
        )
    return user


def event_row(call: Call, user_id: str, event_id: str) -> Row:
    user = mailbox_of(call, user_id)
    row = call.state.get("event", event_id) or call.state.first("event", "immutableId", event_id)
    if row is None or row["mailbox"] != user["id"] or row["gone"]:
        raise RefusedError(404, "ErrorItemNotFound", "The specified object was not found in the store.")
    return row


def _context(user: str) -> str:
    return f"users('{user}')/events"


def _one(call: Call, row: Row) -> Answer:
    body = event_shape(call, row)
    return one(call, body, f"{_context(row['mailbox'])}/$entity", expand=_expand(call))


def _expand(call: Call) -> Expansions:
    """Only the property that is named in the $expand's own filter comes along."""
    wanted = {name.casefold() for name in WANTED_PROPERTY.findall(call.query.get("$expand", ""))}

    def properties(shape: Json) -> list[Json]:
        row = (
            call.state.get("event", shape["id"])
            or call.state.first("event", "immutableId", shape["id"])
            or {}
        )
        return [found for found in row["properties"] if found["id"].casefold() in wanted]

    return {"singleValueExtendedProperties": properties}


# --- writing ----------------------------------------------------------------------------------------------------


@operation("POST", "/users/{user_id}/events", "event.create", WRITE, body=NewEvent)
@operation("POST", "/users/{user_id}/calendar/events", "event.create.primary", WRITE, body=NewEvent)
def create_event(call: Call, body: NewEvent, user_id: str) -> Answer:
    state, user = call.state, mailbox_of(call, user_id)
    _check_transaction(state, user, body.transactionId)
    check_attendees(body.attendees)
    row = EMPTY | _fresh(state, user) | _columns(body)
    row |= {"body": as_html(body.body), "location": place(body.location), "locations": _places(body)}
    row |= {"attendees": invited([], body.attendees or []), "properties": _properties(body)}
    if body.isOnlineMeeting:
        meeting = online(state, user)
        row |= {
            "onlineMeeting": meeting,
            "onlineMeetingProvider": "teamsForBusiness",
            "body": with_join_block(row["body"], meeting),
        }
    row["transaction"] = body.transactionId and f"{user['id']}/{body.transactionId}"
    check_times(row)
    state.put("event", row)
    mail_all(state, row, "invitation", addresses(row))
    return made(event_shape(call, row), f"{_context(user['id'])}/$entity")


def _check_transaction(state: State, user: Row, transaction_id: str | None) -> None:
    """An id once used is used for ever, also when its event was cancelled."""
    used = transaction_id and state.first("event", "transaction", f"{user['id']}/{transaction_id}")
    if used:
        message = "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event."
        raise RefusedError(
            409, "ErrorDuplicateTransactionId", message, **{"@event.existingEventId": used["id"]}
        )


def _fresh(state: State, user: Row) -> Row:
    now = state.stamp()
    return {
        "id": f"AAMkAG{base64.urlsafe_b64encode(state.hex().encode()).decode()}",
        "immutableId": f"AAkALg{base64.urlsafe_b64encode(state.hex().encode()).decode()}",
        "iCalUId": f"040000008200E00074C5B7101A82E008{state.hex().upper()}",
        "mailbox": user["id"],
        "createdDateTime": now,
        "lastModifiedDateTime": now,
        "version": 1,
        "gone": False,
    }


def _columns(body: EventChange) -> Json:
    """What is kept as it was sent."""
    special = {"body", "location", "locations", "attendees", "singleValueExtendedProperties"}
    return {name: value for name, value in body.sent().items() if name not in special and value is not None}


def _places(body: EventChange) -> list[Json]:
    given = body.locations or ([body.location] if body.location else [])
    return [
        {"displayName": one.displayName, "locationType": "default", "uniqueIdType": "unknown"}
        for one in given
    ]


def _properties(body: EventChange) -> list[Json]:
    return [found.sent() for found in body.singleValueExtendedProperties or []]


@operation("PATCH", "/users/{user_id}/events/{event_id}", "event.update", WRITE, body=EventChange)
def update_event(call: Call, body: EventChange, user_id: str, event_id: str) -> Answer:
    before = _unchanged(call, event_row(call, user_id, event_id))
    sent = body.model_fields_set - {"odata_type"}
    if {"isOnlineMeeting", "onlineMeetingProvider"} & sent and before["isOnlineMeeting"]:
        raise RefusedError(400, "ErrorInvalidRequest", "The online meeting of an event cannot be changed.")
    check_attendees(body.attendees)
    after = before | _columns(body) | _rewritten(call.state, before, body)
    after |= {"lastModifiedDateTime": call.state.stamp(), "version": before["version"] + 1}
    check_times(after)
    call.state.put("event", after)
    mail_change(call.state, before, after, sent)
    return _one(call, after)


def _unchanged(call: Call, row: Row) -> Row:
    def problem() -> RefusedError:
        return RefusedError(
            412,
            "ErrorIrresolvableConflict",
            "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.",
        )

    refused_unless_matching(call.headers.get("if-match"), f'"{change_key(row)}"', problem)
    return row


def _rewritten(state: State, before: Row, body: EventChange) -> Json:
    changes: Json = {}
    if body.attendees is not None:
        changes["attendees"] = invited(before["attendees"], body.attendees)
    if body.location is not None or body.locations is not None:
        changes |= {
            "location": place(body.location or (body.locations or [None])[0]),
            "locations": _places(body),
        }
    if body.singleValueExtendedProperties is not None:
        changes["properties"] = _properties(body)
    if body.isOnlineMeeting and not before["isOnlineMeeting"]:
        meeting = online(state, state.get("user", before["mailbox"]) or {})
        changes |= {
            "onlineMeeting": meeting,
            "onlineMeetingProvider": "teamsForBusiness",
            "body": with_join_block(before["body"], meeting),
        }
    if body.body is not None:
        changes |= _new_body(before, body)
    return changes


def _new_body(before: Row, body: EventChange) -> Json:
    """Without Teams' own lines in it, the new body ends the online meeting."""
    written = {"body": as_html(body.body)}
    meeting = before["onlineMeeting"]
    if meeting is None or meeting["joinUrl"] in written["body"]["content"].replace("&amp;", "&"):
        return written
    return written | {"isOnlineMeeting": False, "onlineMeetingProvider": "unknown", "onlineMeeting": None}


class Cancelling(Body):
    """Outlook takes both `comment` and `Comment`."""

    comment: str | None = Field(None)

    @model_validator(mode="before")
    @classmethod
    def _any_case(cls, sent: Any) -> Any:  # noqa: ANN401 -- before it is validated
        return (
            {name[:1].lower() + name[1:]: value for name, value in sent.items()}
            if isinstance(sent, dict)
            else sent
        )


@operation(
    "POST",
    "/users/{user_id}/events/{event_id}/cancel",
    "event.cancel",
    WRITE,
    body=Cancelling,
    body_optional=True,
)
def cancel_event(call: Call, body: Cancelling, user_id: str, event_id: str) -> Answer:
    _remove(call, event_row(call, user_id, event_id), comment=body.comment)
    return Answer(202)


@operation("DELETE", "/users/{user_id}/events/{event_id}", "event.delete", WRITE)
def delete_event(call: Call, user_id: str, event_id: str) -> Answer:
    _remove(call, event_row(call, user_id, event_id))
    return done()


def _remove(call: Call, row: Row, comment: str | None = None) -> None:
    """The row stays, out of sight: its transactionId is never free again."""
    call.state.put("event", row | {"gone": True, "comment": comment})
    mail_all(call.state, row, "cancellation", addresses(row))


# --- reading ----------------------------------------------------------------------------------------------------


@operation("GET", "/users/{user_id}/events/{event_id}", "event.get", READ, options="select expand")
def get_event(call: Call, user_id: str, event_id: str) -> Answer:
    return _one(call, event_row(call, user_id, event_id))


@operation("GET", "/users/{user_id}/events", "event.list", READ, options=OPTIONS)
@operation("GET", "/users/{user_id}/calendar/events", "event.list.primary", READ, options=OPTIONS)
def list_events(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    return _list(call, user, _living(call.state, user))


@operation("GET", "/users/{user_id}/calendarView", "calendarView.list", READ, options=OPTIONS)
@operation(
    "GET", "/users/{user_id}/calendar/calendarView", "calendarView.list.primary", READ, options=OPTIONS
)
def view(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    if not {"startDateTime", "endDateTime"} <= call.query.keys():
        raise RefusedError(
            400,
            "ErrorInvalidParameter",
            "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.",
        )
    start, end = query_moment(call.query["startDateTime"]), query_moment(call.query["endDateTime"])
    rows = [
        row for row in _living(call.state, user) if moment(row["start"]) < end and moment(row["end"]) > start
    ]
    return _list(call, user, sorted(rows, key=lambda row: moment(row["start"])))


def _living(state: State, user: Row) -> list[Row]:
    return [row for row in state.by("event", "mailbox", user["id"]) if not row["gone"]]


def _list(call: Call, user: Row, rows: list[Row]) -> Answer:
    if match := PROPERTY.fullmatch(call.query.get("$filter", "").strip()):
        rows = [row for row in rows if _has(row, match[2], match[3])]
        call.query.pop("$filter")
    shapes = _sorted(call, [event_shape(call, row) for row in rows])
    return many(call, shapes, _context(user["id"]), page=PAGE, expand=_expand(call))


def _has(row: Row, name: str, value: str) -> bool:
    return any(
        found["id"].casefold() == name.casefold() and found["value"] == value for found in row["properties"]
    )


def _sorted(call: Call, shapes: list[Json]) -> list[Json]:
    match call.query.get("$orderby", "").split():
        case []:
            return shapes
        case ["start/dateTime", *way]:
            return sorted(shapes, key=lambda shape: str(shape["start"]["dateTime"]), reverse=way == ["desc"])
        case [("subject" | "createdDateTime" | "lastModifiedDateTime") as name, *way]:
            return sorted(shapes, key=lambda shape: str(shape[name]), reverse=way == ["desc"])
    raise RefusedError(400, "ErrorInvalidUrlQuery", "The query cannot be sorted like this.")


@operation("GET", "/users/{user_id}/calendar", "calendar.get", READ, options="select")
def get_calendar(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    body = {
        "id": f"AAMkCal{user['id']}",
        "name": "Kalender",
        "color": "auto",
        "isDefaultCalendar": True,
        "canEdit": True,
    }
    owner = {"owner": {"name": user["displayName"], "address": user["mail"]}, "canShare": True}
    return one(call, body | owner, f"users('{user['id']}')/calendar/$entity")
