"""A workbook in the corpus: how it is laid out, and what must come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from support.workbooks import saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

Rows = tuple[tuple[Any, ...], ...]
Points = tuple[tuple[str, str, float], ...]
PLAN: Rows = (
    ("Måling", "Type", "Kilde", "Ansvarlig", "Hvor ofte"),
    ("Ventetid", "Resultat", "DIPS", "Ingrid", "Ukentlig"),
)
LONG = ("Måling", "Dato", "Verdi")


@dataclass(frozen=True, kw_only=True)
class Book:
    """`meant` is what the person meant. `points` are the figures, (measure, day, number), and `told` the findings.

    `more` are sheets beside the first. `answers` are given to the questions by kind, and `settled` are the figures then.
    """

    name: str
    meant: str
    rows: Rows
    points: Points = ()
    told: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    settled: Points = ()
    more: dict[str, Rows] = field(default_factory=dict)
    change: Callable[[Worksheet], None] | None = None

    @property
    def content(self) -> bytes:
        """Lay it out beside a plan, as our own form has it."""
        made = Workbook()
        plan, numbers = made.worksheets[0], made.create_sheet("Tall")
        plan.title = "Fremdriftsplan målinger"
        others = [(made.create_sheet(name), rows) for name, rows in self.more.items()]
        for sheet, rows in ((plan, PLAN), (numbers, self.rows), *others):
            for row in rows:
                sheet.append(row)
        if self.change:
            self.change(numbers)
        return saved(made)


def in_format(number_format: str, *cells: str) -> Callable[[Worksheet], None]:
    """Give cells a number format."""

    def change(sheet: Worksheet) -> None:
        for cell in cells:
            sheet[cell].number_format = number_format

    return change
