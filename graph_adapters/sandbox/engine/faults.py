"""Faults on demand: the operation, the number of the call, before or after the work, and the failure."""

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.state import State

Kind = Literal[
    "status",
    "hang_up",
    "cut",
    "timeout",
    "garbage",
    "latency",
    "shuffle",
    "leave_out",
    "empty",
    "other_type",
    "more_members",
    "null_objects",
]

CODES = {
    400: "BadRequest",
    401: "InvalidAuthenticationToken",
    403: "Forbidden",
    404: "ItemNotFound",
    409: "Conflict",
    410: "resyncRequired",
    412: "PreconditionFailed",
    423: "Locked",
    429: "TooManyRequests",
    500: "InternalServerError",
    502: "BadGateway",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
    507: "InsufficientStorage",
}


class Fault(BaseModel):
    """A rule. `nth` counts the matching calls from 1; without `times` it happens once, 0 is for ever."""

    model_config = ConfigDict(extra="forbid")
    operation: str = "*"  # any of Graph's own; sign-in, uploads and downloads must be named
    kind: Kind = "status"
    status: int = 503
    code: str | None = None
    message: str = "A fault that was asked for."
    retry_after: str | None = None  # seconds, decimals or an HTTP date; absent means no header
    after: bool = False  # the work is done first, then it goes wrong
    nth: int = 1
    times: int = 1
    seconds: float = 0
    in_batch: bool | None = None
    path: str = ""  # only where this stands in the path
    seen: int = 0

    def strikes(self, operation: str, path: str, *, in_batch: bool | None) -> bool:
        if (
            (self.operation != operation and (self.operation != "*" or in_batch is None))
            or self.path not in path
            or self.in_batch not in (None, in_batch)
        ):
            return False
        self.seen += 1
        return self.nth <= self.seen and (self.times == 0 or self.seen < self.nth + self.times)

    def refusal(self) -> RefusedError:
        headers = {} if self.retry_after is None else {"Retry-After": self.retry_after}
        code = CODES.get(self.status, "UnknownError") if self.code is None else self.code
        return RefusedError(self.status, code, self.message, headers=headers)

    def applied(self, answer: Answer) -> Answer:
        """Return the faulty answer that the caller sees instead of, or on top of, the true answer."""
        answer.delay += self.seconds
        if self.kind == "status":
            raise self.refusal()
        if self.kind in ("shuffle", "leave_out") and isinstance(answer.body, dict):
            answers = answer.body.get("responses", [])
            answer.body["responses"] = answers[::-1] if self.kind == "shuffle" else answers[1:]
        elif self.kind == "empty":
            answer.body = None
        elif self.kind == "other_type" and answer.body is not None:
            answer.body, answer.headers = json.dumps(answer.body).encode(), {"Content-Type": "text/plain"}
        elif self.kind == "more_members":
            answer.body = _with_more(answer.body)
        elif self.kind == "null_objects":
            answer.body = _without_objects(answer.body)
        elif self.kind in ("hang_up", "cut", "timeout", "garbage"):
            answer.fate = self.kind
        return answer


def _with_more(body: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give every object of an answer members that nobody has heard of."""
    if isinstance(body, list):
        return [_with_more(one) for one in body]
    if not isinstance(body, dict):
        return body
    return {name: _with_more(value) for name, value in body.items()} | {"novelty": {"of": ["a", None]}}


def _without_objects(body: Any) -> Any:  # noqa: ANN401 - any JSON
    """Put null for every object within an answer, and within each thing of a collection."""
    if not isinstance(body, dict):
        return body
    things = body.get("value")
    kept = {name: None if isinstance(value, dict) else value for name, value in body.items()}
    return kept | {"value": [_without_objects(one) for one in things]} if isinstance(things, list) else kept


def rules(state: State) -> list[Fault]:
    found: list[Fault] = state.memory.setdefault("faults", [])
    return found


def load_rules(state: State, file: Path) -> None:
    """Read rules from a file, as POST /_sandbox/faults takes them: a rule, or a list."""
    sent = json.loads(file.read_text("utf-8"))
    wanted = sent if isinstance(sent, list) else [sent]
    rules(state).extend(TypeAdapter(list[Fault]).validate_python(wanted))


def striking_faults(state: State, operation: str, path: str, *, in_batch: bool | None) -> list[Fault]:
    """Find the faults this call meets; asking counts the call, so ask once. Outside Graph `in_batch` is None."""
    if not (known := state.memory.get("faults")):
        return []
    return [fault for fault in known if fault.strikes(operation, path, in_batch=in_batch)]
