"""Bodies that are wrong in one place: a misspelt name, another type, a word that is no member, a name too many."""

import copy
import itertools
from collections.abc import Callable, Iterator
from typing import Any

Place = tuple[str | int, ...]


def wrong_bodies(body: Any) -> Iterator[tuple[str, Place, Any]]:
    """Make each change at each place, in a copy: what was changed, where, and the body."""
    for place, (what, change) in itertools.product(_places(body), CHANGES.items()):
        changed = copy.deepcopy(body)
        if change(changed, place):
            yield what, place, changed


def _places(value: Any, here: Place = ()) -> Iterator[Place]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*here, key)
        yield from _places(inner, (*here, key))


def _around(body: Any, place: Place) -> Any:
    for key in place[:-1]:
        body = body[key]
    return body


def _of_another_type(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    around[key] = 7 if isinstance(around[key], str) else "sju"
    return True


def _misspelt(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    if not isinstance(key, str) or key.startswith("@"):
        return False
    around[f"{key[:-1]}_{key[-1]}"] = around.pop(key)
    return True


def _missing(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    if not isinstance(key, str):
        return False
    del around[key]
    return True


def _no_such_word(body: Any, place: Place) -> bool:
    around, key = _around(body, place), place[-1]
    if not isinstance(around[key], str):
        return False
    around[key] = "tull"
    return True


def _null(body: Any, place: Place) -> bool:
    _around(body, place)[place[-1]] = None
    return True


def _one_more(body: Any, place: Place) -> bool:
    around = _around(body, place)
    if not isinstance(around, dict):
        return False
    around["tull"] = 7
    return True


CHANGES: dict[str, Callable[[Any, Place], bool]] = {
    "another type": _of_another_type,
    "misspelt": _misspelt,
    "missing": _missing,
    "no such word": _no_such_word,
    "null": _null,
    "one more": _one_more,
}
