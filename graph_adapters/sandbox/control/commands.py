"""The remote control at /_sandbox: faults, clock, log, mailboxes, and acting as a person."""

from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import parse_qsl

from pydantic import Field, TypeAdapter, ValidationError

from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.directory.users import user_by_key
from graph_adapters.sandbox.engine.answers import Answer, RefusedError, bad_request
from graph_adapters.sandbox.engine.bodies import read_json
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.engine.routes import Body, Call, Caller, control
from graph_adapters.sandbox.engine.settings import SETTINGS
from graph_adapters.sandbox.engine.tables import INDEXES
from graph_adapters.sandbox.engine.values import Moment
from graph_adapters.sandbox.mail.delivered_mail import mailbox
from graph_adapters.sandbox.outlook.attendee_copies import write_answer
from graph_adapters.sandbox.outlook.series import occurrence, parts_of
from graph_adapters.sandbox.sign_in.tokens import mint_token


def _sent(call: Call) -> Any:  # noqa: ANN401 -- any JSON
    return read_json(call.content) if call.content else None


@control("POST", "/reset")
def reset(call: Call) -> Answer:
    call.state.reset()
    return Answer(204)


def _valid(adapter: TypeAdapter[Any], sent: object) -> Any:  # noqa: ANN401 -- what the adapter makes
    try:
        return adapter.validate_python(sent)
    except ValidationError as problem:
        raise bad_request(str(problem)) from None


# --- faults, settings, the clock ----------------------------------------------------------------


@control("GET", "/faults")
def list_faults(call: Call) -> Answer:
    return Answer(200, {"value": [fault.model_dump() for fault in rules(call.state)]})


@control("POST", "/faults")
def add_faults(call: Call) -> Answer:
    """Take a rule or a list of rules."""
    sent = _sent(call)
    rules(call.state).extend(_valid(TypeAdapter(list[Fault]), sent if isinstance(sent, list) else [sent]))
    return list_faults(call)


@control("DELETE", "/faults")
def clear_faults(call: Call) -> Answer:
    rules(call.state).clear()
    return Answer(204)


@control("GET", "/settings")
def get_settings(call: Call) -> Answer:
    return Answer(200, {name: call.state.setting(name) for name in SETTINGS})


@control("PATCH", "/settings")
def change_settings(call: Call) -> Answer:
    sent = _sent(call) or {}
    if not isinstance(sent, dict):
        raise bad_request("The settings are an object.")
    if unknown := sent.keys() - SETTINGS.keys():
        raise bad_request(f"No such setting: {', '.join(sorted(unknown))}.")
    for name, value in sent.items():
        call.state.set(name, value)
    return get_settings(call)


@control("GET", "/clock")
def get_clock(call: Call) -> Answer:
    return Answer(200, {"now": call.state.now().isoformat(), "ahead": call.state.offset.total_seconds()})


class ClockMove(Body):
    seconds: float = 0
    now: Moment | None = None


@control("POST", "/clock", body=ClockMove)
def move_clock(call: Call, body: ClockMove) -> Answer:
    """{"seconds": n} moves it on, {"now": "…"} sets it."""
    by = timedelta(seconds=body.seconds)
    if body.now is not None:
        by = datetime.fromisoformat(body.now) - call.state.now()
    call.state.move_clock(by)
    return get_clock(call)


# --- looking ------------------------------------------------------------------------------------


@control("GET", "/requests")
def list_requests(call: Call) -> Answer:
    memory = call.state.memory
    counts = {"count": memory.get("calls", 0), "writes": memory.get("writes", 0)}
    return Answer(200, counts | {"value": list(memory.get("log", ()))})


@control("DELETE", "/requests")
def forget_requests(call: Call) -> Answer:
    for name in ("log", "calls", "writes"):
        call.state.memory.pop(name, None)
    return Answer(204)


@control("GET", "/mailboxes")
def list_mailboxes(call: Call) -> Answer:
    boxes = sorted({mail["to"] for mail in call.state.all("mail")})
    return Answer(
        200, {"value": [{"address": box, "count": call.state.count("mail", "to", box)} for box in boxes]}
    )


@control("GET", "/mailboxes/{address}")
def get_mailbox(call: Call, address: str) -> Answer:
    return Answer(200, {"value": mailbox(call.state, address)})


@control("GET", "/tables/{table}")
def get_table(call: Call, table: str) -> Answer:
    if table not in INDEXES.keys() | {"team", "deletedGroup", "taskDetails", "setting"}:
        raise RefusedError(404, "NotFound", f"No table {table}.")
    return Answer(200, {"value": call.state.all(table)})


# --- being a person -----------------------------------------------------------------------------


@control("POST", "/token")
def give_token(call: Call) -> Answer:
    """Take {"roles"?: […], "app"?: "client id"}."""
    sent = _sent(call) or {}
    token = mint_token(call.state, roles=sent.get("roles"), app_id=sent.get("app", "sandbox-client"))
    return Answer(200, {"access_token": token})


class PersonRequest(Body):
    method: str
    url: str
    headers: dict[str, str] = Field(default={})
    body: Any = None


@control("POST", "/as/{address}", body=PersonRequest)
def act_as(call: Call, sent: PersonRequest, address: str) -> Answer:
    """Take {"method", "url", "headers"?, "body"?}: the same operations, done by a person of the tenant."""
    path, _, query = sent.url.removeprefix("/v1.0").partition("?")
    user = person_at(call.state, address) or user_by_key(call.state, address)
    headers = {"content-type": "application/json"} | {k.casefold(): v for k, v in sent.headers.items()}
    body = sent.body
    inner = Call(
        state=call.state,
        method=sent.method,
        path=path,
        query=dict(parse_qsl(query, keep_blank_values=True)),
        headers=headers,
        content=body.encode() if isinstance(body, str) else b"",
        json=None if isinstance(body, str) else body,
        origin=call.origin,
        caller=Caller("person", frozenset(), user["id"]),
    )
    return _dispatched(call, inner)


def _dispatched(call: Call, inner: Call) -> Answer:
    if call.dispatch is None:
        raise bad_request("This must be asked for over HTTP.")
    return call.dispatch(inner)


class InvitationAnswer(Body):
    event: str
    attendee: str
    response: Literal["accepted", "declined", "tentativelyAccepted"]


@control("POST", "/answers", body=InvitationAnswer)
def answer_invitation(call: Call, body: InvitationAnswer) -> Answer:
    """Take {"event": id, "attendee": mail, "response": "accepted" | "declined" | "tentativelyAccepted"}."""
    event_id, day = parts_of(body.event)
    row = call.state.get("event", event_id) or call.state.first("event", "immutableId", event_id)
    if row is not None and day:
        row = occurrence(row, day)
    if row is None:
        raise RefusedError(404, "NotFound", "No such event.")
    write_answer(call.state, row, body.attendee, body.response)
    return Answer(204)
