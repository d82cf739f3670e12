"""The shape of an event to the person in whose calendar it stands."""

import re

from graph_adapters.sandbox.engine.answers import Json
from graph_adapters.sandbox.engine.routes import Call
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.outlook.attendee_copies import response_of
from graph_adapters.sandbox.outlook.events import EMPTY, body_preview, change_key
from graph_adapters.sandbox.outlook.zones import in_zone

IMMUTABLE = 'IdType="ImmutableId"'


def event_shape(call: Call, row: Row) -> Json:
    state = call.state
    organiser = state.get("user", row["mailbox"]) or {}
    zone = _zone(call)
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
            "body": row["body"],
            "start": in_zone(row["start"], zone),
            "end": in_zone(row["end"], zone),
            "location": row["location"],
            "locations": row["locations"],
            "attendees": row["attendees"],
            "organizer": {"emailAddress": {"name": organiser["displayName"], "address": organiser["mail"]}},
        }
        | kept
        | _of_a_series(row)
    )


def _zone(call: Call) -> str:
    match = re.search(r'outlook\.timezone\s*=\s*"?([^",;]+)"?', call.headers.get("prefer", ""), re.IGNORECASE)
    return match[1] if match else "UTC"


def _of_a_series(row: Row) -> Json:
    return {name: row[name] for name in ("originalStart",) if name in row}
