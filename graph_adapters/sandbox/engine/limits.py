"""The documented limits of each service. Off unless asked for; every number can be set by /_sandbox/limits."""

import math
import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic import Field

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.routes import Body, Call, Operation, control
from graph_adapters.sandbox.engine.state import State

# Requests, messages or resource units in so many seconds. Each app has its own of every one.
DEFAULT_LIMITS: dict[str, tuple[float, float]] = {
    "global": (130_000, 10),
    "oneTeamOrChannel": (4, 1),
    "teamsRead": (30, 1),
    "teamsList": (60, 1),
    "teamsWrite": (30, 1),
    "teamsDelete": (15, 1),
    "teamsCreate": (10, 1),
    "teamsOnGroup": (6, 1),
    "activityNotification": (5, 1),
    "plannerWrite": (2, 1),  # assumed: Microsoft publishes none
    "mailbox": (10_000, 600),
    "mailboxAtOnce": (4, 0),
    "mailboxSending": (30, 60),
    "sharePoint": (1_200, 60),
    "identity": (3_500, 10),
    "identityWrite": (3_000, 150),
    "invitations": (150, 5),
    "subscriptionWrite": (1_000, 20),
    "meetingInformation": (2_000, 30 * 86_400),
}
SHORT_PAGE_ITEMS = 20  # a short page of the directory costs one unit less
WARNING_SHARE = 0.8  # from here on SharePoint and the directory say how much is left
MAILBOX = re.compile(
    r"^/users/([^/]+)/(events|calendar|mailFolders|messages|sendMail|mailboxSettings|outlook)"
)
PLACE = re.compile(r"^/teams(?:/([^/]+)|\('([^']+)'\))(?:/channels/([^/]+))?")
SENDING = {"mail.send", "mail.draft.send", "event.create", "event.create.calendar", "event.create.primary"}
SENDING |= {"event.update", "event.cancel", "event.delete"}
DIRECTORY = {"users", "groups", "directory", "organization", "domains", "servicePrincipals", "applications"}
DIRECTORY |= {"oauth2PermissionGrants"}
LISTS = {"team.members.list", "channel.list", "channel.members.list"}


@dataclass
class Window:
    """The use of the last seconds. Refused requests count too: hurrying makes it worse."""

    used: deque[tuple[float, float]] = field(default_factory=deque)
    total: float = 0

    def add(self, now: float, seconds: float, cost: float) -> None:
        while self.used and not now - seconds < self.used[0][0] <= now:
            self.total -= self.used.popleft()[1]
        self.used.append((now, cost))
        self.total += cost

    def wait(self, now: float, seconds: float, amount: float) -> float:
        """Give the seconds until there is room again."""
        over = self.total - amount
        for then, cost in self.used:
            over -= cost
            if over <= 0:
                return then + seconds - now
        return seconds


Charge = tuple[str, str, float]  # which limit, whose, how much


def charge(call: Call, operation: Operation) -> dict[str, str]:
    """Count a request against every limit it meets. Gives the headers that warn of the end."""
    if not call.state.setting("limits"):
        return {}
    refusals: list[tuple[float, str]] = []
    headers: dict[str, str] = {}
    for name, whose, cost in _charges(call, operation):
        amount, seconds = _numbers(call.state)[name]
        window = _windows(call.state).setdefault(f"{name} {call.caller.app_id} {whose}", Window())
        now = call.state.now().timestamp()
        window.add(now, seconds, cost)
        headers |= _warnings(name, window, amount, seconds, now)
        if window.total > amount:
            refusals.append((window.wait(now, seconds, amount), name))
    if refusals:
        raise _throttled(*max(refusals))
    return headers


def _throttled(wait: float, name: str) -> RefusedError:
    code = {"sharePoint": "activityLimitReached", "mailbox": "ApplicationThrottled"}.get(
        name, "TooManyRequests"
    )
    headers = {"Retry-After": str(max(1, math.ceil(wait)))}
    return RefusedError(
        429, code, f"Please retry again later: the limit '{name}' is reached.", headers=headers
    )


def _warnings(name: str, window: Window, amount: float, seconds: float, now: float) -> dict[str, str]:
    share = window.total / amount if amount else 1
    if share < WARNING_SHARE:
        return {}
    if name == "sharePoint":
        reset = math.ceil(window.used[0][0] + seconds - now)
        left = max(0, int(amount - window.total))
        return {
            "RateLimit-Limit": f"{amount:.0f}",
            "RateLimit-Remaining": str(left),
            "RateLimit-Reset": str(reset),
        }
    if name == "identity":
        return {"x-ms-throttle-limit-percentage": f"{share:.2f}", "x-ms-throttle-scope": "Tenant_Application"}
    return {}


# --- which limits a request meets ---------------------------------------------------------------


def _charges(call: Call, operation: Operation) -> Iterator[Charge]:
    yield "global", "", 1
    mailbox, first = MAILBOX.match(call.path), call.path.split("/")[1].partition("(")[0]
    if mailbox:
        yield "mailbox", mailbox[1].casefold(), 1
        if operation.name in SENDING:
            yield "mailboxSending", mailbox[1].casefold(), 1
    elif "/onlineMeetings" in call.path:
        yield "meetingInformation", call.path.split("/")[2], 1
    elif first in ("teams", "appCatalogs") or operation.name in (
        "team.putOnGroup",
        "user.sendActivityNotification",
    ):
        yield from _teams(call, operation)
    elif first in ("drives", "sites", "shares") or "/drive" in call.path:
        yield "sharePoint", "", _resource_units(call, operation)
    else:
        yield from _others(call, operation, first)


def _teams(call: Call, operation: Operation) -> Iterator[Charge]:
    if place := PLACE.match(call.path):
        yield "oneTeamOrChannel", place[3] or place[1] or place[2], 1
    special = {"team.create": "teamsCreate", "team.putOnGroup": "teamsOnGroup"}
    usual = {"GET": "teamsRead", "DELETE": "teamsDelete"}.get(call.method, "teamsWrite")
    if operation.name.endswith("sendActivityNotification"):
        usual = "activityNotification"
    yield special.get(operation.name, "teamsList" if operation.name in LISTS else usual), "", 1


def _resource_units(call: Call, operation: Operation) -> float:
    if "permissions" in call.path or "permissions" in call.query.get("$expand", ""):
        return 5
    with_token = "token" in call.query or "(token=" in call.path
    is_cheap = not call.path.endswith("/children") and ("delta" not in operation.name or with_token)
    return 1 if call.method == "GET" and is_cheap else 2


def _others(call: Call, operation: Operation, first: str) -> Iterator[Charge]:
    if first == "planner":
        yield from [("plannerWrite", "", 1.0)] if call.method != "GET" else []
    elif first == "invitations":
        yield "invitations", "", 1
    elif first == "subscriptions":
        yield from [("subscriptionWrite", "", 1.0)] if call.method != "GET" else []
    elif first in DIRECTORY:
        yield "identity", "", _identity_units(call, operation)
        yield from [("identityWrite", "", 1.0)] if call.method != "GET" else []


def _identity_units(call: Call, operation: Operation) -> float:
    usual = {"group.members.list": 3, "user.list": 2, "user.get": 2}.get(operation.name, 1)
    top = call.query.get("$top", "")
    saved = ("$select" in call.query) + (top.isdigit() and int(top) < SHORT_PAGE_ITEMS)
    return max(1, usual - saved + ("$expand" in call.query))


# --- at once ------------------------------------------------------------------------------------


@contextmanager
def in_flight(call: Call) -> Iterator[None]:
    """Count requests to the same mailbox at this moment: from the request until its answer is out."""
    match = MAILBOX.match(call.path.removeprefix("/v1.0"))
    if match is None:
        yield
        return
    flying: Counter[str] = call.state.memory.setdefault("flying", Counter())
    key = f"{call.headers.get('authorization', '')} {match[1].casefold()}"
    flying[key] += 1
    call.crowd = flying[key]
    try:
        yield
    finally:
        flying[key] -= 1


def check_crowd(call: Call) -> None:
    most, _ = _numbers(call.state)["mailboxAtOnce"]
    if call.state.setting("limits") and call.crowd > most:
        message = "Application is over its MailboxConcurrency limit."
        raise RefusedError(429, "ApplicationThrottled", message, headers={"Retry-After": "1"})


# --- numbers ------------------------------------------------------------------------------------


class Number(Body):
    amount: float = Field(ge=0)
    seconds: float = Field(ge=0)


class Limits(Body):
    on: bool | None = None
    value: dict[str, Number] = Field(default={})


def _numbers(state: State) -> dict[str, tuple[float, float]]:
    changed: dict[str, list[float]] = state.setting("limitNumbers")
    return DEFAULT_LIMITS | {name: (amount, seconds) for name, (amount, seconds) in changed.items()}


def _windows(state: State) -> dict[str, Window]:
    windows: dict[str, Window] = state.memory.setdefault("windows", {})
    return windows


@control("GET", "/limits")
def get_limits(call: Call) -> Answer:
    return Answer(200, _shown(call.state))


def _shown(state: State) -> Json:
    limits = {name: {"amount": of, "seconds": secs} for name, (of, secs) in _numbers(state).items()}
    return {"on": state.setting("limits"), "value": limits}


@control("PATCH", "/limits", body=Limits)
def change_limits(call: Call, body: Limits) -> Answer:
    """Take {"on"?: true, "value"?: {"oneTeamOrChannel": {"amount": 4, "seconds": 1}}}."""
    if unknown := body.value.keys() - DEFAULT_LIMITS.keys():
        raise bad_request(f"No such limit: {', '.join(sorted(unknown))}.")
    changed = {name: [number.amount, number.seconds] for name, number in body.value.items()}
    call.state.set("limitNumbers", call.state.setting("limitNumbers") | changed)
    if body.on is not None:
        call.state.set("limits", body.on)
    return get_limits(call)
