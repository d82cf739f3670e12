"""Read a mailbox's calendar: an event, all of them, or a stretch of time."""

from datetime import datetime, timedelta

from graph_adapters.sandbox.directory.accounts import has_mailbox
from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError
from graph_adapters.sandbox.engine.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.extended_properties import expand_properties, is_asked_for, with_the_property
from graph_adapters.sandbox.outlook.attendee_copies import find_event, own_events
from graph_adapters.sandbox.outlook.event_shape import event_shape
from graph_adapters.sandbox.outlook.series import instances, is_series, parts_of
from graph_adapters.sandbox.outlook.zones import instant_of, query_moment

READ = "Calendars.Read Calendars.ReadBasic Calendars.ReadWrite"
OPTIONS = "filter select top skip skiptoken expand count orderby"
MAX_WINDOW = timedelta(days=1825)
DEFAULT_PAGE_EVENTS = 10  # Outlook gives ten unless more are asked for


def mailbox_of(call: Call, user_id: str) -> Row:
    user = user_by_key(call.state, user_id)
    if not has_mailbox(user):
        raise RefusedError(
            404,
            "MailboxNotEnabledForRESTAPI",
            "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
        )
    return user


def event_row(call: Call, user_id: str, event_id: str) -> Row:
    return find_event(call.state, mailbox_of(call, user_id), event_id)


def events_context(user: str) -> str:
    return f"users('{user}')/events"


def one_event(call: Call, row: Row) -> Answer:
    body = event_shape(call, row)
    return entity_answer(call, body, f"{events_context(row['mailbox'])}/$entity", expand=_expand(call))


def _expand(call: Call) -> Expansions:
    def row_of(shape: Json) -> Row | None:
        event_id, _ = parts_of(shape["id"])
        return call.state.get("event", event_id) or call.state.first("event", "immutableId", event_id)

    return expand_properties(call, row_of)


@operation("GET", "/users/{user_id}/events/{event_id}", "event.get", READ, options="select expand")
def get_event(call: Call, user_id: str, event_id: str) -> Answer:
    return one_event(call, event_row(call, user_id, event_id))


@operation("GET", "/users/{user_id}/events", "event.list", READ, options=OPTIONS)
@operation("GET", "/users/{user_id}/calendar/events", "event.list.primary", READ, options=OPTIONS)
def list_events(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    return _list(call, user, own_events(call.state, user))


@operation("GET", "/users/{user_id}/calendarView", "calendarView.list", READ, options=OPTIONS)
@operation(
    "GET", "/users/{user_id}/calendar/calendarView", "calendarView.list.primary", READ, options=OPTIONS
)
def view(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    start, end = asked_window(call)
    rows = [one for row in own_events(call.state, user) for one in instances(row, start, end)]
    return _list(call, user, sorted(rows, key=lambda row: instant_of(row["start"])))


def asked_window(call: Call) -> tuple[datetime, datetime]:
    if not {"startDateTime", "endDateTime"} <= call.query.keys():
        raise RefusedError(
            400,
            "ErrorInvalidParameter",
            "This request requires a time window specified by the query string parameters StartDateTime and "
            "EndDateTime.",
        )
    start, end = query_moment(call.query["startDateTime"]), query_moment(call.query["endDateTime"])
    if end - start > MAX_WINDOW:
        raise RefusedError(400, "ErrorCalendarViewRangeTooBig", "The time window is longer than five years.")
    return start, end


@operation("GET", "/users/{user_id}/events/{event_id}/instances", "event.instances", READ, options=OPTIONS)
def list_instances(call: Call, user_id: str, event_id: str) -> Answer:
    row = event_row(call, user_id, event_id)
    if not is_series(row):
        raise RefusedError(400, "ErrorInvalidRequest", "Expand can only be performed against a series.")
    return _list(call, mailbox_of(call, user_id), list(instances(row, *asked_window(call))))


def _list(call: Call, user: Row, rows: list[Row]) -> Answer:
    filtered = is_asked_for(call)
    if filtered:
        rows = with_the_property(call, rows)
    shapes = _sorted(call, [event_shape(call, row) for row in rows])
    return collection_answer(
        call,
        shapes,
        events_context(user["id"]),
        page=DEFAULT_PAGE_EVENTS,
        expand=_expand(call),
        filtered=filtered,
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


def primary_calendar(user: Row) -> Json:
    return {
        "id": f"AAMkCal{user['id']}",
        "name": "Kalender",
        "color": "auto",
        "changeKey": f"{user['id'][:8]}==",
        "isDefaultCalendar": True,
        "isRemovable": False,
        "canEdit": True,
        "canShare": True,
        "canViewPrivateItems": True,
        "allowedOnlineMeetingProviders": ["teamsForBusiness"],
        "defaultOnlineMeetingProvider": "teamsForBusiness",
        "owner": {"name": user["displayName"], "address": user["mail"]},
    }


@operation("GET", "/users/{user_id}/calendar", "calendar.get", READ, options="select")
def get_calendar(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    return entity_answer(call, primary_calendar(user), f"users('{user['id']}')/calendar/$entity")


@operation("GET", "/users/{user_id}/calendars", "calendars.list", READ, options="select top")
def list_calendars(call: Call, user_id: str) -> Answer:
    """List the only calendar that each person has."""
    user = mailbox_of(call, user_id)
    return collection_answer(call, [primary_calendar(user)], f"users('{user['id']}')/calendars")
