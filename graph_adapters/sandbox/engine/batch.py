# ruff: noqa: N815 -- Graph's own names
"""POST /$batch: up to twenty requests, each answered for itself.

Bytes are carried as base64, and what is answered to them comes as base64 too, JSON though it is: Microsoft calls it by
design (learn.microsoft.com/answers/questions/1352007).
"""

import base64
import json
import re
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from pydantic import BaseModel, BeforeValidator, ConfigDict

from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError, bad_request
from graph_adapters.sandbox.engine.routes import Body, Call, operation

MAX_REQUESTS = 20
SUCCESS = range(200, 300)


# Clients number their requests as often as they name them; Graph answers with the number as text.
Id = Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
Method = Annotated[
    Literal["GET", "POST", "PATCH", "PUT", "DELETE"],
    BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value),
]


class InnerRequest(BaseModel):
    """A request of a batch; members that are not known, such as `depends_on`, are not heeded."""

    model_config = ConfigDict(extra="ignore", strict=True)
    id: Id
    method: Method
    url: str
    headers: dict[str, str] | None = None
    body: Any = None
    dependsOn: list[Id] | None = None

    @property
    def path(self) -> str:
        """Return the address below the version: some clients write the version, some no slash before it."""
        return re.sub(r"^/*(v1\.0(?=/))?/*", "/", self.url)


class Batch(Body):
    requests: list[InnerRequest]


@operation("POST", "/$batch", "batch", body=Batch)
def batch(call: Call, body: Batch) -> Answer:
    _check(body.requests)
    answers: dict[str, Json] = {}
    delay = 0.0
    for inner in body.requests:
        if any(answers[parent.casefold()]["status"] not in SUCCESS for parent in inner.dependsOn or []):
            answers[inner.id.casefold()] = _refused(
                call, RefusedError(424, "FailedDependency", "A request it depends on failed.")
            )
            continue
        answer = _answer(call, inner)
        if answer.fate:
            return Answer(200, b"", fate=answer.fate, delay=delay + answer.delay)
        delay += answer.delay
        answers[inner.id.casefold()] = _shaped(answer, packed=_carries_bytes(inner))
    named = [{"id": inner.id} | answers[inner.id.casefold()] for inner in body.requests]
    return Answer(200, {"responses": named}, delay=delay)


def _check(requests: list[InnerRequest]) -> None:
    ids = [inner.id.casefold() for inner in requests]
    if not 0 < len(requests) <= MAX_REQUESTS:
        raise bad_request(f"Number of batch request steps must be between 1 and {MAX_REQUESTS}.")
    if len(set(ids)) != len(ids):
        raise bad_request("Every request in a batch needs an id of its own.")
    for place, inner in enumerate(requests):
        if "://" in inner.url.partition("?")[0] or inner.path.casefold().startswith("/$batch"):
            raise bad_request(
                f"Invalid batch url '{inner.url}': relative to the version, and no batch in a batch."
            )
        if inner.body is not None and "content-type" not in _headers(inner):
            raise bad_request(f"Request {inner.id} has a body and needs a Content-Type header.")
        if not {parent.casefold() for parent in inner.dependsOn or []} <= set(ids[:place]):
            raise bad_request(f"Request {inner.id} depends on a request that does not come before it.")


def _answer(call: Call, inner: InnerRequest) -> Answer:
    dispatch = call.dispatch
    if dispatch is None:
        raise bad_request("A batch must be asked for over HTTP.")
    try:
        return dispatch(_call(call, inner))
    except RefusedError as refusal:
        return refusal.answer(call.state.stamp(), *_ids(call))


def _call(call: Call, inner: InnerRequest) -> Call:
    path, _, query = inner.path.partition("?")
    carries_bytes = _carries_bytes(inner)
    return Call(
        state=call.state,
        method=inner.method,
        path=path,
        query=dict(parse_qsl(query, keep_blank_values=True)),
        headers=_headers(inner),
        content=_binary(inner) if carries_bytes else b"",
        json=None if carries_bytes else inner.body,
        origin=call.origin,
        caller=call.caller,
        in_batch=True,
    )


def _headers(inner: InnerRequest) -> dict[str, str]:
    return {name.casefold(): value for name, value in (inner.headers or {}).items()}


def _carries_bytes(inner: InnerRequest) -> bool:
    return inner.body is not None and not _headers(inner)["content-type"].startswith("application/json")


def _binary(inner: InnerRequest) -> bytes:
    try:
        return base64.b64decode(inner.body, validate=True)
    except (TypeError, ValueError):
        raise bad_request(f"The body of request {inner.id} is neither JSON nor base64.") from None


def _shaped(answer: Answer, *, packed: bool = False) -> Json:
    """Give an answer the form it has in a batch; to bytes it is itself packed as if it were bytes."""
    body, headers = answer.body, dict(answer.headers)
    if packed and answer.status in SUCCESS:
        body = json.dumps(body).encode()
    if isinstance(body, bytes):
        body = base64.b64encode(body).decode()
    elif body is not None:
        headers = {"Content-Type": "application/json; odata.metadata=minimal; charset=utf-8"} | headers
    return {"status": answer.status, "headers": headers, "body": body}


def _refused(call: Call, refusal: RefusedError) -> Json:
    return _shaped(refusal.answer(call.state.stamp(), *_ids(call)))


def _ids(call: Call) -> tuple[str, str]:
    given = call.headers.get("client-request-id", "00000000-0000-0000-0000-000000000000")
    return given, given
