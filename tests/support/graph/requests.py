"""Hold every request we send against what Graph v1.0 takes: the SDK's addresses and types, and `contract.facts`."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from contract.facts import FACTS, OPTIONS_OF_LINKS, PARAMETERS_BESIDE_THE_SDK, Fact

from support.graph.sdk import sdk
from support.graph.values import fields_of, object_problems, value_problems

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping

    Asgi = Callable[..., Awaitable[None]]

NOT_GRAPH = ("/_sandbox", "/kull/", "/_download", "/_upload", "/_monitor", "/_workflows")
MAX_BATCHED_REQUESTS = 20


def problems(method: str, path: str, headers: Mapping[str, str], body: Any) -> list[str]:
    """Return what Graph would have against a request, the inner requests of a batch too."""
    if path.startswith(NOT_GRAPH):
        return []
    return [f"{method} {path}: {problem}" for problem in _problems(method, path, headers, body)]


def _problems(method: str, url: str, headers: Mapping[str, str], body: Any) -> Iterator[str]:
    plain = re.sub(r"^https?://[^/]+", "", url)
    path, _, query = re.sub(r"^/v1\.0(?=/)", "", plain).partition("?")
    fact = find(method, path)
    if fact is None:
        yield "no such operation"
        return
    if fact.refused:
        yield f"not for applications: {fact.refused}"
    yield from _header_problems(fact, {name.casefold(): value for name, value in headers.items()})
    yield from _option_problems(fact, query)
    yield from _batch_problems(body) if fact.name == "batch" else _body_problems(fact, body)


# --- which operation it is --------------------------------------------------------------------------


def find(method: str, path: str) -> Fact | None:
    """Find the operation of a path; where two fit, the one with fewer placeholders, and then the longer one."""
    return next(
        (fact for pattern, fact in _by_method().get(method.upper(), ()) if pattern.fullmatch(path)), None
    )


@cache
def _by_method() -> dict[str, list[tuple[re.Pattern[str], Fact]]]:
    found: dict[str, list[tuple[re.Pattern[str], Fact]]] = {}
    for fact in sorted(FACTS.values(), key=lambda fact: (fact.address.count("{"), -len(fact.address))):
        method, path = fact.address.split(" ")
        found.setdefault(method, []).append((_pattern(path), fact))
    return found


def _pattern(path: str) -> re.Pattern[str]:
    text = re.escape(path).replace(r"\{path\}", ".+").replace(r"\{id\}", "[^/]+").replace(r"\(\)", r"(\(\))?")
    return re.compile(text, re.IGNORECASE)


# --- what each operation asks for -------------------------------------------------------------------


def _header_problems(fact: Fact, headers: Mapping[str, str]) -> Iterator[str]:
    yield from (f"the header {name} is missing" for name in fact.headers if name.casefold() not in headers)
    if fact.headers and headers.get("if-match") == "*":
        yield "If-Match: * is not taken, only the last @odata.etag"


def _option_problems(fact: Fact, query: str) -> Iterator[str]:
    row = sdk().operations.get(fact.name)
    if row is None:
        return
    known = {*row["options"], *OPTIONS_OF_LINKS}
    for part in query.split("&") if query else ():
        name = unquote_plus(part.partition("=")[0])
        if name.startswith("$") and name not in known:
            yield f"no query option {name}"


def _body_problems(fact: Fact, body: Any) -> Iterator[str]:
    key = sdk().operations.get(fact.name, {}).get("body")
    if key in {None, "bytes"}:
        return
    is_action = " of " in key
    if body is None:
        yield from () if is_action and not fact.required else ("a JSON body is missing",)
        return
    given = body.items() if isinstance(body, dict) else ()
    sent = {name.casefold() for name, value in given if value is not None}
    yield from (f"body.{name} is missing" for name in fact.required if name.casefold() not in sent)
    yield from _parameter_problems(body, key) if is_action else object_problems(body, key, "body")


def _parameter_problems(body: Any, key: str) -> Iterator[str]:
    """Hold an action's parameters against its own; their names may be written in any case."""
    if not isinstance(body, dict):
        yield "body: an object expected"
        return
    fields = {name: kind for name, (kind, _) in fields_of(key).items()}
    fields |= PARAMETERS_BESIDE_THE_SDK.get(key.partition(" of ")[0], {})
    known = {name.casefold(): kind for name, kind in fields.items()}
    for name, value in body.items():
        if name.startswith("@"):
            continue
        if name.casefold() not in known:
            yield f"body.{name}: no such parameter"
        elif value is not None:
            yield from value_problems(value, known[name.casefold()], f"body.{name}")


def _batch_problems(body: Any) -> Iterator[str]:
    inner = body.get("requests") if isinstance(body, dict) else None
    if not isinstance(inner, list) or not all(isinstance(one, dict) for one in inner):
        yield "body.requests: a list of requests expected"
        return
    if len(inner) > MAX_BATCHED_REQUESTS:
        yield f"more than {MAX_BATCHED_REQUESTS} requests in a batch"
    twice = [
        name for name, count in Counter(str(one.get("id")).casefold() for one in inner).items() if count > 1
    ]
    yield from (f"two requests of a batch have the id {name}" for name in twice)
    for one in inner:
        yield from (f"[{one.get('id')}] {problem}" for problem in _batched_problems(one))


def _batched_problems(one: dict[str, Any]) -> Iterator[str]:
    if {type(one.get(name)) for name in ("id", "method", "url")} != {str}:
        yield "id, method and url are texts"
        return
    headers = one.get("headers", {})
    if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
        yield "headers: texts by name expected"
        return
    if one["url"].startswith("http"):
        yield "the url is relative"
    if "body" in one and "content-type" not in {name.casefold() for name in headers}:
        yield "the header Content-Type is missing"
    yield from _problems(one["method"], one["url"], headers, one.get("body"))


# --- an app around an app ---------------------------------------------------------------------------


class Checked:
    """An ASGI app that keeps a note of every request Graph would refuse."""

    def __init__(self, app: Asgi) -> None:
        self.app = app
        self.problems: list[str] = []
        self.requests = 0

    async def __call__(self, scope: MutableMapping[str, Any], receive: Asgi, send: Asgi) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        content, is_whole = await _content(receive)
        if is_whole:  # whoever gave up on the way, as when the database goes away, has asked for nothing
            self._note(scope, content)
        told = False

        async def again() -> dict[str, Any]:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": content, "more_body": False}

        await self.app(scope, again, send)

    def _note(self, scope: MutableMapping[str, Any], content: bytes) -> None:
        query = scope["query_string"].decode()
        path = scope["raw_path"].decode() + (f"?{query}" if query else "")
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        is_json = "json" in headers.get("content-type", "")
        body = json.loads(content) if content and is_json else content or None
        self.requests += 1
        self.problems += problems(scope["method"], path, headers, body)


async def _content(receive: Asgi) -> tuple[bytes, bool]:
    """Return a body as far as it came, and whether it came whole."""
    content, more = b"", True
    while more:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            return content, False
        content += message.get("body", b"")
        more = message.get("more_body", False)
    return content, True
