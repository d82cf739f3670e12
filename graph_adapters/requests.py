"""One call to Graph and its answer. The SDK's builders make the addresses (docs/decisions/0003)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation

from graph_adapters.errors import Unsure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiota_abstractions.base_request_builder import BaseRequestBuilder

_ODATA = {"select", "filter", "top", "expand", "count", "orderby"}


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call. `path` is relative to v1.0; `lane` names whose limit it counts against (`msteam:<id>`, `planner`)."""

    method: str
    path: str
    body: Any = None
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    lane: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: Any = None

    @property
    def request_id(self) -> str | None:
        return self.headers.get("request-id")


def call(
    builder: BaseRequestBuilder,
    method: str = "GET",
    *,
    body: Any = None,  # noqa: ANN401 - any JSON
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    lane: str = "",
    **query: str,
) -> Request:
    """Make a request from one of the SDK's builders; `filter=…`, `select=…` become $filter, $select."""
    information = RequestInformation(Method.GET, builder.url_template, dict(builder.path_parameters))
    information.query_parameters = {
        f"%24{name}" if name in _ODATA else name: text for name, text in query.items()
    }
    return Request(
        method=method, path=information.url, body=body, content=content, headers=headers or {}, lane=lane
    )


def value_of(answer: Answer) -> list[dict[str, Any]]:
    """Return the items of a collection, or say that this was none."""
    if not isinstance(answer.body, dict) or not isinstance(answer.body.get("value"), list):
        raise Unsure("Unexpected answer from Microsoft 365: no list in it.", request_id=answer.request_id)
    return cast("list[dict[str, Any]]", answer.body["value"])


def id_of(answer: Answer) -> str:
    """Return the id of what was made; an answer without one may still have made it."""
    if not isinstance(answer.body, dict) or not isinstance(answer.body.get("id"), str):
        raise Unsure("Unexpected answer from Microsoft 365: no id in it.", request_id=answer.request_id)
    return cast("str", answer.body["id"])
