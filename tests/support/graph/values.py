"""Hold a JSON value against a type of Graph v1.0, as the SDK's models have it."""

import re
from collections.abc import Iterator
from typing import Any

from contract.facts import ANNOTATIONS, ANSWERED_BESIDE_THE_SDK, NEVER_NULL, OPEN_TYPES

from support.graph.sdk import sdk
from support.graph.sdk_types import key_of

DATE = r"\d{4}-\d\d-\d\d"
TEXTS = {
    "datetime": re.compile(DATE + r"T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)"),
    "date": re.compile(DATE),
}
TEXTS |= dict.fromkeys(("str", "uuid", "bytes", "time", "timedelta"), re.compile(r"(?s).*"))
NUMBERS: dict[str, tuple[type, ...]] = {"bool": (bool,), "int": (int,), "float": (int, float)}
BARE_SIGN = re.compile(r"[.:@#]")


def value_problems(value: Any, kind: str, place: str) -> Iterator[str]:
    """Tell what is wrong with a value of the type `kind`; a null is the object's own to judge."""
    if kind.startswith("["):
        yield from _list_problems(value, kind, place)
    elif kind.startswith("#"):
        yield from _named_problems(value, kind[1:], place)
    elif not _is_plain(value, kind):
        yield f"{place}: {kind} expected, not {value!r:.40}"


def object_problems(value: Any, key: str, place: str) -> Iterator[str]:
    """Tell what is wrong with an object: its own type may be named inside it."""
    if not isinstance(value, dict):
        yield f"{place}: an object expected, a {key}"
        return
    named = value.get("@odata.type") or key
    if not _is_a(key_of(str(named)), key):
        yield f"{place}: '{named}' is no {key}"
        return
    known = fields_of(key_of(str(named)))
    for name, inner in value.items():
        yield from _member_problems(name, inner, key_of(str(named)), known, f"{place}.{name}")


def answer_problems(value: Any, key: str, place: str) -> list[str]:
    """Tell what is wrong with an object that Graph answered with: it carries more annotations and a few more names."""
    more = {
        f".{name}: no such property on {owner}"
        for owner, names in ANSWERED_BESIDE_THE_SDK.items()
        for name in names
    }
    found = object_problems(value, key, place)
    return [problem for problem in found if "@" not in problem and not problem.endswith(tuple(more))]


def fields_of(key: str) -> dict[str, tuple[str, str]]:
    """Return the fields of a type and of those below it: to each name its type and whose it is."""
    found: dict[str, tuple[str, str]] = {}
    at: str | None = key
    while at and (row := sdk().types.get(at)):
        found = {name: (kind, at) for name, kind in row.get("fields", {}).items()} | found
        at = row.get("base")
    return found


def _is_a(key: str, base: str) -> bool:
    at: str | None = key
    while at and at != base:
        at = sdk().types.get(at, {}).get("base")
    return at == base


def _member_problems(
    name: str, value: Any, key: str, known: dict[str, tuple[str, str]], place: str
) -> Iterator[str]:
    plain = name.removesuffix("@odata.bind").removesuffix("@odata.type")
    if name in ANNOTATIONS:
        return
    if plain != name:
        yield from _link_problems(value, known.get(plain, ("", ""))[0], place)
    elif name in known:
        kind, owner = known[name]
        yield from _null_problems(owner, name, place) if value is None else value_problems(value, kind, place)
    elif key in OPEN_TYPES:
        yield from _open_problems(name, value, key, place)
    else:
        yield f"{place}: no such property on {key}"


def _null_problems(owner: str, name: str, place: str) -> Iterator[str]:
    if f"{owner}.{name}" in NEVER_NULL:
        yield f"{place}: never null"


def _link_problems(value: Any, kind: str, place: str) -> Iterator[str]:
    """X@odata.bind names what X points to by its address, or by a list of them where X is a list."""
    if not kind.lstrip("[").startswith("#"):
        yield f"{place}: there is nothing to bind"
    elif place.endswith("@odata.bind"):
        yield from value_problems(value, "[str]" if kind.startswith("[") else "str", place)


def _open_problems(name: str, value: Any, key: str, place: str) -> Iterator[str]:
    kind = OPEN_TYPES[key]
    if key == "plannerexternalreferences" and BARE_SIGN.search(name):
        yield f"{place}: . : @ and # are percent-encoded in the key of a reference"
    if value is None:
        return
    if kind.startswith("#") and isinstance(value, dict) and not value.get("@odata.type"):
        yield f"{place}: @odata.type expected"
    yield from value_problems(value, kind, place)


def _list_problems(value: Any, kind: str, place: str) -> Iterator[str]:
    inner = kind[1:-1]
    if "members" in sdk().types.get(inner.lstrip("#"), {}) and isinstance(value, str):
        value = [word.strip() for word in value.split(",")]  # several flags in one text
    if not isinstance(value, list):
        yield f"{place}: a list expected"
        return
    for number, one in enumerate(value):
        yield from value_problems(one, inner, f"{place}[{number}]")


def _named_problems(value: Any, key: str, place: str) -> Iterator[str]:
    row = sdk().types.get(key)
    if row is None:  # a type of a sub-namespace, or one that may be anything
        return
    if "members" not in row:
        yield from object_problems(value, key, place)
    elif not isinstance(value, str) or value.casefold() not in _members(row):
        yield f"{place}: {value!r:.40} is none of {row['members']}"


def _members(row: dict[str, Any]) -> set[str]:
    """Graph reads a member in any case."""
    return {member.casefold() for member in row["members"]} - {"unknownfuturevalue"}


def _is_plain(value: Any, kind: str) -> bool:
    if kind in TEXTS:
        return isinstance(value, str) and TEXTS[kind].fullmatch(value) is not None
    return isinstance(value, NUMBERS[kind]) and (kind == "bool" or not isinstance(value, bool))
