r"""Map team names to channel names that Teams and SharePoint take.

Teams' rules (Microsoft's limits page): at most 50 characters, none of ~ # % & * { } + / \ : < > ? | ' " , no
two dots in a row, not beginning with _ or ., not ending with ., no reserved word, and unique in the Team however
it is cased. What the team wrote is kept for every page; only the channel carries the mapped name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_NAME_UTF16_UNITS = 50
_FORBIDDEN = re.compile(r"""[~#%&*{}+/\\:<>?|'",]|\.{2,}|_vti_""", re.IGNORECASE)
_NUMBERED = re.compile(r" \(\d+\)$")
_RESERVED = {"con", "prn", "aux", "nul", "forms", "desktop.ini", ".lock", "general", "generelt"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}


def channel_names(teams: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Map (uid, name) in the order the teams came to legal names; a later twin gets a number at its end."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for uid, wanted in teams:
        name = _free(_legal(wanted) or f"Team {uid}", taken)
        taken.add(name.casefold())
        names[uid] = name
    return names


def next_free(name: str, taken: Iterable[str]) -> str:
    """Return `name` with the first number that makes it differ from all in `taken`, whatever the case."""
    stem = _NUMBERED.sub("", name)
    return _free(stem, {one.casefold() for one in (stem, *taken)})


@lru_cache(1024)
def _legal(name: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    text = " ".join(_FORBIDDEN.sub(" ", text).split())
    text = _cut(text.lstrip("_. ").rstrip(". "), MAX_NAME_UTF16_UNITS)
    return f"{text} team" if text.casefold() in _RESERVED else text


def _cut(text: str, length: int) -> str:
    """Cut by the UTF-16 units Microsoft counts, never in the middle of a character."""
    while len(text.encode("utf-16-le")) > 2 * length:
        text = text[:-1]
    return text.rstrip(". ")


def _free(name: str, taken: set[str]) -> str:
    number, candidate = 1, name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{_cut(name, MAX_NAME_UTF16_UNITS - len(f' ({number})'))} ({number})"
    return candidate
