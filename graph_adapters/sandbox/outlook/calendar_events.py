"""Events by the calendar they stand in."""

from graph_adapters.sandbox.engine.answers import Answer
from graph_adapters.sandbox.engine.routes import Call, operation
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.attendee_copies import not_there
from graph_adapters.sandbox.outlook.calendar import delete_event, update_event
from graph_adapters.sandbox.outlook.calendar_view import (
    OPTIONS,
    READ,
    event_row,
    events_answer,
    mailbox_of,
    one_event,
    primary_id,
    view_answer,
)
from graph_adapters.sandbox.outlook.calendars import ONE, WRITE, calendar_row, events_of
from graph_adapters.sandbox.outlook.events import EventChange


@operation("GET", f"{ONE}/events", "event.list.calendar", READ, options=OPTIONS)
def list_events_in_calendar(call: Call, user_id: str, calendar_id: str) -> Answer:
    user, row = mailbox_of(call, user_id), calendar_row(call, user_id, calendar_id)
    return events_answer(call, user, events_of(call.state, user, row))


@operation("GET", f"{ONE}/calendarView", "calendarView.list.calendar", READ, options=OPTIONS)
def view_calendar(call: Call, user_id: str, calendar_id: str) -> Answer:
    user, row = mailbox_of(call, user_id), calendar_row(call, user_id, calendar_id)
    return view_answer(call, user, events_of(call.state, user, row))


@operation("GET", f"{ONE}/events/{{event_id}}", "event.get.calendar", READ, options="select expand")
def get_event_in_calendar(call: Call, user_id: str, calendar_id: str, event_id: str) -> Answer:
    return one_event(call, _row_in(call, user_id, calendar_id, event_id))


def _row_in(call: Call, user_id: str, calendar_id: str, event_id: str) -> Row:
    """Find an event that stands in the calendar named: one in another is not there."""
    calendar, row = calendar_row(call, user_id, calendar_id), event_row(call, user_id, event_id)
    if (row.get("calendar") or primary_id(mailbox_of(call, user_id))) != calendar["id"]:
        raise not_there()
    return row


@operation("PATCH", f"{ONE}/events/{{event_id}}", "event.update.calendar", WRITE, body=EventChange)
def update_event_in_calendar(
    call: Call, body: EventChange, user_id: str, calendar_id: str, event_id: str
) -> Answer:
    _row_in(call, user_id, calendar_id, event_id)
    return update_event(call, body, user_id, event_id)


@operation("DELETE", f"{ONE}/events/{{event_id}}", "event.delete.calendar", WRITE)
def delete_event_in_calendar(call: Call, user_id: str, calendar_id: str, event_id: str) -> Answer:
    _row_in(call, user_id, calendar_id, event_id)
    return delete_event(call, user_id, event_id)
