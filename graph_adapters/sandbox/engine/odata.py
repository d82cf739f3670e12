"""Query options. An option that an operation does not support is refused, never silently ignored."""

import base64
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlencode

from graph_adapters.sandbox.engine.answers import METADATA, Answer, Json, bad_request
from graph_adapters.sandbox.engine.routes import Call, Operation

Test = Callable[[Json], bool]
Expansions = dict[str, Callable[[Json], object]]

EQ = re.compile(r"^([\w/]+) (eq|ne|ge|le|gt|lt) ('(?:[^']|'')*'|[\w.:+-]+)$", re.IGNORECASE)
STARTS = re.compile(r"^startswith\(\s*([\w/]+)\s*,\s*'((?:[^']|'')*)'\s*\)$", re.IGNORECASE)
ANY = re.compile(r"^([\w/]+)/any\((\w+)\s*:\s*(.+)\)$", re.IGNORECASE)
WORDS = {"true": True, "false": False, "null": None}


def check_options(call: Call, operation: Operation) -> None:
    """Before the work: `$top` on something that has no `$top` is an error."""
    for name in call.query:
        option = name.removeprefix("$")
        if name.startswith("$") and option not in operation.options:
            raise bad_request(
                f"Query option '{option.capitalize()}' is not allowed. To allow it, set the "
                "'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings."
            )


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
) -> Answer:
    """Return a page; `counted` states the count without being asked, as Teams does.

    `filtered` rows have been held against the $filter already, by something that is not in their answers.
    """
    wanted = [row for row in rows if filtered or _filter(call)(row)]
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


# --- $select and $expand ------------------------------------------------------------------------


def selected_columns(call: Call, row: Json) -> Json:
    if not (select := call.query.get("$select")):
        return row
    names = {name.strip().casefold().rpartition("/")[2] for name in select.split(",")} | {"id"}
    expanded = {name.casefold() for name in _expansions(call)}
    return {
        key: value for key, value in row.items() if key.startswith("@") or key.casefold() in names | expanded
    }


def _expand(call: Call, row: Json, expand: Expansions) -> Json:
    for name in _expansions(call):
        if name not in expand:
            raise bad_request(
                f"Parsing OData Select and Expand failed: Could not find a property named '{name}'."
            )
        row = row | {name: expand[name](row)}
    return row


def _expansions(call: Call) -> list[str]:
    return [
        name.partition("(")[0].strip()
        for name in re.split(r",(?![^(]*\))", call.query.get("$expand", ""))
        if name
    ]


# --- $filter ------------------------------------------------------------------------------------


def _filter(call: Call) -> Test:
    return parse(call.query["$filter"]) if "$filter" in call.query else lambda _: True


def parse(expression: str) -> Test:
    """`eq` and its sisters, `startswith`, `any`, joined by `and` or `or`; nothing else is understood."""
    for word, join in (("or", any), ("and", all)):
        pieces = _split(expression, word)
        if len(pieces) > 1:
            tests = [parse(piece) for piece in pieces]
            return lambda row, tests=tests, join=join: join(test(row) for test in tests)  # type: ignore[misc]
    return _comparison(expression.strip())


def _split(expression: str, word: str) -> list[str]:
    """Split on the word where it stands outside quotes and parentheses."""
    masked = re.sub(r"'(?:[^']|'')*'|\([^()]*\)", lambda match: "x" * len(match[0]), expression)
    pieces, start = [], 0
    for match in re.finditer(rf" {word} ", masked, re.IGNORECASE):
        pieces.append(expression[start : match.start()])
        start = match.end()
    return [*pieces, expression[start:]]


def _comparison(text: str) -> Test:
    if match := EQ.match(text):
        return _compare(match[1], match[2].casefold(), _value(match[3]))
    if match := STARTS.match(text):
        start = match[2].replace("''", "'").casefold()
        path = match[1]
        return lambda row: str(_read(row, path) or "").casefold().startswith(start)
    if match := ANY.match(text):
        inner = parse(match[3].replace(f"{match[2]}/", "value/").replace(f"{match[2]} ", "value "))
        path = match[1]
        return lambda row: any(inner({"value": value}) for value in _read(row, path) or [])
    raise bad_request(f"Invalid filter clause: {text}")


def _value(text: str) -> object:
    if text.startswith("'"):
        return text[1:-1].replace("''", "'").casefold()
    return WORDS.get(text.casefold(), int(text) if text.lstrip("-").isdigit() else text.casefold())


def _compare(path: str, how: str, wanted: Any) -> Test:  # noqa: ANN401 -- text, number, boolean or null
    def test(row: Json) -> bool:
        seen = _read(row, path)
        seen = seen.casefold() if isinstance(seen, str) else seen
        if how in ("eq", "ne"):
            return bool(seen == wanted) is (how == "eq")
        if seen is None:
            return False
        if type(seen) is not type(wanted):
            raise bad_request("A binary operator with incompatible types was detected.")
        return bool(
            {"ge": seen >= wanted, "le": seen <= wanted, "gt": seen > wanted, "lt": seen < wanted}[how]
        )

    return test


def _read(row: Any, path: str) -> Any:  # noqa: ANN401 -- whatever stands there
    for name in path.split("/"):
        row = row.get(name) if isinstance(row, dict) else None
    return row
