# ruff: noqa: N815 -- Graph's own names
"""Free and busy times, mailbox settings, and the time zones Outlook knows."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import Field, model_validator

from graph_adapters.sandbox.directory.accounts import has_mailbox, person_at
from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, RefusedError
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import When
from graph_adapters.sandbox.outlook.attendee_copies import own_events, response_of
from graph_adapters.sandbox.outlook.calendar_view import READ, mailbox_of
from graph_adapters.sandbox.outlook.series import instances
from graph_adapters.sandbox.outlook.zones import WINDOWS, in_zone, instant_of

FREE_BUSY = {"free": "0", "tentative": "1", "busy": "2", "oof": "3", "workingElsewhere": "4", "unknown": "0"}
MAX_WINDOW, MAX_SCHEDULES = timedelta(days=62), 20
SETTINGS = "MailboxSettings.Read MailboxSettings.ReadWrite"


class ScheduleQuestion(Body):
    """Outlook's own example writes the names with a capital."""

    schedules: list[str] = Field(min_length=1)
    startTime: When
    endTime: When
    availabilityViewInterval: int = Field(30, ge=5, le=1440)

    @model_validator(mode="before")
    @classmethod
    def _any_case(cls, sent: Any) -> Any:  # noqa: ANN401 -- before it is validated
        return (
            {name[:1].lower() + name[1:]: value for name, value in sent.items()}
            if isinstance(sent, dict)
            else sent
        )


@operation(
    "POST", "/users/{user_id}/calendar/getSchedule", "calendar.getSchedule", READ, body=ScheduleQuestion
)
def get_schedule(call: Call, body: ScheduleQuestion, user_id: str) -> Answer:
    mailbox_of(call, user_id)
    start, end = instant_of(body.startTime.sent()), instant_of(body.endTime.sent())
    if not timedelta(0) < end - start <= MAX_WINDOW:
        raise RefusedError(400, "ErrorInvalidParameter", "The requested time duration is not possible.")
    if len(body.schedules) > MAX_SCHEDULES:
        raise RefusedError(
            400, "ErrorInvalidParameter", f"At most {MAX_SCHEDULES} schedules can be asked for at once."
        )
    value = [_schedule(call.state, address, body, start, end) for address in body.schedules]
    return Answer(
        200, {"@odata.context": f"{METADATA}Collection(microsoft.graph.scheduleInformation)", "value": value}
    )


def _schedule(state: State, address: str, body: ScheduleQuestion, start: datetime, end: datetime) -> Json:
    user = person_at(state, address)
    if user is None or not has_mailbox(user):
        message = f"Unable to resolve e-mail address {address} to an Active Directory object."
        error = {"message": message, "responseCode": "ErrorMailRecipientNotFound"}
        return {"scheduleId": address, "availabilityView": "", "scheduleItems": [], "error": error}
    rows = [one for row in own_events(state, user) for one in instances(row, start, end)]
    rows = sorted(
        (row for row in rows if not row.get("isCancelled")), key=lambda row: instant_of(row["start"])
    )
    slots = timedelta(minutes=body.availabilityViewInterval)
    return {
        "scheduleId": address,
        "availabilityView": _view([(row, _status(state, row)) for row in rows], start, end, slots),
        "scheduleItems": [_item(state, row, body.startTime.timeZone) for row in rows],
        "workingHours": _working_hours(),
    }


def _status(state: State, row: Row) -> str:
    """Show an unanswered invitation as tentative, whatever the organiser shows."""
    answer = response_of(state, row)["response"]
    return "tentative" if answer in ("none", "notResponded", "tentativelyAccepted") else str(row["showAs"])


def _view(rows: list[tuple[Row, str]], start: datetime, end: datetime, slot: timedelta) -> str:
    signs = []
    while start < end:
        here = [FREE_BUSY[status] for row, status in rows if _overlaps(row, start, start + slot)]
        signs.append(max(here, default="0"))
        start += slot
    return "".join(signs)


def _overlaps(row: Row, start: datetime, end: datetime) -> bool:
    return instant_of(row["start"]) < end and instant_of(row["end"]) > start


def _item(state: State, row: Row, zone: str) -> Json:
    return {
        "isPrivate": row["sensitivity"] == "private",
        "status": _status(state, row),
        "subject": row["subject"],
        "location": row["location"]["displayName"],
        "start": in_zone(row["start"], zone),
        "end": in_zone(row["end"], zone),
    }


def _working_hours() -> Json:
    return {
        "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
        "startTime": "08:00:00.0000000",
        "endTime": "16:00:00.0000000",
        "timeZone": {"name": "W. Europe Standard Time"},
    }


def _no_replies(state: State) -> Json:
    """Tell that nobody is answered by the mailbox itself; a day is named that would be the first."""
    first = state.now().replace(minute=0, second=0, microsecond=0)
    days = (first, first + timedelta(days=1))
    start, end = ({"dateTime": f"{day:%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": "UTC"} for day in days)
    return {
        "status": "disabled",
        "externalAudience": "none",
        "internalReplyMessage": "",
        "externalReplyMessage": "",
        "scheduledStartDateTime": start,
        "scheduledEndDateTime": end,
    }


@operation("GET", "/users/{user_id}/mailboxSettings", "user.mailboxSettings.get", SETTINGS, options="select")
def get_mailbox_settings(call: Call, user_id: str) -> Answer:
    user = mailbox_of(call, user_id)
    body = {
        "archiveFolder": None,
        "timeZone": "W. Europe Standard Time",
        "delegateMeetingMessageDeliveryOptions": "sendToDelegateOnly",
        "dateFormat": "dd.MM.yyyy",
        "timeFormat": "HH:mm",
        "userPurpose": "user",
        "automaticRepliesSetting": _no_replies(call.state),
        "language": {"locale": "nb-NO", "displayName": "norsk, bokmål (Norge)"},
        "workingHours": _working_hours(),
    }
    return entity_answer(call, body, f"users('{user['id']}')/mailboxSettings")


@operation(
    "GET",
    "/users/{user_id}/outlook/supportedTimeZones()",
    "user.supportedTimeZones",
    "User.Read.All",
    options="select",
)
def list_time_zones(call: Call, user_id: str) -> Answer:
    mailbox_of(call, user_id)
    rows = [{"alias": name, "displayName": f"{city} ({name})"} for name, city in WINDOWS.items()]
    return collection_answer(call, rows, "Collection(microsoft.graph.timeZoneInformation)", page=len(rows))
