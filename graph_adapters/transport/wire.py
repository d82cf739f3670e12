"""The wire under a connection: the SDK's own handlers, and answers as they come back over it."""

from __future__ import annotations

from typing import Any, cast

import httpx
from kiota_http.middleware import RedirectHandler, RetryHandler
from msgraph_core import GraphClientFactory
from msgraph_core.middleware import GraphTelemetryHandler

from graph_adapters.errors import Unsure, error_from
from graph_adapters.transport.requests import Answer


def raise_for(answer: Answer) -> None:
    if answer.status >= httpx.codes.BAD_REQUEST:
        raise error_from(answer.status, answer.headers, answer.body)


def with_middleware(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Wrap the client as the SDK does; its wrapper never closes the inside, so closing is handed through."""
    inside = client._transport  # noqa: SLF001 - where the SDK itself looks
    handlers = [
        RedirectHandler(),
        RetryHandler(),
        GraphTelemetryHandler(),
    ]  # the rest read and rewrite for nobody
    made = GraphClientFactory.create_with_custom_middleware(handlers, client=client)
    made._transport.aclose = inside.aclose  # noqa: SLF001
    return cast("httpx.AsyncClient", made)


def answer_of(response: httpx.Response, *, raw: bool = False) -> Answer:
    body = response.content if raw and response.is_success else _body(response)
    return Answer(status=response.status_code, headers=response.headers, body=body)


def _body(response: httpx.Response) -> Any:  # noqa: ANN401 - JSON or bytes
    if not response.content:
        return None
    if "json" not in response.headers.get("content-type", ""):
        if response.is_success:
            raise Unsure(
                "Unexpected answer from Microsoft 365: not JSON.",
                request_id=response.headers.get("request-id"),
            )
        return None
    try:
        return response.json()
    except ValueError as error:
        raise Unsure(
            "Unexpected answer from Microsoft 365: broken JSON.",
            request_id=response.headers.get("request-id"),
        ) from error
