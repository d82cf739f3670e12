"""Query options before the work: their names in any form Graph takes, and what is refused or not built.

A name the type does not have is refused (400), as Graph refuses it. What Graph may do and the sandbox does not is
named as not built (501), so that nobody takes it for Graph's answer.
"""

import re
from dataclasses import dataclass, field

from graph_adapters.sandbox.engine.answers import RefusedError, bad_request, not_built
from graph_adapters.sandbox.engine.queries.directory_queries import asks_eventually, check_directory_query
from graph_adapters.sandbox.engine.queries.entity_types import (
    DIRECTORY,
    EntityType,
    entity_type,
    is_extension,
    type_at,
)
from graph_adapters.sandbox.engine.queries.filters import CAST, Filter, read_filter
from graph_adapters.sandbox.engine.routes import Call, Operation

OPTIONS = "select filter expand orderby top skip count search skiptoken deltatoken format"
SYSTEM = set(OPTIONS.split())
ELSEWHERE = {
    "apply",
    "compute",
    "index",
    "schemaversion",
}  # OData's own, which no Graph service is known to take
# Words that are no options of OData's, as the handlers know them.
BARE = {name.casefold(): name for name in ("startDateTime", "endDateTime", "token")}
BARE |= {"@microsoft.graph.conflictbehavior": "@microsoft.graph.conflictBehavior"}
COUNTED = ("$filter", "$search")  # what `/$count` heeds; all else shapes a page
JSON_FORMATS = ("json", "application/json")
EXTENDED = {"singlevalueextendedproperties", "multivalueextendedproperties"}


@dataclass(frozen=True, slots=True)
class Expansion:
    """One name in $expand, with the $select in its parentheses and all else that stands there."""

    name: str
    select: str = ""
    others: list[str] = field(default_factory=list)


def check_options(call: Call, operation: Operation, *, counts: bool = False) -> None:
    """Refuse what this operation cannot answer."""
    if counts:
        call.query = {name: call.query[name] for name in COUNTED if name in call.query} | {"$count": "true"}
    call.kind = entity_type(call.cast) if call.cast else type_at(operation.url)
    if call.kind is not None:
        _check_names(call, call.kind)
    for name in call.query:
        if name.startswith("$"):
            _check_name(name.removeprefix("$"), call, operation)
    if counts:
        _refuse_plain_count(call)
    if call.kind is not None and call.kind.name in DIRECTORY:
        check_directory_query(call, call.kind, filter_of(call))


def name_options(call: Call, operation: Operation) -> None:
    """Give each option its usual name."""
    call.query = {_named(name, operation): value for name, value in call.query.items()}


def _named(name: str, operation: Operation) -> str:
    """Graph takes options in any case, and without their sign; `search` alone is SharePoint's own word."""
    word = name.casefold().removeprefix("$")
    if word == "search" and not name.startswith("$") and operation.url.startswith("/sites"):
        return "search"
    if word in SYSTEM:
        return f"${word}"
    return BARE.get(name.casefold(), name)


def _check_name(option: str, call: Call, operation: Operation) -> None:
    if option in operation.options:
        return
    if option in operation.refused:
        raise bad_request(
            f"Query option '{option.capitalize()}' is not allowed. To allow it, set the "
            "'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings."
        )
    if option == "format" and call.query["$format"].casefold().startswith(JSON_FORMATS):
        return
    if option not in SYSTEM | ELSEWHERE:
        raise bad_request(f"The query parameter '${option}' is not supported.")
    raise not_built(f"${option} at {operation.method} {operation.url}")


def _check_names(call: Call, kind: EntityType) -> None:
    for name in selected_names(call):
        if name != "*" and not name.startswith("@") and "." not in name and not kind.knows(name):
            raise _unknown("Parsing OData Select and Expand failed: ", name, kind)
    for expansion in expansions(call):
        _check_expansion(expansion, kind)
    asked = filter_of(call)
    for use in asked.uses if asked else ():
        if found := kind.unknown(use.path):
            raise _unknown("Invalid filter clause: ", *found)
    for name, _ in orders(call):
        if found := kind.unknown(name):
            raise _unknown("Invalid orderby clause: ", *found)


def _check_expansion(expansion: Expansion, kind: EntityType) -> None:
    if "." not in expansion.name and not kind.knows(expansion.name):
        raise _unknown("Parsing OData Select and Expand failed: ", expansion.name, kind)
    if expansion.others and expansion.name.casefold() not in EXTENDED:
        raise not_built(f"{expansion.others[0]} inside $expand={expansion.name}")


def _unknown(where: str, name: str, kind: EntityType) -> RefusedError:
    if is_extension(kind.name, name):
        return not_built(f"the extension {name}")
    return bad_request(
        f"{where}Could not find a property named '{name}' on type 'microsoft.graph.{kind.name}'."
    )


def _refuse_plain_count(call: Call) -> None:
    """Entra counts only for those who take an answer that is a little old."""
    if call.kind is not None and call.kind.name in DIRECTORY and not asks_eventually(call):
        raise bad_request("$count is not currently supported.", "Request_BadRequest")


# --- reading the options ------------------------------------------------------------------------


def selected_names(call: Call) -> list[str]:
    """List the first word of each path in $select; a cast before it is none."""
    paths = [path.strip().split("/") for path in call.query.get("$select", "").split(",") if path.strip()]
    return [next((part for part in path if not CAST.match(part)), path[0]) for path in paths]


def expansions(call: Call) -> list[Expansion]:
    asked = re.split(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))", call.query.get("$expand", ""))
    return [_expansion(text.strip()) for text in asked if text.strip()]


def _expansion(text: str) -> Expansion:
    name, _, inside = text.partition("(")
    inner = [part.strip() for part in inside.removesuffix(")").split(";") if part.strip()]
    select = [part for part in inner if re.match(r"\$?select=", part, re.IGNORECASE)]
    others = [part for part in inner if part not in select]
    return Expansion(name.strip(), select[0].partition("=")[2] if select else "", others)


def filter_of(call: Call) -> Filter | None:
    return read_filter(call.query["$filter"]) if "$filter" in call.query else None


def orders(call: Call) -> list[tuple[str, bool]]:
    """Return each property sorted by, the first one first, and whether its greatest value comes first."""
    found = []
    for part in filter(str.strip, call.query.get("$orderby", "").split(",")):
        name, *way = part.split()
        if [word.casefold() for word in way] not in ([], ["asc"], ["desc"]):
            raise bad_request(f"Invalid orderby clause: {part.strip()}")
        found.append((name, bool(way) and way[0].casefold() == "desc"))
    return found
