"""Addresses in the forms Graph takes beside the plain one: rewritten, cast to a type, or counted.

`/members/microsoft.graph.user` is the list with one type only, `/$count` is its number as text. A service that can
address a thing in several ways registers a way with `@rewriting`; the first that matches gives the plain address.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph_adapters.sandbox.engine.answers import Answer
from graph_adapters.sandbox.engine.queries.entity_types import DIRECTORY, KINDS_OF
from graph_adapters.sandbox.engine.routes import Call, Operation, Routes

Rewriter = Callable[[Call, re.Match[str]], str]

COUNT = re.compile(r"^(?P<list>.+)/(?:\$|%24)count/*$", re.IGNORECASE)
CAST = re.compile(
    r"^(?P<list>.+)/(?:microsoft\.)?graph\.(?P<type>\w+)(?P<arguments>\([^/]*\))?/*$", re.IGNORECASE
)
TYPES = {name.casefold(): name for name in (*DIRECTORY, *KINDS_OF["directoryObject"])}

_ALWAYS: list[tuple[re.Pattern[str], Rewriter]] = []
_IF_UNKNOWN: list[tuple[re.Pattern[str], Rewriter]] = []


@dataclass(frozen=True, slots=True)
class Place:
    """The operation an address leads to, the ids in it, and what the address asks of its answer."""

    operation: Operation
    values: dict[str, str]
    cast: str = ""
    counts: bool = False


def rewriting(pattern: str, *, always: bool = False) -> Callable[[Rewriter], Rewriter]:
    """Register another way to write an address; without `always` only for addresses no operation has."""

    def register(rewriter: Rewriter) -> Rewriter:
        (_ALWAYS if always else _IF_UNKNOWN).append((re.compile(pattern, re.IGNORECASE), rewriter))
        return rewriter

    return register


def place_of(call: Call, table: Routes) -> Place | None:
    """Find the operation of an address; HEAD is answered as GET is, without the body."""
    method = "GET" if call.method == "HEAD" else call.method
    path = _rewritten(call, call.path, _ALWAYS)
    if found := table.find(method, path):
        return Place(*found)
    return _of_a_list(table, method, path) or _elsewhere(call, table, method, path)


def _elsewhere(call: Call, table: Routes, method: str, path: str) -> Place | None:
    other = _rewritten(call, path, _IF_UNKNOWN)
    if other == path:
        return None
    found = table.find(method, other)
    return (
        Place(*found) if found else _of_a_list(table, method, other) or _elsewhere(call, table, method, other)
    )


def _rewritten(call: Call, path: str, ways: list[tuple[re.Pattern[str], Rewriter]]) -> str:
    for pattern, rewriter in ways:
        if found := pattern.match(path):
            return rewriter(call, found)
    return path


def _of_a_list(table: Routes, method: str, path: str) -> Place | None:
    """Look for the list behind `/$count`, behind a cast, or behind both."""
    counted = COUNT.match(path) if method == "GET" else None
    path = counted["list"] if counted else path
    if counted and (found := table.find(method, path)):
        return Place(*found, counts=True)
    cast = CAST.match(path)
    return _with_type(table, method, cast, counts=bool(counted)) if cast else None


def _with_type(table: Routes, method: str, cast: re.Match[str], *, counts: bool) -> Place | None:
    """Take the last word as a type, or as the whole name of an action or function: `microsoft.graph.accept`."""
    found, kind = table.find(method, cast["list"]), TYPES.get(cast["type"].casefold())
    if found and kind and method == "GET":
        return Place(*found, cast=kind, counts=counts)
    named = table.find(method, f"{cast['list']}/{cast['type']}{cast['arguments'] or ''}")
    return Place(*named) if named and not named[0].url.endswith("}") else None


def count_alone(answer: Answer) -> Answer:
    number = str(answer.body["@odata.count"]).encode()
    return Answer(200, number, {"Content-Type": "text/plain"})
