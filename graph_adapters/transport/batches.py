"""Pack requests into a $batch, and unpack their answers (docs/decisions/0029)."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from graph_adapters.errors import Unsure
from graph_adapters.transport.requests import Answer, Request

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BATCH_REQUESTS = 20
MAX_BATCHED_CONTENT_BYTES = 100_000
"""Twenty such files, in base64, are less than the 4 MB Graph takes in a request."""


def fits_in_batch(request: Request) -> bool:
    """Tell whether a request may travel with others; a large file goes alone, and bytes come alone."""
    return not request.raw and len(request.content or b"") <= MAX_BATCHED_CONTENT_BYTES


def pack_batch(requests: Sequence[Request]) -> Request:
    """Make a single request of at most twenty; it writes when any of them does."""
    items = [_item(str(number), request) for number, request in enumerate(requests)]
    only_reads = not any(request.writes for request in requests)
    return Request(method="POST", path="/$batch", body={"requests": items}, only_reads=only_reads)


def _item(number: str, request: Request) -> dict[str, Any]:
    item: dict[str, Any] = {"id": number, "method": request.method, "url": request.path}
    headers = dict(request.headers)
    if request.content is not None:
        item["body"] = b64encode(request.content).decode()
        headers["Content-Type"] = "application/octet-stream"
    elif request.body is not None:
        item["body"] = request.body
        headers["Content-Type"] = "application/json"
    if headers:
        item["headers"] = headers
    return item


def unpack_batch(outer: Answer, number: int) -> list[Answer | Unsure]:
    """Give each of the requests its answer, in the order they were packed; Microsoft answers in any."""
    if not isinstance(outer.body, dict):
        raise Unsure("Microsoft's batch was answered with nothing.", request_id=outer.request_id)
    answers = {str(item.get("id")): _answer(item, outer) for item in outer.body.get("responses", [])}
    return [answers.get(str(n), Unsure("Microsoft's batch left this answer out.")) for n in range(number)]


def _answer(item: dict[str, Any], outer: Answer) -> Answer:
    """Read an answer of a batch; without a request id of its own it gets the batch's, for Microsoft's support."""
    headers = {str(name).lower(): str(value) for name, value in (item.get("headers") or {}).items()}
    if outer.request_id:
        headers.setdefault("request-id", outer.request_id)
    return Answer(status=int(item.get("status", 0)), headers=headers, body=_body(item.get("body")))


def _body(body: Any) -> Any:  # noqa: ANN401 - JSON
    """Unpack the answer to a request for bytes: JSON as text in base64, in either alphabet."""
    if not isinstance(body, str):
        return body
    try:
        return json.loads(b64decode(body + "==", altchars=b"-_"))
    except ValueError:
        return None
