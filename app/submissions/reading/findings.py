"""Findings about a submission: how bad, and a sentence for the team that sent it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.errors import Code, Invalid

Level = Literal["error", "question", "warning", "info"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """An error returns the submission; a question waits for a person; a warning should be looked at.

    `info` is good to know. `text` says what was seen, where, and what to do; `code` is for programs.
    """

    code: str
    level: Level
    text: str


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
