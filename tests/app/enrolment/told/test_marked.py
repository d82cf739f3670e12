"""The workbook comes back as it was, with a comment in each cell that has a problem."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from support.workbooks import KARI, OLA, saved, xlsx

from app.enrolment.told.marked import can_be_marked, marked_workbook
from app.safe import TooHeavy


def problem(
    row: int | None, column: str | None, text: str, sheet: str | None = "Påmelding"
) -> dict[str, object]:
    return {"sheet": sheet, "row": row, "column": column, "text": text}


def comments(data: bytes) -> dict[str, str]:
    book = load_workbook(BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def test_each_problem_stands_in_its_cell_and_the_rest_is_as_it_was() -> None:
    marked = marked_workbook(
        xlsx(KARI, OLA),
        [
            problem(3, "E (e-post)", "Sjekk «æøå»."),
            problem(3, "E (e-post)", "Og dette."),
            problem(2, None, "Hele raden."),
            problem(None, "team", "Et annet sted.", sheet=None),
        ],
    )
    assert comments(marked) == {"E3": "Sjekk «æøå».\n\nOg dette.", "A2": "Hele raden."}
    assert [row[3] for row in load_workbook(BytesIO(marked)).worksheets[0].values] == [
        "navn",
        "Kari Nes",
        "Ola Vik",
    ]


def test_in_merged_cells_it_stands_in_the_first() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Påmelding"
    sheet.merge_cells("A1:C4")
    assert comments(marked_workbook(saved(book), [problem(3, "B (team)", "Her.")])) == {"A1": "Her."}


def test_what_nobody_sees_is_told_where_it_is_seen() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Påmelding"
    for name in ("navn", "Kari Nes", "Ola Vik"):
        sheet.append([name])
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("I fjor").sheet_state = "hidden"
    told = [problem(3, None, "Skjult rad."), problem(None, None, "Skjult ark.", sheet="I fjor")]
    assert comments(marked_workbook(saved(book), told)) == {"A1": "Skjult rad.\n\nSkjult ark."}


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(TooHeavy):
        marked_workbook(b"PK\x03\x04 no zip", [])


def test_a_csv_has_no_room_for_comments() -> None:
    assert (can_be_marked(b"foretak;team"), can_be_marked(xlsx(KARI))) == (False, True)
