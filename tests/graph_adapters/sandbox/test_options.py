"""The table of operations promises no query option that does nothing: each is asked for, and its effect seen."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from support.sandbox.story import CHAPTERS, Teller
from support.sandbox.teller import attached as attached_file
from support.sandbox.tenant import KARI, OLA, ORGANISER, Client, live, new_event

from graph_adapters.sandbox.engine.queries.entity_types import EntityType, type_at
from graph_adapters.sandbox.engine.routes import GRAPH as ROUTES
from graph_adapters.sandbox.engine.routes import Operation

WORDS = ("displayName", "title", "subject", "name", "mail", "JoinWebUrl", "id", "receivedDateTime", "size")
FROM_THE_START = "YWZ0ZXI6MA=="  # the token of a page that begins with the first row


Effect = Callable[[dict[str, Any]], bool]
FIXED: dict[str, tuple[str, Callable[..., bool]]] = {
    "top": ("1", lambda rows, _, __: len(rows) <= 1),
    "skip": ("1", lambda rows, before, _: len(rows) == len(before) - 1),
    "skiptoken": (FROM_THE_START, lambda rows, before, _: rows == before),
    "count": ("true", lambda rows, _, answer: answer["@odata.count"] >= len(rows)),
    "search": (
        quote('"displayName:k" OR "displayName:nett"'),
        lambda rows, before, _: len(rows) <= len(before),
    ),
}


class Trier(Teller):
    """After each request that was granted, ask it again with each option it has not been seen with."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        super().__init__(http)
        self.seen: set[tuple[str, str]] = set()

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        answer = await super().ask(method, path, body, **headers)
        found = ROUTES.find(method, path.partition("?")[0])
        if found and method in ("GET", "PATCH") and answer.status_code == 200:
            for option in found[0].options:
                if (found[0].name, option) not in self.seen and await self._try(
                    found[0], option, path, answer.json(), body, **headers
                ):
                    self.seen.add((found[0].name, option))
        return answer

    async def _try(
        self, one: Operation, option: str, path: str, whole: dict[str, Any], body: Any, **headers: str
    ) -> bool:
        links = [str(whole.get(f"@odata.{name}Link", "")) for name in ("next", "delta")]
        if link := next((link for link in links if f"${option}=" in link), None):
            where = urlsplit(link)
            return (await self._again(one, f"{where.path.removeprefix('/v1.0')}?{where.query}")) is not None
        for value, effect in _trials(one, option, whole):
            more = f"{'&' if '?' in path else '?'}${option}={value}"
            if f"${option}=" in path:
                more = ""
            answer = await self._again(one, path + more, body, **headers)
            if answer is not None and effect(answer):
                return True
        return False

    async def _again(self, one: Operation, path: str, body: Any = None, **headers: str) -> Any:
        eventual = {"ConsistencyLevel": "eventual"}
        answer = await Client.ask(self, one.method, path, body, **(eventual | headers))
        return answer.json() if answer.status_code == 200 else None


def _rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    rows = answer.get("value", [answer])
    return rows if isinstance(rows, list) else [answer]


def _keys(row: dict[str, Any]) -> set[str]:
    return {key for key in row if "@" not in key}


def _trials(one: Operation, option: str, whole: dict[str, Any]) -> list[tuple[str, Effect]]:
    """Return what may be asked, and what has then been done."""
    kind = type_at(one.url)
    assert kind is not None, one.url
    if option in FIXED:
        value, effect = FIXED[option]
        return [(value, lambda answer: effect(_rows(answer), _rows(whole), answer))]
    trials = NAMED[option](whole, kind) if option in NAMED else ()  # a token is taken from a link alone
    return [(quote(value, safe=",/"), effect) for value, effect in trials]


def _selections(whole: dict[str, Any], kind: EntityType) -> Iterator[tuple[str, Effect]]:
    shared = set.intersection(*map(_keys, _rows(whole))) if _rows(whole) else set()
    names = sorted(name for name in shared if name.casefold() in kind.properties and name != "id")
    for name in names[:1] or ["id"]:
        yield name, lambda answer, name=name: _has_only(answer, name, kind)  # type: ignore[misc]


def _has_only(answer: dict[str, Any], name: str, kind: EntityType) -> bool:
    """Tell whether nothing else is left; what was expanded too is no column."""
    left = [{key for key in _keys(row) if not kind.leads(key)} for row in _rows(answer)]
    return all(name in keys and keys <= {name, "id"} for keys in left)


def _orders(_: dict[str, Any], kind: EntityType) -> Iterator[tuple[str, Effect]]:
    for word in filter(kind.knows, WORDS):
        yield word, lambda answer, word=word: _in_order(answer, word)  # type: ignore[misc]


def _filters(whole: dict[str, Any], kind: EntityType) -> Iterator[tuple[str, Effect]]:
    row = next(iter(_rows(whole)), {})
    for word in filter(kind.knows, WORDS):
        if text := _text(row, word):
            yield f"{word} eq '{text}'", lambda answer: 0 < len(_rows(answer)) <= len(_rows(whole))


def _expansions(_: dict[str, Any], kind: EntityType) -> Iterator[tuple[str, Effect]]:
    for name in (*kind.navigation.values(), "microsoft.graph.itemAttachment/item"):
        yield name, lambda answer, name=name: _expanded(answer, name)  # type: ignore[misc]


def _text(row: dict[str, Any], word: str) -> str:
    value = next((row[key] for key in row if key.casefold() == word.casefold()), None)
    return re.sub("'", "''", value) if isinstance(value, str) else ""


def _in_order(answer: dict[str, Any], word: str) -> bool:
    values = [str(row[word]).casefold() for row in _rows(answer)]
    return bool(values) and values == sorted(values)


def _expanded(answer: dict[str, Any], name: str) -> bool:
    return "ExtendedProperties" in name or any(name.rpartition("/")[2] in row for row in _rows(answer))


NAMED = {"select": _selections, "orderby": _orders, "filter": _filters, "expand": _expansions}


async def rarer(ask: Trier) -> None:
    """Ask for what the story does not tell: a mail within a mail, an event's file, the second page of an inbox."""
    inner = {"subject": "Fra i fjor", "body": {"contentType": "text", "content": "hei"}}
    attached = {"@odata.type": "#microsoft.graph.itemAttachment", "name": "Mail", "item": inner}
    for number in (1, 2):
        mail = {"to": KARI["mail"], "from": {"address": "x@example.com"}, "attachments": [attached]}
        await ask.control("POST", "/mail", mail | {"subject": str(number)})
    inbox = f"/users/{KARI['mail']}/mailFolders/inbox/messages"
    await ask.tell("GET", f"{inbox}/delta()", Prefer="odata.maxpagesize=1")
    first = (await ask.tell("GET", inbox))["value"][0]
    url = f"/users/{KARI['mail']}/messages/{first['id']}/attachments"
    (file,) = (await ask.tell("GET", url))["value"]
    await ask.tell("GET", f"{url}/{file['id']}")
    event = await ask.tell("POST", f"/users/{ORGANISER}/events", new_event())
    url = f"/users/{ORGANISER}/events/{event['id']}/attachments"
    file = await ask.tell("POST", url, attached_file())
    await ask.tell("GET", f"{url}/{file['id']}")


def test_every_option_of_the_table_is_carried_out() -> None:
    seen: set[tuple[str, str]] = set()

    async def scenario(client: Client) -> None:
        trier = Trier(client.http)
        await trier.people(KARI, OLA)
        for chapter in (*CHAPTERS, rarer):
            await chapter(trier)
        seen.update(trier.seen)

    live(scenario)
    promised = {(one.name, option) for one in ROUTES.operations for option in one.options}
    assert promised - seen == set()
