"""Problems of a workbook: the place, the level, and a sentence for the person who filled it in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from app.errors import Code, Invalid

Level = Literal["error", "question", "warning", "info"]


@dataclass(frozen=True)
class Problem:
    """An error stops the import; a question holds its rows back; a warning should be looked at; info is good to know.

    `key` is the question's, and empty for the others.
    """

    sheet: str | None
    row: int | None
    column: str | None
    level: Level
    code: str
    text: str
    key: str = ""

    def as_json(self) -> dict[str, str | int | None]:
        """Return it for programs; `key` stands in a question alone."""
        return {name: value for name, value in asdict(self).items() if name != "key" or value}

    def __str__(self) -> str:
        places = [
            self.sheet or "",
            f"rad {self.row}" if self.row else "",
            f"kolonne {self.column}" if self.column else "",
        ]
        where = ", ".join(place for place in places if place)
        return f"{where}: {self.text}" if where else self.text


@dataclass(frozen=True)
class Where:
    """A spot in the workbook; `column` is its letter and heading."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def error(self, code: str, text: str) -> Problem:
        return Problem(self.sheet, self.row, self.column, "error", code, text)

    def question(self, code: str, text: str, *, key: str) -> Problem:
        return Problem(self.sheet, self.row, self.column, "question", code, text, key)

    def warning(self, code: str, text: str) -> Problem:
        return Problem(self.sheet, self.row, self.column, "warning", code, text)

    def info(self, code: str, text: str) -> Problem:
        return Problem(self.sheet, self.row, self.column, "info", code, text)


class Unreadable(Invalid):
    """The file as a whole cannot be read; `reason` is for programs."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(Code.file_unreadable, text, reason=reason)
        self.reason = reason


def any_error(problems: list[Problem]) -> bool:
    return any(problem.level == "error" for problem in problems)
