"""Problems of a definition, each with its place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, kw_only=True)
class Problem:
    """`path` leads to the place: "meetings[3].when.week", or "linje 12" when the file cannot be read."""

    path: str
    level: Literal["error", "warning"] = "error"
    text: str


class Unusable(Invalid):
    """A definition with errors: all of them as a single text, and each in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        sentences = [f"{problem.path}: {problem.text}" for problem in problems]
        super().__init__(
            Code.programme_unusable,
            "Programmet kan ikke brukes. " + " ".join(sentences),
            problems=[asdict(problem) for problem in problems],
        )
        self.problems = problems


def perhaps(word: str, known: Iterable[str]) -> str:
    """Suggest the word that was meant, as the end of a sentence."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Mente du «{close[0]}»?" if close else ""
