# ruff: noqa: N815 -- Graph's own names
"""Traces of a held meeting: a report for each session, and recordings."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, RefusedError
from graph_adapters.sandbox.engine.queries.odata import Expansions, collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, control, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.outlook.online_meetings import URL, meeting_row
from graph_adapters.sandbox.outlook.series import parts_of

READ = "OnlineMeetingArtifact.Read.All"
RECORDINGS = "OnlineMeetingRecording.Read.All OnlineMeetingRecording.Read.Chat"
MAX_REPORTS = 50
REPORTS = f"{URL}/{{meeting_id}}/attendanceReports"

Interval = tuple[datetime, datetime]
Join = Annotated[list[Moment], Field(min_length=2, max_length=2)]  # when somebody came, and left again


# --- holding one --------------------------------------------------------------------------------


class Attended(Body):
    mail: str | None = None
    name: str | None = None
    joins: list[Join]
    role: Literal["Organizer", "Presenter", "Attendee"] = "Attendee"


class HeldMeeting(Body):
    event: str | None = None
    joinUrl: str | None = None
    attendees: list[Attended]
    recorded: bool = False


@control("POST", "/held", body=HeldMeeting)
def hold_meeting(call: Call, body: HeldMeeting) -> Answer:
    """Leave a report for each time the meeting filled and emptied again; with recordings if it was recorded."""
    state, meeting = call.state, _meeting(call.state, body)
    sessions = _sessions([_interval(join) for person in body.attendees for join in person.joins])
    reports = [state.put("report", _report(state, meeting, session, body.attendees)) for session in sessions]
    for session in sessions if body.recorded else ():
        state.put("recording", _recording(state, meeting, session))
    return Answer(200, {"value": [_shape(report) for report in reports]})


def _meeting(state: State, body: HeldMeeting) -> Row:
    event = state.get("event", parts_of(body.event or "")[0])
    link = body.joinUrl or ((event or {}).get("onlineMeeting") or {}).get("joinUrl")
    row = state.first("meeting", "joinUrl", link) if link else None
    if row is None:
        raise RefusedError(404, "NotFound", "No such meeting: give the event's id, or its joinUrl.")
    return row


def _interval(join: list[str]) -> Interval:
    came, left = map(datetime.fromisoformat, join)
    return came.astimezone(UTC), left.astimezone(UTC)


def _sessions(intervals: list[Interval]) -> list[Interval]:
    """Find the sessions: each lasts from the first arrival until the last has left."""
    found: list[Interval] = []
    for came, left in sorted(intervals):
        if found and came <= found[-1][1]:
            found[-1] = (found[-1][0], max(left, found[-1][1]))
        else:
            found.append((came, left))
    return found


def _report(state: State, meeting: Row, session: Interval, people: list[Attended]) -> Row:
    records = [_record(state, person, session) for person in people]
    return {
        "id": state.uuid(),
        "meeting": meeting["id"],
        "meetingStartDateTime": _text(session[0]),
        "meetingEndDateTime": _text(session[1]),
        "records": [record for record in records if record["attendanceIntervals"]],
    }


def _record(state: State, person: Attended, session: Interval) -> Json:
    joins = [join for join in map(_interval, person.joins) if session[0] <= join[0] and join[1] <= session[1]]
    user = person_at(state, person.mail or "") or {}
    name = person.name or user.get("displayName") or person.mail
    seconds = [int((left - came).total_seconds()) for came, left in joins]
    return {
        "id": user.get("id") or state.uuid(),
        "emailAddress": person.mail,
        "totalAttendanceInSeconds": sum(seconds),
        "role": person.role,
        "registrationId": None,
        "identity": {"id": user.get("id"), "displayName": name},
        "attendanceIntervals": [
            {"joinDateTime": _text(came), "leaveDateTime": _text(left), "durationInSeconds": length}
            for (came, left), length in zip(joins, seconds, strict=True)
        ],
    }


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _recording(state: State, meeting: Row, session: Interval) -> Row:
    return {
        "id": state.hex(),
        "meeting": meeting["id"],
        "organiser": meeting["organiser"],
        "createdDateTime": _text(session[0]),
        "endDateTime": _text(session[1]),
    }


# --- reading ------------------------------------------------------------------------------------


def _shape(row: Row) -> Json:
    return {
        "id": row["id"],
        "totalParticipantCount": len(row["records"]),
        "meetingStartDateTime": row["meetingStartDateTime"],
        "meetingEndDateTime": row["meetingEndDateTime"],
    }


def _expand(state: State) -> Expansions:
    return {"attendanceRecords": lambda report: (state.get("report", report["id"]) or {})["records"]}


def _row(call: Call, user_id: str, meeting_id: str, report_id: str) -> Row:
    meeting, row = meeting_row(call, user_id, meeting_id), call.state.get("report", report_id)
    if row is None or row["meeting"] != meeting["id"]:
        raise RefusedError(404, "NotFound", "The attendance report was not found.")
    return row


@operation("GET", REPORTS, "attendanceReports.list", READ, options="select top")
def list_reports(call: Call, user_id: str, meeting_id: str) -> Answer:
    """Give the newest first, without the records, and never more than fifty."""
    meeting = meeting_row(call, user_id, meeting_id)
    rows = call.state.by("report", "meeting", meeting["id"])
    newest = sorted(rows, key=lambda row: str(row["meetingStartDateTime"]), reverse=True)[:MAX_REPORTS]
    context = f"users('{user_id}')/onlineMeetings('{meeting_id}')/attendanceReports"
    return collection_answer(call, map(_shape, newest), context)


@operation("GET", f"{REPORTS}/{{report_id}}", "attendanceReports.get", READ, options="select expand")
def get_report(call: Call, user_id: str, meeting_id: str, report_id: str) -> Answer:
    row = _row(call, user_id, meeting_id, report_id)
    context = f"users('{user_id}')/onlineMeetings('{meeting_id}')/attendanceReports/$entity"
    return entity_answer(call, _shape(row), context, expand=_expand(call.state))


@operation(
    "GET",
    f"{REPORTS}/{{report_id}}/attendanceRecords",
    "attendanceRecords.list",
    READ,
    options="top skiptoken",
)
def list_records(call: Call, user_id: str, meeting_id: str, report_id: str) -> Answer:
    row = _row(call, user_id, meeting_id, report_id)
    context = f"users('{user_id}')/onlineMeetings('{meeting_id}')/attendanceReports('{report_id}')/attendanceRecords"
    return collection_answer(call, row["records"], context)


@operation(
    "GET", f"{URL}/{{meeting_id}}/recordings", "recordings.list", RECORDINGS, options="filter top skiptoken"
)
def list_recordings(call: Call, user_id: str, meeting_id: str) -> Answer:
    meeting = meeting_row(call, user_id, meeting_id)
    rows = [_recording_shape(row) for row in call.state.by("recording", "meeting", meeting["id"])]
    context = f"users('{user_id}')/onlineMeetings('{meeting_id}')/recordings"
    return collection_answer(call, rows, context, counted=True)


def _recording_shape(row: Row) -> Json:
    call_id = str(uuid5(NAMESPACE_URL, row["id"]))
    place = f"users/{row['organiser']}/onlineMeetings/{row['meeting']}/recordings/{row['id']}/content"
    return {
        "id": row["id"],
        "meetingId": row["meeting"],
        "createdDateTime": row["createdDateTime"],
        "endDateTime": row["endDateTime"],
        "recordingContentUrl": f"{METADATA.partition('$')[0]}{place}",
        "callId": call_id,
        "contentCorrelationId": f"{call_id}-0",
        "meetingOrganizer": {"application": None, "device": None, "user": _organiser(row)},
    }


def _organiser(row: Row) -> Json:
    told = {"id": row["organiser"], "displayName": None, "userIdentityType": "aadUser"}
    return {"@odata.type": "#microsoft.graph.teamworkUserIdentity"} | told


@operation(
    "GET",
    f"{URL}/{{meeting_id}}/recordings/{{recording_id}}/content",
    "recordings.content",
    RECORDINGS,
)
def get_recording(call: Call, user_id: str, meeting_id: str, recording_id: str) -> Answer:
    meeting, row = meeting_row(call, user_id, meeting_id), call.state.get("recording", recording_id)
    if row is None or row["meeting"] != meeting["id"]:
        raise RefusedError(404, "NotFound", "The recording was not found.")
    return Answer(200, b"an invented recording", {"Content-Type": "video/mp4"})
