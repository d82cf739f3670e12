"""Shapes all Graph answers share: an answer, a refusal, an entity, a collection, ETags."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Fate = Literal["", "hang_up", "cut", "timeout", "garbage"]

METADATA = "https://graph.microsoft.com/v1.0/$metadata#"


@dataclass(slots=True)
class Answer:
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0  # seconds to wait before it is sent
    fate: Fate = ""  # what becomes of it on the wire, when a fault says so


class RefusedError(Exception):
    """Graph's way of saying no: a status, a code to act on, a message for people."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = dict(headers or {})
        self.more = more

    def answer(self, stamp: str, request_id: str, client_request_id: str) -> Answer:
        inner = {"date": stamp[:19], "request-id": request_id, "client-request-id": client_request_id}
        error = {"code": self.code, "message": self.message, **self.more, "innerError": inner}
        return Answer(self.status, {"error": error}, self.headers)


def bad_request(message: str, code: str = "BadRequest") -> RefusedError:
    return RefusedError(400, code, message)


def not_built(what: str) -> RefusedError:
    """Say that Graph may do this and the sandbox does not: nothing believable is answered instead."""
    return RefusedError(501, "NotImplemented", f"The sandbox does not do {what}.")


def access_denied() -> RefusedError:
    """Refuse as Exchange does."""
    return RefusedError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")


def created_answer(body: Json, context: str) -> Answer:
    return Answer(201, {"@odata.context": METADATA + context} | body)


def no_content_answer() -> Answer:
    return Answer(204)


def refused_unless_matching(if_match: str | None, etag: str, problem: Callable[[], RefusedError]) -> None:
    """Refuse when an If-Match was sent that holds neither the last ETag nor a star."""
    if if_match is not None and if_match not in ("*", etag, f"W/{etag}"):
        raise problem()
