"""Events of a mailbox: made, changed and cancelled, with the mail each of these sends."""

import base64
from typing import Any

from pydantic import Field, model_validator

from graph_adapters.sandbox.engine.answers import (
    Answer,
    Json,
    RefusedError,
    created_answer,
    no_content_answer,
    refused_unless_matching,
)
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.attendee_copies import only_organiser, share_with_attendees
from graph_adapters.sandbox.outlook.calendar_view import (
    event_row,
    events_context,
    mailbox_of,
    one_event,
    primary_id,
)
from graph_adapters.sandbox.outlook.calendars import calendar_row
from graph_adapters.sandbox.outlook.event_shape import event_shape
from graph_adapters.sandbox.outlook.events import (
    EMPTY,
    EventChange,
    NewEvent,
    as_html,
    change_key,
    check_attendees,
    check_times,
    location_shape,
    mail_all,
    mail_change,
    mailed_addresses,
    merged_attendees,
    with_join_block,
)
from graph_adapters.sandbox.outlook.meeting_links import online_meeting_shape
from graph_adapters.sandbox.outlook.preferences import with_preferences
from graph_adapters.sandbox.outlook.series import (
    cancel_occurrence,
    put_event,
    put_occurrence,
    without_exceptions,
)
from graph_adapters.sandbox.outlook.zones import on_the_wall

WRITE = "Calendars.ReadWrite"
PROPERTIES = {"singleValueExtendedProperties", "multiValueExtendedProperties"}

# --- writing ------------------------------------------------------------------------------------


@operation("POST", "/users/{user_id}/events", "event.create", WRITE, body=NewEvent)
@operation("POST", "/users/{user_id}/calendar/events", "event.create.primary", WRITE, body=NewEvent)
def create_event(call: Call, body: NewEvent, user_id: str) -> Answer:
    return _create(call, body, user_id, None)


def _create(call: Call, body: NewEvent, user_id: str, calendar: str | None) -> Answer:
    state, user = call.state, mailbox_of(call, user_id)
    _check_transaction(state, user, body.transactionId)
    check_attendees(body.attendees)
    row = EMPTY | _fresh(state, user) | _columns(body)
    row |= {"body": as_html(body.body), "location": location_shape(body.location), "locations": _places(body)}
    row |= {"attendees": merged_attendees([], body.attendees or []), "properties": _properties(body)}
    if body.isOnlineMeeting:
        meeting = online_meeting_shape(state, user, row["id"])
        row |= {
            "onlineMeeting": meeting,
            "onlineMeetingProvider": "teamsForBusiness",
            "body": with_join_block(row["body"], meeting),
        }
    row["transaction"] = body.transactionId and f"{user['id']}/{body.transactionId}"
    check_times(row)
    share_with_attendees(state, put_event(state, row | ({"calendar": calendar} if calendar else {})))
    mail_all(state, row, "invitation", mailed_addresses(row))
    answer = created_answer(event_shape(call, row), f"{events_context(user['id'])}/$entity")
    return with_preferences(call, answer)


@operation(
    "POST", "/users/{user_id}/calendars/{calendar_id}/events", "event.create.calendar", WRITE, body=NewEvent
)
def create_in_calendar(call: Call, body: NewEvent, user_id: str, calendar_id: str) -> Answer:
    calendar = calendar_row(call, user_id, calendar_id)["id"]
    is_primary = calendar == primary_id(mailbox_of(call, user_id))
    return _create(call, body, user_id, None if is_primary else calendar)


def _check_transaction(state: State, user: Row, transaction_id: str | None) -> None:
    """Refuse an id that was used before, also when its event was cancelled."""
    used = transaction_id and state.first("event", "transaction", f"{user['id']}/{transaction_id}")
    if used:
        message = (
            "Your request can't be completed. The TransactionId specified in the request has already been "
            "used to create a different event."
        )
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
    """Keep these as they were sent."""
    special = {"body", "location", "locations", "attendees", "recurrence", *PROPERTIES}
    kept = {name: value for name, value in body.sent().items() if name not in special and value is not None}
    kept |= {name: on_the_wall(kept[name]) for name in ("start", "end") if name in kept}
    if "recurrence" in body.model_fields_set:
        kept["recurrence"] = body.recurrence and body.recurrence.columns(body.start)
    return kept


def _places(body: EventChange) -> list[Json]:
    """Return the places of an event: of several, one of a name alone is nowhere Outlook knows."""
    if not body.locations:
        return [location_shape(body.location)] if body.location and body.location.displayName else []
    nowhere = {"locationType": "default", "uniqueIdType": "unknown"}
    return [
        {"displayName": one.displayName} | nowhere
        if one.sent().keys() <= {"displayName"}
        else location_shape(one)
        for one in body.locations
    ]


def _properties(body: EventChange) -> list[Json]:
    """Return the properties of an app's own, those with one value and those with many."""
    given = [*(body.singleValueExtendedProperties or []), *(body.multiValueExtendedProperties or [])]
    return [found.sent() for found in given]


def _kept_properties(before: Row, body: EventChange) -> list[Json]:
    """Return the properties of the kind, of one value or of many, that the change says nothing of."""
    told = {name.startswith("multi") for name in body.model_fields_set & PROPERTIES}
    return [found for found in before.get("properties", []) if isinstance(found["value"], list) not in told]


@operation("PATCH", "/users/{user_id}/events/{event_id}", "event.update", WRITE, body=EventChange)
def update_event(call: Call, body: EventChange, user_id: str, event_id: str) -> Answer:
    before = _unchanged(call, only_organiser(event_row(call, user_id, event_id)))
    sent = body.model_fields_set - {"odata_type"}
    if before["isOnlineMeeting"] and _is_other_meeting(before, body):
        raise RefusedError(400, "ErrorInvalidRequest", "The online meeting of an event cannot be changed.")
    check_attendees(body.attendees)
    after = before | _columns(body) | _rewritten(call.state, before, body)
    after |= {"lastModifiedDateTime": call.state.stamp(), "version": before["version"] + 1}
    check_times(after)
    _store(call.state, before, after)
    mail_change(call.state, before, after, sent)
    return one_event(call, event_row(call, user_id, event_id))


def _is_other_meeting(before: Row, body: EventChange) -> bool:
    asked = body.model_fields_set & {"isOnlineMeeting", "onlineMeetingProvider"}
    return any(getattr(body, name) != before[name] for name in asked)


def _store(state: State, before: Row, after: Row) -> None:
    """Turn an occurrence into an exception of its series; replace a whole event."""
    if "day" not in after:
        share_with_attendees(state, put_event(state, without_exceptions(before, after)))
        return
    if after["recurrence"] is not None:
        raise RefusedError(400, "ErrorInvalidRequest", "An occurrence cannot recur.")
    put_occurrence(state, after)
    share_with_attendees(state, state.get("event", after["master"]) or after)


def _unchanged(call: Call, row: Row) -> Row:
    def problem() -> RefusedError:
        return RefusedError(
            412,
            "ErrorIrresolvableConflict",
            "The send or update operation could not be performed because the change key passed in the "
            "request does not match the current change key for the item.",
        )

    refused_unless_matching(call.headers.get("if-match"), f'"{change_key(row)}"', problem)
    return row


def _rewritten(state: State, before: Row, body: EventChange) -> Json:
    changes: Json = {}
    if body.attendees is not None:
        changes["attendees"] = merged_attendees(before["attendees"], body.attendees)
    if body.location is not None or body.locations is not None:
        changes |= {
            "location": location_shape(body.location or next(iter(body.locations or []), None)),
            "locations": _places(body),
        }
    if body.model_fields_set & PROPERTIES:
        changes["properties"] = _kept_properties(before, body) + _properties(body)
    if body.isOnlineMeeting and not before["isOnlineMeeting"]:
        meeting = online_meeting_shape(state, state.get("user", before["mailbox"]) or {}, before["id"])
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


class CancelBody(Body):
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
    body=CancelBody,
    body_optional=True,
)
def cancel_event(call: Call, body: CancelBody, user_id: str, event_id: str) -> Answer:
    _remove(call, only_organiser(event_row(call, user_id, event_id)), comment=body.comment)
    return Answer(202)


@operation("DELETE", "/users/{user_id}/events/{event_id}", "event.delete", WRITE)
def delete_event(call: Call, user_id: str, event_id: str) -> Answer:
    row = event_row(call, user_id, event_id)
    if "copy" in row:  # an attendee tidies up; nobody else is told
        call.state.remove("copy", row["copy"]["id"])
    else:
        _remove(call, row)
    return no_content_answer()


def _remove(call: Call, row: Row, comment: str | None = None) -> None:
    """Keep the row, out of sight: its transactionId is never free again."""
    if "day" in row:
        cancel_occurrence(call.state, row)
        share_with_attendees(call.state, call.state.get("event", row["master"]) or row)
    else:
        share_with_attendees(call.state, put_event(call.state, row | {"gone": True, "comment": comment}))
    mail_all(call.state, row, "cancellation", mailed_addresses(row), comment)
