"""An empty workbook to fill in, with the headings we read and the words we know."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app.enrolment.headings import NEEDED, Column
from app.people import ACCESS_IN_NORWEGIAN, NO_OWN_NAMES, role_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CHECKED_ROWS = 500
_COLUMN_WIDTHS = {Column.problem: 40, Column.aim: 40, Column.team: 28, Column.email: 30, Column.name: 26}
_CHOICES = {
    Column.basic_course: ("ja", "nei"),
    Column.access: tuple(ACCESS_IN_NORWEGIAN.values()),
}


def blank_workbook(
    names: Mapping[str, str] = NO_OWN_NAMES,
    tracks: Sequence[str] = (),
    told: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Return an xlsx with a row for each person; a second sheet explains the columns.

    `names` are the cohort's own for its roles, and `told` what its programme asks of those who enrol. The column of
    tracks stands in it when the programme has some; `tracks` are their names.
    """
    columns = [column for column in Column if tracks or column is not Column.tracks]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Påmelding"
    sheet.append([column.value for column in columns])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = _COLUMN_WIDTHS.get(column, 16)
        if column in _CHOICES:
            choice = DataValidation(type="list", formula1=f'"{",".join(_CHOICES[column])}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{CHECKED_ROWS}")
            sheet.add_data_validation(choice)
    _explain(book, names, tracks, told)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _explain(
    book: Workbook, names: Mapping[str, str], tracks: Sequence[str], told: Iterable[tuple[str, str]]
) -> None:
    sheet = book.create_sheet("Forklaring")
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    needed = ", ".join(column.value for column in NEEDED)
    for row in (
        (
            "Slik fyller du ut",
            "Én rad for hver person. Det som gjelder hele teamet, holder det å skrive én gang.",
        ),
        ("Må fylles ut", needed),
        ("Roller", ", ".join(role_titles(names))),
        ("Flere roller", "Skill dem med komma."),
        ("Tilgang", "Tomt felt betyr at vi ser etter i katalogen."),
        *([("Spor", f"{', '.join(tracks)}. Skill flere med komma.")] if tracks else []),
        *told,
    ):
        sheet.append(row)
