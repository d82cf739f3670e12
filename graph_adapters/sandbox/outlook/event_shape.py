"""The shape of an event to the person in whose calendar it stands."""

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.attendee_copies import response_of
from graph_adapters.sandbox.outlook.events import EMPTY, body_preview, change_key
from graph_adapters.sandbox.outlook.preferences import IMMUTABLE, as_preferred, preferred_zone
from graph_adapters.sandbox.outlook.zones import in_zone, whole_day


def event_shape(call: Call, row: Row, zone: str | None = None) -> Json:
    """Return an event as its reader sees it: in the zone given, else in the zone preferred, else in UTC."""
    state = call.state
    organiser = state.get("user", row["mailbox"]) or {}
    tell = whole_day if row["isAllDay"] else in_zone
    zone = zone or preferred_zone(call) or "UTC"
    kept = {name: row[name] for name in EMPTY}
    return (
        {
            "@odata.etag": f'W/"{change_key(row)}"',
            "id": row["immutableId"] if call.prefers(IMMUTABLE) else row["id"],
            "createdDateTime": row["createdDateTime"],
            "lastModifiedDateTime": row["lastModifiedDateTime"],
            "changeKey": change_key(row),
            "originalStartTimeZone": row["start"]["timeZone"],
            "originalEndTimeZone": row["end"]["timeZone"],
            "iCalUId": row["iCalUId"],
            "bodyPreview": body_preview(row["body"]["content"]),
            "isCancelled": row.get("isCancelled", False),
            "isDraft": False,
            "isOrganizer": "copy" not in row,
            "seriesMasterId": row.get("seriesMasterId"),
            "type": row.get("type") or ("seriesMaster" if row["recurrence"] else "singleInstance"),
            "webLink": f"https://outlook.example.no/owa/?itemid={row['id']}&exvsurl=1&path=/calendar/item",
            "onlineMeetingUrl": None,
            "responseStatus": response_of(state, row),
            "body": as_preferred(call, row["body"]),
            "start": tell(row["start"], zone),
            "end": tell(row["end"], zone),
            "location": row["location"],
            "locations": row["locations"],
            "attendees": row["attendees"],
            "organizer": {"emailAddress": {"name": organiser["displayName"], "address": organiser["mail"]}},
        }
        | kept
        | _of_a_series(row)
    )


def _of_a_series(row: Row) -> Json:
    """Say which day of a series it is; of anything else there is no such day."""
    day = {"originalStart": row["originalStart"]} if "originalStart" in row else {}
    return day | {"occurrenceId": row["id"] if "day" in row else None}
