# ruff: noqa: N815 -- Graph's own names
"""The writable properties of an event, and the receivers of a change."""

import base64
import hashlib
import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from graph_adapters.sandbox.engine.answers import Json, bad_request
from graph_adapters.sandbox.engine.routes import Body
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import (
    AnyCase,
    Attendee,
    ExtendedProperty,
    ItemBody,
    ManyValuedProperty,
    Place,
    When,
)
from graph_adapters.sandbox.mail.delivered_mail import deliver_mail
from graph_adapters.sandbox.outlook.recurrence import Recurrence, check_recurrence
from graph_adapters.sandbox.outlook.zones import instant_of

MAX_ATTENDEES = 500
NO_ANSWER_TIME = "0001-01-01T00:00:00Z"
JOIN_BLOCK_LINE = "_" * 80


# Sent along in the published example of a change, and Outlook's own to write.
NOT_WRITTEN = {"originalStartTimeZone", "originalEndTimeZone", "iCalUId", "responseStatus"}


def _as_o365_writes_it(sent: object) -> object:
    """Outlook reads the words true and false, and a name with a capital: O365 2.1.10 sends both, and works."""
    if not isinstance(sent, dict):
        return sent
    read = {name[:1].lower() + name[1:]: value for name, value in sent.items()}
    read = {name: value for name, value in read.items() if name not in NOT_WRITTEN}
    said = read.get("isOnlineMeeting")
    return read | {"isOnlineMeeting": said == "true"} if said in ("true", "false") else read


ShownAs = Literal["free", "tentative", "busy", "oof", "workingElsewhere", "unknown"]


class EventChange(Body):
    graph_type: ClassVar[str] = "event"
    _leniently = model_validator(mode="before")(_as_o365_writes_it)
    subject: str | None = Field(None, max_length=255)
    body: ItemBody | None = None
    start: When | None = None
    end: When | None = None
    location: Place | None = None
    locations: list[Place] | None = None
    attendees: list[Attendee] | None = None
    isAllDay: bool | None = None
    hideAttendees: bool | None = None
    categories: list[str] | None = None
    importance: Annotated[Literal["low", "normal", "high"] | None, AnyCase] = None
    sensitivity: Annotated[Literal["normal", "personal", "private", "confidential"] | None, AnyCase] = None
    showAs: Annotated[ShownAs | None, AnyCase] = None
    isReminderOn: bool | None = None
    reminderMinutesBeforeStart: int | None = None
    responseRequested: bool | None = None
    allowNewTimeProposals: bool | None = None
    isOnlineMeeting: bool | None = None
    onlineMeetingProvider: Annotated[Literal["teamsForBusiness", "unknown"] | None, AnyCase] = None
    recurrence: Recurrence | None = None
    singleValueExtendedProperties: list[ExtendedProperty] | None = None
    multiValueExtendedProperties: list[ManyValuedProperty] | None = None


class NewEvent(EventChange):
    subject: str = Field("", max_length=255)
    start: When
    end: When
    transactionId: str | None = Field(None, max_length=256)


EMPTY: Json = {
    "categories": [],
    "hasAttachments": False,
    "subject": "",
    "importance": "normal",
    "sensitivity": "normal",
    "isAllDay": False,
    "isReminderOn": True,
    "reminderMinutesBeforeStart": 15,
    "responseRequested": True,
    "allowNewTimeProposals": True,
    "hideAttendees": False,
    "showAs": "busy",
    "isOnlineMeeting": False,
    "onlineMeetingProvider": "unknown",
    "onlineMeeting": None,
    "recurrence": None,
    "transactionId": None,
}
# What one occurrence of a series can have for itself.
CHANGEABLE = (
    "start",
    "end",
    "body",
    "location",
    "locations",
    "attendees",
    *(EMPTY.keys() - {"recurrence", "transactionId", "hasAttachments"}),
)


# --- rules --------------------------------------------------------------------------------------


def check_times(row: Row) -> None:
    start, end = instant_of(row["start"]), instant_of(row["end"])
    if end < start:
        raise bad_request(
            "At least one property failed validation: the end is before the start.",
            "ErrorPropertyValidationFailure",
        )
    if row["recurrence"] is not None:
        check_recurrence(row["recurrence"], row["start"])
    if not row["isAllDay"]:
        return
    for name in ("start", "end"):
        if not re.search(r"T00:00(:00(\.0+)?)?$", row[name]["dateTime"]):
            raise bad_request(
                f"The Event.{name.title()} property for an all-day event needs to be set to midnight.",
                "ErrorPropertyValidationFailure",
            )
    if row["start"]["timeZone"] != row["end"]["timeZone"] or start == end:
        raise bad_request(
            "The duration of an event marked as All day must be at least 24 hours.",
            "ErrorPropertyValidationFailure",
        )


def check_attendees(attendees: list[Attendee] | None) -> None:
    if attendees is not None and len(attendees) > MAX_ATTENDEES:
        raise bad_request(
            f"An event can have at most {MAX_ATTENDEES} attendees.", "ErrorExceededMaxRecipientLimit"
        )


def merged_attendees(now: list[Json], wanted: list[Attendee]) -> list[Json]:
    """Replace the list as a whole; an attendee who was there already keeps the answer given."""
    answers = {attendee["emailAddress"]["address"].casefold(): attendee["status"] for attendee in now}
    return [_attendee(attendee, answers) for attendee in wanted]


def _attendee(attendee: Attendee, answers: dict[str, Json]) -> Json:
    address = attendee.emailAddress
    status = answers.get(address.address.casefold(), {"response": "none", "time": NO_ANSWER_TIME})
    return {
        "type": attendee.type,
        "status": status,
        "emailAddress": {"name": address.name or address.address, "address": address.address},
    }


# --- online meetings ----------------------------------------------------------------------------


def with_join_block(body: Json, meeting: Json) -> Json:
    """Add the lines that Teams writes below ours; removing them removes the meeting."""
    block = (
        f'<div class="me-email-text"><div>{JOIN_BLOCK_LINE}</div>'
        f'<a id="meet_invite_block.action.join_link" class="me-email-headline" '
        f'href="{meeting["joinUrl"]}">Bli med i møtet nå</a><div>{JOIN_BLOCK_LINE}</div></div>'
    )
    return {"contentType": "html", "content": f"{body['content']}<br>{block}"}


def as_html(body: ItemBody | None) -> Json:
    content = body.content if body else ""
    inner = content if body is None or body.contentType == "html" else f"<pre>{content}</pre>"
    whole = inner if "<html" in inner.casefold() else f"<html><head></head><body>{inner}</body></html>"
    return {"contentType": "html", "content": whole}


def location_shape(location: Place | None) -> Json:
    name = (location.displayName if location else None) or ""
    empty: Json = {"displayName": name, "locationType": "default", "uniqueIdType": "unknown"}
    if not name:
        return empty | {"address": {}, "coordinates": {}}
    return empty | {"uniqueId": name, "uniqueIdType": "private"} | (location.sent() if location else {})


def change_key(row: Row) -> str:
    return (
        base64.b64encode(hashlib.sha256(f"{row['id']}{row['version']}".encode()).digest()[:18]).decode()
        + "=="
    )


def body_preview(content: str) -> str:
    return re.sub(r"<[^>]*>|\s+", " ", content).strip()[:255]


# --- mail ---------------------------------------------------------------------------------------


def mailed_addresses(row: Row) -> list[str]:
    """Return the receivers of the event's mail: all attendees, never the organiser's own mailbox."""
    return [attendee["emailAddress"]["address"] for attendee in row["attendees"] if not attendee.get("self")]


def mail_all(state: State, row: Row, kind: str, to: list[str], comment: str | None = None) -> None:
    organiser = state.get("user", row["mailbox"]) or {}
    words = {"cancellation": "Avlyst: ", "update": "Oppdatert: "}
    for address in to:
        if address.casefold() != organiser["mail"].casefold():
            subject = words.get(kind, "") + row["subject"]
            deliver_mail(state, address, kind=kind, subject=subject, event=row["id"], body=comment or "")


def mail_change(state: State, before: Row, after: Row, changed: set[str]) -> None:
    """Mail only added and removed attendees when only the list changed; otherwise mail all."""
    old, new = mailed_addresses(before), mailed_addresses(after)
    was, now = {a.casefold() for a in old}, {a.casefold() for a in new}
    mail_all(state, after, "cancellation", [a for a in old if a.casefold() not in now])
    mail_all(state, after, "invitation", [a for a in new if a.casefold() not in was])
    if not changed - {"attendees"}:
        return
    for one in (after, *_exceptions(after)):
        mail_all(state, one, "update", [a for a in new if a.casefold() in was])


def _exceptions(row: Row) -> list[Row]:
    """Each special day of a series is mailed for itself when the series changes."""
    days = row.get("exceptions", {}) if "day" not in row else {}
    return [row | changes for changes in days.values()]
