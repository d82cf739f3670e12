"""Reading a mailbox's calendar: one event, all of them, or a stretch of time."""

import re

from .answers import Answer, Json, RefusedError
from .directory import person
from .events import event_shape
from .odata import Expansions, many, one
from .routes import Call, operation
from .state import Row, State
from .zones import moment, query_moment

READ = "Calendars.Read Calendars.ReadBasic Calendars.ReadWrite"
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


def events_context(user: str) -> str:
    return f"users('{user}')/events"


def one_event(call: Call, row: Row) -> Answer:
    body = event_shape(call, row)
    return one(call, body, f"{events_context(row['mailbox'])}/$entity", expand=_expand(call))


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


@operation("GET", "/users/{user_id}/events/{event_id}", "event.get", READ, options="select expand")
def get_event(call: Call, user_id: str, event_id: str) -> Answer:
    return one_event(call, event_row(call, user_id, event_id))


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
            "This request requires a time window specified by the query string parameters StartDateTime and "
            "EndDateTime.",
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
    return many(call, shapes, events_context(user["id"]), page=PAGE, expand=_expand(call))


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
