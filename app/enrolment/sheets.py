"""A workbook as we read it: sheets of rows of cells, the same for xlsx and CSV."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - pydantic reads the answer of the reading process by it
from dataclasses import dataclass, field
from enum import StrEnum

from app.enrolment.problems import Problem, Unreadable

MAX_ROWS = 5_000
MAX_COLUMNS = 60


class Flaw(StrEnum):
    """The reason a cell's text may differ from its author's meaning."""

    formula = "formula"
    unsaved_formula = "unsaved_formula"
    broken = "broken"
    date = "date"
    merged = "merged"
    identity_number = "identity_number"
    struck_through = "struck_through"


class Typed(StrEnum):
    """The form in which Excel itself holds a cell's number; a number that is text has none."""

    number = "number"
    per_cent = "per_cent"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its author sees it; `link` is the e-mail address behind it, which nobody sees."""

    text: str = ""
    flaw: Flaw | None = None
    link: str = ""
    typed: Typed | None = field(default=None, compare=False)  # how it is held, not what it says


EMPTY = Cell()

Row = tuple[Cell, ...]


class Unseen(StrEnum):
    """The reason a row is not seen, or is crossed out, by those who look at the workbook."""

    hidden_sheet = "hidden_sheet"
    hidden_row = "hidden_row"
    filtered_row = "filtered_row"
    struck_through = "struck_through"


@dataclass(frozen=True)
class Sheet:
    """Row n of the sheet is `rows[n - 1]`; `unseen` holds numbers of rows, `hidden_columns` positions from 0.

    `comments` holds the lines people have hung on a row's cells, by its number. `file` is the form it came in, if any.
    """

    name: str
    rows: tuple[Row, ...]
    unseen: Mapping[int, Unseen] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for row in self.rows for cell in row)


@dataclass(frozen=True)
class Sheets:
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()


def too_large() -> Unreadable:
    return Unreadable(
        "too_large",
        f"Arket går ut over {MAX_ROWS} rader eller {MAX_COLUMNS} kolonner. "
        "Kopier bare de utfylte radene til et nytt ark og last opp det.",
    )
