r"""Names of files that SharePoint takes, made from whatever a file was called on a phone or in a mail.

SharePoint refuses " * : < > ? / \ | and _vti_ anywhere, a space at either end, a dot at the end, ~$ at the
beginning, some reserved names, and a path of more than 400 characters. A name that begins with a dot is hidden, and
one that Windows keeps for itself cannot be synchronised, so they are mended too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_NAME_UTF16_UNITS = 200
"""Leaves room for the site, the channel and the folder in a path of 400."""
MAX_ENDING_CHARACTERS = 12
NAMELESS = "fil"

_FORBIDDEN = re.compile(r'["*:<>?/\\|]|_vti_', re.IGNORECASE)
_UNSEEN = {"Cc", "Cs"}  # control characters, and halves of characters that no database takes
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
_RESERVED = {".lock", "desktop.ini"}


def legal_name(name: str) -> str:
    """Return the name if SharePoint takes it, else the nearest that it takes; the ending is kept."""
    return name if _is_legal(name) else _mended(name)


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return the name, with the first number that makes it differ from all in `taken`, whatever the case."""
    used = {one.casefold() for one in taken}
    stem, ending = _parted(name)
    number, free = 1, name
    while free.casefold() in used:
        number += 1
        free = _short(stem, f" ({number}){ending}")
    return free


def _is_legal(name: str) -> bool:
    return (
        bool(name)
        and not _FORBIDDEN.search(name)
        and not any(unicodedata.category(letter) in _UNSEEN for letter in name)
        and name == _stripped(name)
        and not name.startswith("~$")
        and not _is_reserved(name)
        and _units(name) <= MAX_NAME_UTF16_UNITS
    )


def _is_reserved(name: str) -> bool:
    lowered = name.lower()
    return lowered in _RESERVED or lowered.partition(".")[0].strip() in _DEVICES


def _mended(name: str) -> str:
    seen = "".join(" " if unicodedata.category(letter) in _UNSEEN else letter for letter in name)
    stem, ending = _parted(" ".join(_FORBIDDEN.sub(" ", seen).split()).rstrip(". "))
    while (bare := _stripped(stem.removeprefix("~$"))) != stem:
        stem = bare
    return _not_reserved(_short(stem or NAMELESS, ending))


def _not_reserved(name: str) -> str:
    """Put a word after the first part, which is all that Windows looks at."""
    if not _is_reserved(name):
        return name
    first, dot, rest = name.partition(".")
    return _short(f"{first.strip()} {NAMELESS}", dot + rest)


def _parted(name: str) -> tuple[str, str]:
    """Part a name into stem and ending; what is long, or holds a space, or is a number, is no ending."""
    stem, dot, ending = name.rpartition(".")
    is_short = bool(dot) and 0 < len(ending) <= MAX_ENDING_CHARACTERS
    is_ending = is_short and ending.isalnum() and not ending.isdecimal()
    return (stem, f".{ending}") if is_ending else (name, "")


def _short(stem: str, ending: str) -> str:
    """Cut the stem by the UTF-16 units Microsoft counts, never in the middle of a character."""
    while _units(stem + ending) > MAX_NAME_UTF16_UNITS:
        stem = stem[:-1]
    return f"{_stripped(stem) or NAMELESS}{ending}"


def _stripped(text: str) -> str:
    """Take spaces of every kind, and dots, from both ends."""
    while (bare := text.strip().strip(".")) != text:
        text = bare
    return text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
