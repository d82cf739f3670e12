# ruff: noqa: N815 -- Graph's own names
"""Teams meetings: found by their link, their lobby and presenters. An app sees them only with a policy."""

import re
from datetime import timedelta
from typing import ClassVar, Literal

from pydantic import Field

from graph_adapters.sandbox.directory.accounts import addresses_of
from graph_adapters.sandbox.engine.answers import (
    METADATA,
    Answer,
    Json,
    RefusedError,
    bad_request,
    created_answer,
)
from graph_adapters.sandbox.engine.queries.odata import collection_answer, entity_answer
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.outlook.meeting_links import make_meeting, of_event

READ = "OnlineMeetings.Read.All OnlineMeetings.ReadWrite.All"
WRITE = "OnlineMeetings.ReadWrite.All"
URL = "/users/{user_id}/onlineMeetings"
BY_LINK = re.compile(r"^JoinWebUrl eq '([^']*)'$", re.IGNORECASE)
BY_NUMBER = re.compile(r"^joinMeetingIdSettings/joinMeetingId eq '([\d ]*)'$", re.IGNORECASE)
DEFAULT_LENGTH = timedelta(hours=1)


class Identity(Body):
    graph_type: ClassVar[str] = "identity"
    id: str | None = None
    displayName: str | None = None


class IdentitySet(Body):
    graph_type: ClassVar[str] = "identitySet"
    user: Identity | None = None


class Participant(Body):
    graph_type: ClassVar[str] = "meetingParticipantInfo"
    identity: IdentitySet | None = None
    role: Literal["attendee", "presenter", "producer", "coorganizer"] | None = None
    upn: str | None = None


class Participants(Body):
    graph_type: ClassVar[str] = "meetingParticipants"
    attendees: list[Participant] = Field(default=[])
    organizer: Participant | None = None


class Lobby(Body):
    graph_type: ClassVar[str] = "lobbyBypassSettings"
    scope: (
        Literal[
            "organizer",
            "organization",
            "organizationAndFederated",
            "everyone",
            "invited",
            "organizationExcludingGuests",
        ]
        | None
    ) = None
    isDialInBypassEnabled: bool | None = None


class MeetingChange(Body):
    graph_type: ClassVar[str] = "onlineMeeting"
    subject: str | None = Field(None, max_length=255)
    startDateTime: Moment | None = None
    endDateTime: Moment | None = None
    participants: Participants | None = None
    lobbyBypassSettings: Lobby | None = None
    allowedPresenters: Literal["everyone", "organization", "roleIsPresenter", "organizer"] | None = None
    allowMeetingChat: Literal["enabled", "disabled", "limited"] | None = None
    allowAttendeeToEnableCamera: bool | None = None
    allowAttendeeToEnableMic: bool | None = None
    allowRecording: bool | None = None
    allowTranscription: bool | None = None
    allowTeamworkReactions: bool | None = None
    isEntryExitAnnounced: bool | None = None
    recordAutomatically: bool | None = None


class NewMeeting(MeetingChange):
    externalId: str | None = None


class CreateOrGetBody(Body):
    externalId: str = Field(min_length=8)
    subject: str | None = None
    startDateTime: Moment | None = None
    endDateTime: Moment | None = None
    participants: Participants | None = None


OPTIONS: Json = {
    "allowAttendeeToEnableCamera": True,
    "allowAttendeeToEnableMic": True,
    "allowMeetingChat": "enabled",
    "allowRecording": True,
    "allowTranscription": True,
    "allowTeamworkReactions": True,
    "allowedPresenters": "everyone",
    "isEntryExitAnnounced": False,
    "recordAutomatically": False,
}


# --- who may look -------------------------------------------------------------------------------


def organiser_of(call: Call, user_id: str) -> Row:
    """Take only an object id, and from an app only a person its access policy names."""
    user = call.state.get("user", user_id)
    if user is None:
        raise bad_request(f"Invalid user id '{user_id}': a meeting is found under its organiser's object id.")
    granted = {name.casefold() for name in call.state.setting("applicationAccessPolicy")}
    if call.caller.user_id is None and not granted & {"*", user["id"].casefold(), *addresses_of(user)}:
        raise RefusedError(403, "Forbidden", "No application access policy found for this app.")
    return user


def meeting_row(call: Call, user_id: str, meeting_id: str) -> Row:
    user, row = organiser_of(call, user_id), call.state.get("meeting", meeting_id)
    if row is None:
        raise RefusedError(404, "NotFound", "The meeting was not found.")
    return _check_organiser(row, user)


def _check_organiser(row: Row, user: Row) -> Row:
    if row["organiser"] != user["id"]:
        raise RefusedError(403, "Forbidden", "The user is not the organizer of the meeting.")
    return row


# --- looks --------------------------------------------------------------------------------------


def _shape(state: State, row: Row) -> Json:
    options = {name: row.get(name, usual) for name, usual in OPTIONS.items()}
    lobby = {"scope": "organization", "isDialInBypassEnabled": False} | row.get("lobbyBypassSettings", {})
    return (
        {
            "id": row["id"],
            "creationDateTime": row["creationDateTime"],
            "joinWebUrl": row["joinUrl"],
            "externalId": row.get("externalId"),
            "isBroadcast": False,
            "videoTeleconferenceId": row["conferenceId"],
            "joinMeetingIdSettings": join_settings(row),
            "participants": _participants(state, row),
            "lobbyBypassSettings": lobby,
            "audioConferencing": _audio(row),
            "chatInfo": {"threadId": row["thread"], "messageId": "0", "replyChainMessageId": None},
        }
        | of_event(state, row)
        | options
    )


def join_settings(row: Row) -> Json:
    """Return the number that a person may type to join, made of the meeting's own."""
    number = str(int(row["conferenceId"]) % 10**12).zfill(12)
    return {"isPasscodeRequired": False, "joinMeetingId": number, "passcode": None}


def _audio(row: Row) -> Json:
    link = f"https://dialin.teams.example.no/{row['conferenceId']}"
    numbers: Json = {"tollNumber": "+47 21 00 00 00", "tollFreeNumber": None, "dialinUrl": link}
    return {"conferenceId": row["conferenceId"]} | numbers


def _participants(state: State, row: Row) -> Json:
    user = state.get("user", row["organiser"]) or {}
    identity = {"user": {"id": user["id"], "displayName": user["displayName"]}}
    organiser = {"upn": user["userPrincipalName"], "role": "presenter", "identity": identity}
    invited = (row.get("participants") or {}).get("attendees", [])
    return {"organizer": organiser, "attendees": [_named(state, person) for person in invited]}


def _named(state: State, person: Json) -> Json:
    given = (person.get("identity") or {}).get("user") or {}
    known = state.get("user", given.get("id") or "") or {}
    name = {"id": given.get("id"), "displayName": given.get("displayName") or known.get("displayName")}
    return {"upn": None, "role": None} | person | {"identity": {"user": name}}


def _context(user_id: str) -> str:
    return f"users('{user_id}')/onlineMeetings/$entity"


# --- operations ---------------------------------------------------------------------------------


@operation("POST", URL, "onlineMeeting.create", WRITE, body=NewMeeting)
def create_meeting(call: Call, body: NewMeeting, user_id: str) -> Answer:
    user = organiser_of(call, user_id)
    return created_answer(_shape(call.state, _make(call.state, user, body.sent())), _context(user_id))


def _make(state: State, user: Row, sent: Json) -> Row:
    now = state.now()
    times = {
        "startDateTime": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "endDateTime": (now + DEFAULT_LENGTH).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    known = sent.get("externalId")
    return make_meeting(state, user, external=known and f"{user['id']}/{known}", **times | sent)


@operation("POST", f"{URL}/createOrGet", "onlineMeeting.createOrGet", WRITE, body=CreateOrGetBody)
def create_or_get_meeting(call: Call, body: CreateOrGetBody, user_id: str) -> Answer:
    user = organiser_of(call, user_id)
    known = call.state.first("meeting", "external", f"{user['id']}/{body.externalId}")
    row = known or _make(call.state, user, body.sent())
    shape = {"@odata.context": METADATA + _context(user_id)} | _shape(call.state, row)
    return Answer(200 if known else 201, shape)


@operation("GET", URL, "onlineMeeting.findByJoinUrl", READ, options="filter select")
def find_meeting(call: Call, user_id: str) -> Answer:
    user = organiser_of(call, user_id)
    row = _found(call.state, user, call.query.pop("$filter", "").strip())
    rows = [_shape(call.state, _check_organiser(row, user))] if row else []
    return collection_answer(call, rows, f"users('{user_id}')/onlineMeetings")


def _found(state: State, user: Row, wish: str) -> Row | None:
    if match := BY_LINK.match(wish):
        return state.first("meeting", "joinUrl", match[1])
    if match := BY_NUMBER.match(wish):
        number = match[1].replace(" ", "")
        rows = (row for row in state.all("meeting") if row["organiser"] == user["id"])
        return next((row for row in rows if join_settings(row)["joinMeetingId"] == number), None)
    raise bad_request("A filter on JoinWebUrl or joinMeetingId is needed: meetings cannot be listed.")


@operation("GET", f"{URL}/{{meeting_id}}", "onlineMeeting.get", READ, options="select")
def get_meeting(call: Call, user_id: str, meeting_id: str) -> Answer:
    return entity_answer(call, _shape(call.state, meeting_row(call, user_id, meeting_id)), _context(user_id))


@operation("PATCH", f"{URL}/{{meeting_id}}", "onlineMeeting.update", WRITE, body=MeetingChange)
def update_meeting(call: Call, body: MeetingChange, user_id: str, meeting_id: str) -> Answer:
    row, sent = meeting_row(call, user_id, meeting_id), body.sent()
    if row["event"] and sent.keys() & {"subject", "startDateTime", "endDateTime"}:
        raise bad_request("The meeting has an event in a calendar: its name and time are changed there.")
    if "lobbyBypassSettings" in sent:
        sent["lobbyBypassSettings"] = row.get("lobbyBypassSettings", {}) | (sent["lobbyBypassSettings"] or {})
    return entity_answer(call, _shape(call.state, call.state.put("meeting", row | sent)), _context(user_id))
