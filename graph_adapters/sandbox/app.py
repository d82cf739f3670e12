"""The tenant as an ASGI app: token check, faults, pacing, request log."""

import os
from collections import deque
from contextlib import suppress
from dataclasses import replace
from email.utils import format_datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from uuid import UUID

import httpx

from graph_adapters.sandbox import (
    control,
    directory,
    engine,
    files,
    mail,
    outlook,
    planner,
    registrations,
    sign_in,
    teams,
    webhooks,
)
from graph_adapters.sandbox.directory.exchange_roles import mailbox_permissions
from graph_adapters.sandbox.engine import limits
from graph_adapters.sandbox.engine.addresses import Place, count_alone, place_of
from graph_adapters.sandbox.engine.answers import Answer, RefusedError, access_denied
from graph_adapters.sandbox.engine.asgi import Receive, Scope, Send, read_call, run_lifespan, send_answer
from graph_adapters.sandbox.engine.bodies import body_of
from graph_adapters.sandbox.engine.faults import load_rules, striking_faults
from graph_adapters.sandbox.engine.queries.options import check_options, name_options
from graph_adapters.sandbox.engine.routes import (
    CONTROL,
    GRAPH,
    OUTSIDE,
    Call,
    Operation,
    Routes,
    refuse_unknown,
)
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.registrations.scoped_access import site_permissions
from graph_adapters.sandbox.sign_in import tokens
from graph_adapters.sandbox.sign_in.me import own_address
from graph_adapters.sandbox.webhooks.notifications import Courier

MAX_LOGGED_REQUESTS = 20_000
EXCHANGE = {"sendMail", "messages", "events", "calendar", "calendars", "calendarView", "mailFolders"}
EXCHANGE |= {"mailboxSettings", "outlook"}
ROOMS = (engine, sign_in, registrations, directory, teams, files, planner, outlook, mail, webhooks, control)

for _room in ROOMS:  # importing a service is what registers its operations
    for _module in iter_modules(_room.__path__, f"{_room.__name__}."):
        import_module(_module.name)


class Sandbox:
    """Answers requests; the ASGI part around it only reads and sends."""

    def __init__(self, state: State, outside: httpx.AsyncBaseTransport | None = None) -> None:
        self.state = state
        self.courier = Courier(state, outside)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await run_lifespan(receive, send)
        call = await read_call(self.state, scope, receive)
        await self._meet(call)
        with limits.in_flight(call):
            answer = self.respond(call)
            self.courier.wake()
            return await send_answer(answer, scope, send)

    async def _meet(self, call: Call) -> None:
        """Let the addresses of a new subscription be asked, while other requests are answered."""
        if call.method == "POST" and call.path.rstrip("/") == "/v1.0/subscriptions":
            with suppress(RefusedError):
                who = tokens.caller(self.state, call.headers.get("authorization", ""))
                await self.courier.shake_hands(replace(call, path="/subscriptions", caller=who))

    # --- one request -----------------------------------------------------------------------------

    def respond(self, call: Call) -> Answer:
        """From outside: sign-in, control, downloads, or Graph with a token."""
        request_id = _request_id(self.state)
        client_id = call.headers.get("client-request-id", request_id)
        try:
            answer = self._door(call)
        except RefusedError as refusal:
            answer = refusal.answer(self.state.stamp(), request_id, client_id)
        answer.headers |= {
            "request-id": request_id,
            "client-request-id": client_id,
            "Date": format_datetime(self.state.now(), usegmt=True),
        }
        return answer

    def _door(self, call: Call) -> Answer:
        match call.path.split("/")[1:]:
            case ["_sandbox", *_]:
                return self._control(call)
            case ["v1.0", *_]:
                call.path = "/" + call.path.removeprefix("/v1.0").lstrip("/")  # some clients send two
                call.caller = tokens.caller(self.state, call.headers.get("authorization", ""))
                return self.perform(call)
            case _:
                return self.perform(call, OUTSIDE)

    def _control(self, call: Call) -> Answer:
        call.path = call.path.removeprefix("/_sandbox") or "/"
        call.dispatch = self.perform
        found = CONTROL.find(call.method, call.path)
        if found is None:
            refuse_unknown(call.method, f"/_sandbox{call.path}")
        try:
            answer = _run(call, *found)
            self.state.commit()
        finally:
            self.state.rollback()
        return answer

    # --- one operation, on its own or as an item of a batch --------------------------------------

    def perform(self, call: Call, table: Routes = GRAPH) -> Answer:
        if table is GRAPH:
            call.path = own_address(call)
        is_graph, name, wrote, status = table is GRAPH, "unknown", False, 0
        try:
            place = place_of(call, table)
            name = place.operation.name if place else name
            faults = striking_faults(
                self.state, name, call.path, in_batch=call.in_batch if is_graph else None
            )
            for fault in faults:
                if not fault.after and fault.kind not in ("latency", "shuffle", "leave_out", "empty"):
                    return fault.applied(Answer(503))
            answer = self._work(call, place)
            wrote, status = self.state.commit() and call.method != "GET", answer.status
            for fault in faults:
                answer = fault.applied(answer)
        except RefusedError as refusal:
            status = refusal.status
            raise
        else:
            return answer
        finally:
            self.state.rollback()  # nothing is left of what was refused half-way
            if is_graph:
                _log(self.state, call, name, status, wrote=wrote)

    def _work(self, call: Call, place: Place | None) -> Answer:
        if place is None:
            refuse_unknown(call.method, call.path)
        operation = place.operation
        call.dispatch, call.cast = self.perform, place.cast
        if not _is_allowed(call, operation):
            raise _not_allowed(operation)
        name_options(call, operation)
        limits.check_crowd(call)
        warnings = limits.charge(call, operation)
        check_options(call, operation, counts=place.counts)
        answer = _run(call, operation, place.values)
        answer = count_alone(answer) if place.counts else answer
        answer.headers |= warnings
        return answer


def create_sandbox(
    state: State, *, faults: Path | None = None, outside: httpx.AsyncBaseTransport | None = None
) -> Sandbox:
    """Make the tenant's app. It fails from the start as `faults` says, or the file KULL_SANDBOX_FAULTS names.

    Notifications go to `outside`, which is the network unless a test says otherwise.
    """
    file = faults or os.environ.get("KULL_SANDBOX_FAULTS")
    if file:
        load_rules(state, Path(file))
    return Sandbox(state, outside)


def _run(call: Call, operation: Operation, values: dict[str, str]) -> Answer:
    body = body_of(call, operation)
    return operation.handler(call, **values) if body is None else operation.handler(call, body, **values)


def _is_allowed(call: Call, operation: Operation) -> bool:
    """Look at the roles of the token, and then at what the app was given on this mailbox or site alone."""
    wanted = operation.permissions
    if call.caller.user_id is not None or not wanted or wanted & call.caller.roles:
        return True
    return bool(wanted & (mailbox_permissions(call) | site_permissions(call)))


def _not_allowed(operation: Operation) -> RefusedError:
    """Exchange and SharePoint have their own words for a permission that is missing, the rest of Graph another."""
    if EXCHANGE & set(operation.url.split("/")):
        return access_denied()
    if operation.url.split("/")[1] in ("sites", "drives"):
        return RefusedError(403, "accessDenied", "Access denied")
    message = "Insufficient privileges to complete the operation."
    return RefusedError(403, "Authorization_RequestDenied", message)


def _request_id(state: State) -> str:
    """Count apart from the tenant's ids: reading must not change the next id."""
    state.memory["requests"] = state.memory.get("requests", 0) + 1
    return str(UUID(int=state.memory["requests"] | 0x5A << 120))


def _log(state: State, call: Call, name: str, status: int, *, wrote: bool) -> None:
    log = state.memory.setdefault("log", deque(maxlen=MAX_LOGGED_REQUESTS))
    entry = {"method": call.method, "path": call.path, "query": call.query, "operation": name}
    log.append(entry | {"status": status, "in_batch": call.in_batch, "wrote": wrote})
    state.memory["writes"] = state.memory.get("writes", 0) + wrote
    state.memory["calls"] = state.memory.get("calls", 0) + 1
