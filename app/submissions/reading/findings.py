"""Findings about a submission: how bad, and a sentence for the team that sent it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from app.errors import Code, Invalid

Level = Literal["error", "question", "warning", "info"]


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A thing a reader cannot make out by itself, and the answers a person may give.

    `kind` is the stored name of a kind of question; `seen` holds what was seen, and neither when nor in which row, so
    that the same content is the same doubt. `details` fill the sentence of its kind.
    """

    kind: str
    seen: tuple[str, ...]
    choices: tuple[str, ...]
    proposed: str | None = None
    details: dict[str, str] = field(default_factory=dict)


Answered = Callable[[Doubt], str | None]
"""Returns the answer that a person has given to a doubt; None while it waits."""


def unanswered(_: Doubt) -> None:
    """Answer nothing: for files that are read for the first time."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """An error returns the submission; a question waits for a person; a warning should be looked at.

    `info` is good to know. `text` says what was seen, where, and what to do; `code` is for programs. `doubt` is what a
    question asks; a doubt that is answered is good to know.
    """

    code: str
    level: Level
    text: str
    doubt: Doubt | None = None


def error(code: str, text: str) -> Finding:
    return Finding(code=code, level="error", text=text)


def warning(code: str, text: str) -> Finding:
    return Finding(code=code, level="warning", text=text)


def info(code: str, text: str) -> Finding:
    return Finding(code=code, level="info", text=text)


class Unreadable(Invalid):
    """The file as a whole cannot be read; the only error a reader of submissions raises."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(Code.file_unreadable, text, reason=code)
        self.finding = error(code, text)
