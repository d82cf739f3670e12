"""Teams meetings as they come to be, with or without an event in a calendar."""

import base64
from datetime import UTC

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.zones import instant_of


def make_meeting(state: State, organiser: Row, event_id: str | None = None, **given: object) -> Row:
    thread = f"19:meeting_{base64.b64encode(state.hex().encode()).decode().rstrip('=')}@thread.v2"
    encoded = thread.replace(":", "%3a").replace("@", "%40")
    context = f"%7b%22Tid%22%3a%22{state.tenant_id}%22%2c%22Oid%22%3a%22{organiser['id']}%22%7d"
    row = {
        "id": base64.b64encode(f"1*{organiser['id']}*0**{thread}".encode()).decode(),
        "organiser": organiser["id"],
        "event": event_id,
        "thread": thread,
        "joinUrl": f"https://teams.example.no/l/meetup-join/{encoded}/0?context={context}",
        "conferenceId": f"{state.number():09d}",
        "creationDateTime": state.stamp(),
    }
    return state.put("meeting", row | given)


def online_meeting_shape(state: State, organiser: Row, event_id: str) -> Json:
    """Return the part of an event that tells of its meeting."""
    row = make_meeting(state, organiser, event_id)
    return {"joinUrl": row["joinUrl"], "conferenceId": row["conferenceId"], "tollNumber": "+47 21 00 00 00"}


def of_event(state: State, row: Row) -> Json:
    """Return name and time of a meeting: its event's, when it has any."""
    event = state.get("event", row["event"] or "")
    if event is None:
        return {name: row.get(name) for name in ("subject", "startDateTime", "endDateTime")}
    times = {
        f"{name}DateTime": instant_of(event[name]).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name in ("start", "end")
    }
    return {"subject": event["subject"]} | times
