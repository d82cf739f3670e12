"""Read a mailbox's calendar: an event, all of them, or a stretch of time."""

from datetime import datetime, timedelta

from graph_adapters.sandbox.directory.accounts import has_mailbox
from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, RefusedError
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.mail.extended_properties import expand_properties
from graph_adapters.sandbox.outlook.attendee_copies import find_event, own_events
from graph_adapters.sandbox.outlook.event_queries import filtered_events, ordered_events
from graph_adapters.sandbox.outlook.event_shape import event_shape
from graph_adapters.sandbox.outlook.preferences import with_preferences
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
    answer = entity_answer(call, body, f"{events_context(row['mailbox'])}/$entity", expand=_expand(call))
    return with_preferences(call, answer)


def _expand(call: Call) -> Expansions:
    def row_of(shape: Json) -> Row | None:
        event_id, _ = parts_of(shape["id"])
        return call.state.get("event", event_id) or call.state.first("event", "immutableId", event_id)

    return expand_properties(call, row_of)


@operation("GET", "/users/{user_id}/events/{event_id}", "event.get", READ, options="select expand")
def get_event(call: Call, user_id: str, event_id: str) -> Answer:
    row = event_row(call, user_id, event_id)
    answer = one_event(call, row)
    answer.body |= _links(mailbox_of(call, user_id), row)
    return answer


def _links(user: Row, row: Row) -> Json:
    """Say which calendar an event stands in, as Outlook does of a single event, whatever is selected."""
    calendar = row.get("calendar") or primary_id(user)
    place = f"{METADATA.partition('$')[0]}users('{user['id']}')/calendars('{calendar}')"
    return {"calendar@odata.associationLink": f"{place}/$ref", "calendar@odata.navigationLink": place}


def primary_id(user: Row) -> str:
    return f"AAMkCal{user['id']}"


@operation("GET", "/users/{user_id}/events", "event.list", READ, options=OPTIONS)
@operation("GET", "/users/{user_id}/calendar/events", "event.list.primary", READ, options=OPTIONS)
def list_events(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    return events_answer(call, user, own_events(call.state, user))


@operation("GET", "/users/{user_id}/calendarView", "calendarView.list", READ, options=OPTIONS)
@operation(
    "GET", "/users/{user_id}/calendar/calendarView", "calendarView.list.primary", READ, options=OPTIONS
)
def view(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    return view_answer(call, user, own_events(call.state, user))


def view_answer(call: Call, user: Row, events: list[Row]) -> Answer:
    start, end = asked_window(call)
    rows = [one for row in events for one in instances(row, start, end)]
    return events_answer(call, user, sorted(rows, key=lambda row: instant_of(row["start"])))


def asked_window(call: Call) -> tuple[datetime, datetime]:
    asked = {name.casefold(): value for name, value in call.query.items()}
    if not {"startdatetime", "enddatetime"} <= asked.keys():
        raise RefusedError(
            400,
            "ErrorInvalidParameter",
            "This request requires a time window specified by the query string parameters StartDateTime and "
            "EndDateTime.",
        )
    start, end = query_moment(asked["startdatetime"]), query_moment(asked["enddatetime"])
    if end - start > MAX_WINDOW:
        raise RefusedError(400, "ErrorCalendarViewRangeTooBig", "The time window is longer than five years.")
    return start, end


@operation("GET", "/users/{user_id}/events/{event_id}/instances", "event.instances", READ, options=OPTIONS)
def list_instances(call: Call, user_id: str, event_id: str) -> Answer:
    row = event_row(call, user_id, event_id)
    if not is_series(row):
        raise RefusedError(400, "ErrorInvalidRequest", "Expand can only be performed against a series.")
    return events_answer(call, mailbox_of(call, user_id), list(instances(row, *asked_window(call))))


def events_answer(call: Call, user: Row, rows: list[Row]) -> Answer:
    shapes = [event_shape(call, row) for row in ordered_events(call, filtered_events(call, rows))]
    answer = collection_answer(
        call,
        shapes,
        events_context(user["id"]),
        page=DEFAULT_PAGE_EVENTS,
        expand=_expand(call),
        filtered=True,
        ordered=True,
    )
    return with_preferences(call, answer)
