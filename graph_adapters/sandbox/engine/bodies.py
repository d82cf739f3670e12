"""Reading what was sent: JSON, and the properties that may be written."""

import json
from typing import Any

from pydantic import ValidationError

from graph_adapters.sandbox.engine.answers import RefusedError, bad_request, not_built
from graph_adapters.sandbox.engine.queries.entity_types import is_extension
from graph_adapters.sandbox.engine.routes import Body, Call, Operation, path_parts

# Each service has its own word for a body it cannot read.
BAD_BODY = {
    "planner": "",
    "drives": "invalidRequest",
    "users": "RequestBodyRead",
    "groups": "Request_BadRequest",
    "groups(uniqueName)": "Request_BadRequest",
    "invitations": "Request_BadRequest",
    "applications": "Request_BadRequest",
    "servicePrincipals": "Request_BadRequest",
    "oauth2PermissionGrants": "Request_BadRequest",
    "sites": "invalidRequest",
}


MAIL = ("mail.", "message.")


def body_of(call: Call, operation: Operation) -> Body | None:
    if operation.body is None:
        return None
    if operation.name.startswith(MAIL) and call.headers.get("content-type", "").startswith("text/plain"):
        raise not_built("mail that is sent as MIME")
    payload = _payload(call)
    if payload is None:
        if operation.body_optional:
            return operation.body()
        raise bad_request("Empty Payload. JSON content expected.")
    return _validated(operation, payload)


def _payload(call: Call) -> Any:  # noqa: ANN401 -- whatever JSON was sent
    if call.json is None and not call.content:
        return None
    if not call.headers.get("content-type", "").startswith("application/json"):
        raise bad_request(
            "Write requests (excluding DELETE) must contain the Content-Type header declaration."
        )
    if call.json is not None:
        return call.json
    return read_json(call.content)


def read_json(content: bytes) -> Any:  # noqa: ANN401 -- whatever JSON was sent
    """Read JSON that can also be written again: half a surrogate cannot."""
    try:
        value = json.loads(content)
        if b"\\ud" in content.lower():
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise bad_request("Unable to read JSON request payload.") from None
    return value


def _validated(operation: Operation, payload: object) -> Body:
    model = operation.body or Body
    code = BAD_BODY.get(path_parts(operation.url)[0], "BadRequest")
    try:
        return model.model_validate(payload)
    except ValidationError as problem:
        raise _wrong_body(problem, model, code) from None


def _wrong_body(problem: ValidationError, model: type[Body], code: str) -> RefusedError:
    place = problem.errors()[0]["loc"]
    if place and is_extension(model.graph_type, str(place[0])):
        return not_built(f"the extension {place[0]}")
    return bad_request(_sentence(problem, model), code)


def _sentence(problem: ValidationError, model: type[Body]) -> str:
    first = problem.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "body"
    if first["type"] == "extra_forbidden":
        kind = f"microsoft.graph.{model.graph_type}" if model.graph_type else "the request"
        return f"The property '{place}' does not exist on type '{kind}' or cannot be written."
    return f"Invalid value specified for property '{place}': {first['msg']}."
