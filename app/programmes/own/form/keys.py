"""Keys that nobody has to think of: made from titles, and kept for good."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

MAX_KEY_LETTERS = 60
LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ŧ": "t"}
)


def key_of(title: str, taken: Container[str], *, otherwise: str) -> str:
    """Make a key no other has, from a title; `otherwise` stands where nothing of it can."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", plain)[:MAX_KEY_LETTERS].strip("-") or otherwise
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
