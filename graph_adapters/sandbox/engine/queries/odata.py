"""Answers as the query options want them: pages, counts, orders, columns, things led to."""

import base64
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlencode

from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, bad_request, not_built
from graph_adapters.sandbox.engine.queries.directory_queries import read_search
from graph_adapters.sandbox.engine.queries.entity_types import WITHOUT_ID
from graph_adapters.sandbox.engine.queries.filters import CAST, Test, value_at
from graph_adapters.sandbox.engine.queries.options import (
    Expansion,
    expansions,
    filter_of,
    orders,
    selected_names,
)
from graph_adapters.sandbox.engine.routes import Call

Expansions = dict[str, Callable[[Json], object]]


def entity_answer(call: Call, body: Json, context: str, *, expand: Expansions | None = None) -> Answer:
    shaped = selected_columns(call, _expand(call, body, expand or {}))
    return Answer(200, {"@odata.context": METADATA + context} | shaped)


def collection_answer(  # noqa: PLR0913 -- Graph's collections differ in this many ways
    call: Call,
    rows: Iterable[Json],
    context: str,
    *,
    page: int = 100,
    most: int = 999,
    expand: Expansions | None = None,
    counted: bool = False,
    filtered: bool = False,
    ordered: bool = False,
) -> Answer:
    """Return a page; `counted` states the count without being asked, as Teams does.

    `filtered` rows have been held against the $filter already, by something that is not in their answers; `ordered`
    rows have been sorted already.
    """
    wanted = _wanted(call, rows, filtered=filtered)
    wanted = wanted if ordered else _sorted(call, wanted)
    start, size = _skipped(call), _page_size(call, page, most)
    body: Json = {"@odata.context": METADATA + context}
    if counted or call.query.get("$count", "").casefold() == "true":
        body["@odata.count"] = len(wanted)
    if start + size < len(wanted):
        body["@odata.nextLink"] = _next(call, start + size)
    body["value"] = [
        selected_columns(call, _expand(call, row, expand or {})) for row in wanted[start : start + size]
    ]
    return Answer(200, body)


# --- pages --------------------------------------------------------------------------------------


def _page_size(call: Call, page: int, most: int) -> int:
    top = call.query.get("$top", str(page))
    if not top.isdigit() or not 0 < int(top) <= most:
        raise bad_request(f"Invalid page size specified: '{top}'. Must be between 1 and {most} inclusive.")
    return int(top)


def _skipped(call: Call) -> int:
    if "$skip" in call.query and call.query["$skip"].isdigit():
        return int(call.query["$skip"])
    if not (token := call.query.get("$skiptoken")):
        return 0
    try:
        return int(base64.urlsafe_b64decode(token).removeprefix(b"after:"))
    except ValueError:
        raise bad_request("The specified page token value is invalid or malformed.") from None


def _next(call: Call, start: int) -> str:
    token = base64.urlsafe_b64encode(f"after:{start}".encode()).decode()
    query = {name: value for name, value in call.query.items() if name != "$skip"} | {"$skiptoken": token}
    return f"{call.origin}/v1.0{call.path}?{urlencode(query, safe='$', quote_via=quote)}"


# --- $filter, $search, $orderby and a cast ------------------------------------------------------


def _wanted(call: Call, rows: Iterable[Json], *, filtered: bool) -> list[Json]:
    tests: list[Test] = []
    if not filtered and (asked := filter_of(call)):
        tests.append(asked.test)
    if "$search" in call.query:
        tests.append(read_search(call.query["$search"]))
    return [row for row in _cast(call, rows) if all(test(row) for test in tests)]


def _cast(call: Call, rows: Iterable[Json]) -> Iterable[Json]:
    """Keep the rows of the type the address names; that type is then no news in each of them."""
    if not call.cast:
        return rows
    wanted = f"#microsoft.graph.{call.cast}"
    mine = (row for row in rows if row.get("@odata.type", wanted) == wanted)
    return ({key: value for key, value in row.items() if key != "@odata.type"} for row in mine)


def _sorted(call: Call, rows: list[Json]) -> list[Json]:
    for name, falling in reversed(orders(call)):
        rows = sorted(rows, key=lambda row, name=name: _rank(value_at(row, name)), reverse=falling)  # type: ignore[misc]
    return rows


def _rank(value: Any) -> tuple[bool, bool, Any]:  # noqa: ANN401 -- text, number, boolean or nothing
    """Nothing comes before everything; texts are told apart by their letters, not their case."""
    if isinstance(value, bool | int | float):
        return (True, False, value)
    return (value is not None, True, str(value or "").casefold())


# --- $select and $expand ------------------------------------------------------------------------


def selected_columns(call: Call, row: Json) -> Json:
    names = {name.casefold() for name in selected_names(call)}
    if not names or "*" in names:
        return row
    if call.kind is None or call.kind.name not in WITHOUT_ID:
        names |= {"id"}
    names |= {one.name.casefold() for one in expansions(call)}
    return {key: value for key, value in row.items() if key.startswith("@") or key.casefold() in names}


def _expand(call: Call, row: Json, expand: Expansions) -> Json:
    for asked in expansions(call):
        name = next((known for known in expand if known.casefold() == asked.name.casefold()), None)
        if name is None:
            if call.kind is None and not CAST.match(asked.name):
                raise bad_request(
                    f"Parsing OData Select and Expand failed: Could not find a property named '{asked.name}'."
                )
            raise not_built(f"$expand={asked.name} at {call.path}")
        row = row | {name: _inner_columns(asked, expand[name](row))}
    return row


def _inner_columns(asked: Expansion, value: Any) -> Any:  # noqa: ANN401 -- one thing or a list of them
    if not asked.select:
        return value
    if isinstance(value, list):
        return [_inner_columns(asked, one) for one in value]
    names = {name.strip().casefold() for name in asked.select.split(",")}
    return {key: inner for key, inner in value.items() if key.startswith("@") or key.casefold() in names}
