# ruff: noqa: N815 -- Graph's own names
"""An event as its attendees have it: a copy in each calendar, and their answers."""

import base64

from graph_adapters.sandbox.directory.accounts import addresses_of, has_mailbox, person_at
from graph_adapters.sandbox.engine.answers import Answer, RefusedError, bad_request
from graph_adapters.sandbox.engine.routes import Body, Call, operation
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.engine.values import When
from graph_adapters.sandbox.mail.delivered_mail import deliver_mail
from graph_adapters.sandbox.outlook.series import occurrence, parts_of, put_event, put_occurrence

WRITE = "Calendars.ReadWrite"
ANSWERS = {"accept": "accepted", "decline": "declined", "tentativelyAccept": "tentativelyAccepted"}
WORDS = {"accepted": "Godtatt: ", "declined": "Avslått: ", "tentativelyAccepted": "Foreløpig: "}


def not_there() -> RefusedError:
    return RefusedError(404, "ErrorItemNotFound", "The specified object was not found in the store.")


# --- copies -------------------------------------------------------------------------------------


def share_with_attendees(state: State, event: Row) -> None:
    """Give each attendee with a mailbox here a copy; a removed attendee keeps a cancelled copy."""
    wanted = {user["id"]: user for user in _attending(state, event)}
    for copy in state.by("copy", "event", event["id"]):
        cancelled = event["gone"] or copy["mailbox"] not in wanted
        wanted.pop(copy["mailbox"], None)
        state.put("copy", copy | {"cancelled": cancelled, "sequence": state.number()})
    for user_id in () if event["gone"] else wanted:
        state.put("copy", _fresh(state, event, user_id))


def _attending(state: State, event: Row) -> list[Row]:
    """Return all attendees of the event or of any of its days."""
    days = [event, *event.get("exceptions", {}).values()]
    people = [person for day in days for person in day.get("attendees", [])]
    users = (person_at(state, person["emailAddress"]["address"]) for person in people)
    return [user for user in users if user and has_mailbox(user) and user["id"] != event["mailbox"]]


def _fresh(state: State, event: Row, user_id: str) -> Row:
    return {
        "id": f"AAMkAC{base64.urlsafe_b64encode(state.hex().encode()).decode()}",
        "immutableId": f"AAkAMC{base64.urlsafe_b64encode(state.hex().encode()).decode()}",
        "event": event["id"],
        "mailbox": user_id,
        "cancelled": False,
        "sequence": state.number(),
    }


def as_copy(state: State, copy: Row) -> Row:
    event = state.get("event", copy["event"]) or {}
    own = {name: copy[name] for name in ("id", "immutableId", "sequence")}
    seen = event | own | {"copy": copy, "gone": False, "isCancelled": copy["cancelled"]}
    seen |= {"calendar": None}  # an invitation comes to the primary calendar, wherever its organiser has it
    return seen | {"subject": f"Avlyst: {event['subject']}"} if copy["cancelled"] else seen


def own_events(state: State, user: Row) -> list[Row]:
    """List the events of a person's primary calendar: organised by them, and with them invited."""
    own = [row for row in state.by("event", "mailbox", user["id"]) if not row["gone"] and is_in_primary(row)]
    return own + [as_copy(state, copy) for copy in state.by("copy", "mailbox", user["id"])]


def is_in_primary(row: Row) -> bool:
    return row.get("calendar") is None


def has_been_in_primary(row: Row) -> bool:
    return is_in_primary(row) or bool(row.get("moved"))


def find_event(state: State, user: Row, event_id: str) -> Row:
    whole_id, day = parts_of(event_id)
    row = _whole(state, user, whole_id)
    if row is not None and day:
        row = occurrence(row, day)
    if row is None:
        raise not_there()
    return row


def _whole(state: State, user: Row, event_id: str) -> Row | None:
    row = state.get("event", event_id) or state.first("event", "immutableId", event_id)
    if row is not None:
        return None if row["gone"] or row["mailbox"] != user["id"] else row
    copy = state.get("copy", event_id) or state.first("copy", "immutableId", event_id)
    return as_copy(state, copy) if copy is not None and copy["mailbox"] == user["id"] else None


def only_organiser(row: Row) -> Row:
    if "copy" in row:
        raise bad_request(
            "Your request can't be completed. You need to be an organizer to cancel a meeting or to "
            "change it for everybody.",
            "ErrorInvalidRequest",
        )
    return row


# --- answers ------------------------------------------------------------------------------------


class AnswerBody(Body):
    comment: str | None = None
    sendResponse: bool | None = None


class ProposalBody(AnswerBody):
    proposedNewTime: dict[str, When] | None = None


@operation(
    "POST",
    "/users/{user_id}/events/{event_id}/accept",
    "event.accept",
    WRITE,
    body=AnswerBody,
    body_optional=True,
)
def accept(call: Call, body: AnswerBody, user_id: str, event_id: str) -> Answer:
    return _answer(call, body, user_id, event_id, "accept")


@operation(
    "POST",
    "/users/{user_id}/events/{event_id}/decline",
    "event.decline",
    WRITE,
    body=ProposalBody,
    body_optional=True,
)
def decline(call: Call, body: ProposalBody, user_id: str, event_id: str) -> Answer:
    return _answer(call, body, user_id, event_id, "decline")


@operation(
    "POST",
    "/users/{user_id}/events/{event_id}/tentativelyAccept",
    "event.tentativelyAccept",
    WRITE,
    body=ProposalBody,
    body_optional=True,
)
def tentatively_accept(call: Call, body: ProposalBody, user_id: str, event_id: str) -> Answer:
    return _answer(call, body, user_id, event_id, "tentativelyAccept")


def _answer(call: Call, body: AnswerBody, user_id: str, event_id: str, word: str) -> Answer:
    state = call.state
    user = state.get("user", user_id) or state.first("user", "userPrincipalName", user_id)
    if user is None:
        raise not_there()
    row = find_event(state, user, event_id)
    if "copy" not in row:
        raise bad_request("Your request can't be completed. You are the organizer.", "ErrorInvalidRequest")
    invited, proposal = _invited_as(user, row), _proposal(body, row)
    write_answer(state, row, invited, ANSWERS[word], proposal, silent=body.sendResponse is False)
    if word == "decline" and "day" not in row:
        state.remove("copy", row["copy"]["id"])
    return Answer(202)


def _invited_as(user: Row, row: Row) -> str:
    """Return the address of the person that stands on the invitation, which may be an alias."""
    invited = [one["emailAddress"]["address"] for one in row["attendees"]]
    own = addresses_of(user)
    return str(next((address for address in invited if address.casefold() in own), user["mail"]))


def _proposal(body: AnswerBody, row: Row) -> Row:
    """Return the other time that an attendee asks for, where the organiser lets them."""
    if not isinstance(body, ProposalBody) or body.proposedNewTime is None:
        return {}
    if not row["allowNewTimeProposals"]:
        raise bad_request("The organizer does not allow new time proposals.", "ErrorInvalidRequest")
    return {"proposedNewTime": body.sent()["proposedNewTime"]}


def write_answer(
    state: State, row: Row, address: str, response: str, proposal: Row | None = None, *, silent: bool = False
) -> None:
    """Write an attendee's answer on the organiser's event; on all its days when it is a series."""
    event = state.get("event", row.get("copy", {}).get("event") or row.get("master") or row["id"]) or {}
    whole = occurrence(event, row["day"]) if "day" in row else event
    if whole is None or not _answered(state, whole, address, _status(state, response) | (proposal or {})):
        raise not_there()
    if not silent:
        organiser = state.get("user", event["mailbox"]) or {}
        deliver_mail(
            state, organiser["mail"], kind="response", subject=WORDS[response] + whole["subject"], by=address
        )


def _status(state: State, response: str) -> Row:
    return {"status": {"response": response, "time": state.stamp()}}


def _answered(state: State, row: Row, address: str, answer: Row) -> bool:
    known = [attendee["emailAddress"]["address"].casefold() for attendee in row["attendees"]]
    if address.casefold() not in known:
        return False
    changed = row | {"version": row["version"] + 1, "attendees": _with(row["attendees"], address, answer)}
    if "day" in row:
        put_occurrence(state, changed)
    else:
        put_event(state, changed)
    share_with_attendees(state, state.get("event", row.get("master") or row["id"]) or changed)
    return True


def _with(attendees: list[Row], address: str, answer: Row) -> list[Row]:
    """Write an attendee's answer in place of the one before, and of the time that was proposed with it."""
    return [
        {name: value for name, value in one.items() if name != "proposedNewTime"} | answer
        if one["emailAddress"]["address"].casefold() == address.casefold()
        else one
        for one in attendees
    ]


def response_of(state: State, row: Row) -> Row:
    """Give the answer of the person whose calendar it stands in."""
    never = "0001-01-01T00:00:00Z"
    if "copy" not in row:
        return {"response": "organizer", "time": never}
    user = state.get("user", row["copy"]["mailbox"]) or {}
    own = addresses_of(user)
    given = [one["status"] for one in row["attendees"] if one["emailAddress"]["address"].casefold() in own]
    known = given[0] if given else {"response": "none", "time": never}
    return {"response": "notResponded", "time": never} if known["response"] == "none" else known
