"""The calendars of a mailbox: the primary one, which is never removed, and those that were added to it."""

import base64
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from graph_adapters.sandbox.engine.answers import (
    METADATA,
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
    no_content_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, control, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import AnyCase
from graph_adapters.sandbox.outlook.attendee_copies import not_there, own_events
from graph_adapters.sandbox.outlook.calendar_view import (
    READ,
    mailbox_of,
    primary_id,
)
from graph_adapters.sandbox.outlook.series import put_event

WRITE = "Calendars.ReadWrite"
ONE = "/users/{user_id}/calendars/{calendar_id}"
Color = Literal[
    "auto",
    "lightBlue",
    "lightGreen",
    "lightOrange",
    "lightGray",
    "lightYellow",
    "lightTeal",
    "lightPink",
    "lightBrown",
    "lightRed",
    "maxColor",
]


class CalendarChange(Body):
    graph_type: ClassVar[str] = "calendar"
    name: str | None = Field(None, min_length=1, max_length=255)
    color: Annotated[Color | None, AnyCase] = None


class NewCalendar(CalendarChange):
    name: str = Field(min_length=1, max_length=255)


# --- which there are ----------------------------------------------------------------------------


def _primary(state: State, user: Row) -> Row:
    """Return the primary calendar, which is kept only when somebody has changed it."""
    usual = {"id": primary_id(user), "mailbox": user["id"], "name": "Kalender", "color": "auto", "version": 1}
    return state.get("calendar", primary_id(user)) or usual


def _calendars(state: State, user: Row) -> list[Row]:
    added = [row for row in state.by("calendar", "mailbox", user["id"]) if row["id"] != primary_id(user)]
    return [_primary(state, user), *added]


def calendar_row(call: Call, user_id: str, calendar_id: str) -> Row:
    known = _calendars(call.state, mailbox_of(call, user_id))
    row = next((row for row in known if row["id"] == calendar_id), None)
    if row is None:
        raise not_there()
    return row


def _shape(user: Row, row: Row) -> Json:
    is_primary = row["id"] == primary_id(user)
    return {
        "id": row["id"],
        "name": row["name"],
        "color": row["color"],
        "hexColor": "",
        "changeKey": base64.b64encode(f"{row['id'][-8:]}{row['version']:04d}".encode()).decode(),
        "isDefaultCalendar": is_primary,
        "isRemovable": not is_primary,
        "isTallyingResponses": is_primary,
        "canEdit": True,
        "canShare": True,
        "canViewPrivateItems": True,
        "allowedOnlineMeetingProviders": ["teamsForBusiness"],
        "defaultOnlineMeetingProvider": "teamsForBusiness",
        "owner": {"name": user["displayName"], "address": user["mail"]},
    }


# --- reading and changing them ------------------------------------------------------------------


@operation("GET", "/users/{user_id}/calendar", "calendar.get", READ, options="select")
def get_primary_calendar(call: Call, user_id: str) -> Answer:
    return get_calendar(call, user_id, primary_id(mailbox_of(call, user_id)))


@operation("GET", ONE, "calendars.get", READ, options="select")
def get_calendar(call: Call, user_id: str, calendar_id: str) -> Answer:
    user, row = mailbox_of(call, user_id), calendar_row(call, user_id, calendar_id)
    place = f"users('{user['id']}')/calendars('{row['id']}')"
    shape = {"@odata.id": METADATA.partition("$")[0] + place} | _shape(user, row)
    return entity_answer(call, shape, f"users('{user['id']}')/calendars/$entity")


@operation(
    "GET",
    "/users/{user_id}/calendars",
    "calendars.list",
    READ,
    options="select filter top skip skiptoken count",
)
def list_calendars(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    shapes = [_shape(user, row) for row in _calendars(call.state, user)]
    return collection_answer(call, shapes, f"users('{user['id']}')/calendars", page=10)


@operation("POST", "/users/{user_id}/calendars", "calendars.create", WRITE, body=NewCalendar)
def create_calendar(call: Call, body: NewCalendar, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    _check_name(call.state, user, body.name)
    row = {"id": f"AAMkCal{call.state.hex()}", "mailbox": user["id"], "color": "auto", "version": 1}
    row = call.state.put("calendar", row | body.sent())
    return created_answer(_shape(user, row), f"users('{user['id']}')/calendars/$entity")


def _check_name(state: State, user: Row, name: str | None, but: str = "") -> None:
    others = [row["name"].casefold() for row in _calendars(state, user) if row["id"] != but]
    if name and name.casefold() in others:
        message = "A folder with the specified name already exists."
        raise RefusedError(409, "ErrorFolderExists", message)


@operation("PATCH", "/users/{user_id}/calendar", "calendar.update", WRITE, body=CalendarChange)
def update_primary_calendar(call: Call, body: CalendarChange, user_id: str) -> Answer:
    return update_calendar(call, body, user_id, primary_id(mailbox_of(call, user_id)))


@operation("PATCH", ONE, "calendars.update", WRITE, body=CalendarChange)
def update_calendar(call: Call, body: CalendarChange, user_id: str, calendar_id: str) -> Answer:
    row = calendar_row(call, user_id, calendar_id)
    _check_name(call.state, mailbox_of(call, user_id), body.name, but=row["id"])
    sent = {name: value for name, value in body.sent().items() if value is not None}
    call.state.put("calendar", row | sent | {"version": row["version"] + 1})
    return get_calendar(call, user_id, calendar_id)


@operation("DELETE", ONE, "calendars.delete", WRITE)
def delete_calendar(call: Call, user_id: str, calendar_id: str) -> Answer:
    """Remove a calendar with what stands in it; nobody is told, as when a folder is deleted in Outlook."""
    row, user = calendar_row(call, user_id, calendar_id), mailbox_of(call, user_id)
    if row["id"] == primary_id(user):
        raise bad_request("Distinguished folders cannot be deleted.", "ErrorDeleteDistinguishedFolder")
    for event in events_of(call.state, user, row):
        put_event(call.state, event | {"gone": True})
    call.state.remove("calendar", row["id"])
    return no_content_answer()


def events_of(state: State, user: Row, calendar: Row) -> list[Row]:
    if calendar["id"] == primary_id(user):
        return own_events(state, user)
    own = state.by("event", "mailbox", user["id"])
    return [row for row in own if row.get("calendar") == calendar["id"] and not row["gone"]]


class MovedEvent(Body):
    event: str
    calendar: str | None = None


@control("POST", "/calendars/move", body=MovedEvent)
def move_event(call: Call, body: MovedEvent) -> Answer:
    """Move an event to another calendar of its mailbox, as a person does in Outlook; back without `calendar`."""
    row = call.state.get("event", body.event) or call.state.first("event", "immutableId", body.event)
    if row is None or row["gone"]:
        raise not_there()
    target = calendar_row(call, row["mailbox"], body.calendar) if body.calendar else None
    is_primary = target is None or target["id"] == primary_id({"id": row["mailbox"]})
    place = None if is_primary or target is None else target["id"]
    put_event(call.state, row | {"calendar": place, "moved": True})
    return no_content_answer()
