"""What is wrong with a definition, and where."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, kw_only=True)
class Problem:
    """`path` leads to the place: "meetings[3].when.week", or "linje 12" when the file cannot be read."""

    path: str
    level: Literal["error", "warning"] = "error"
    text: str


def perhaps(word: str, known: Iterable[str]) -> str:
    """Suggest what was meant, as the end of a sentence."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Mente du «{close[0]}»?" if close else ""
