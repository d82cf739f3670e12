"""An Excel workbook is read as the text people see, with what is doubtful about a cell."""

from __future__ import annotations

import re
from datetime import date

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from support.workbooks import KARI, saved, xlsx, xlsx_changed

from app.enrolment.sheets import Cell, Flaw, Sheet
from app.enrolment.xlsx import Attempt, try_workbook

SHEET = "xl/worksheets/sheet1.xml"


def the_sheet(data: bytes) -> Sheet:
    (sheet,) = try_workbook(data).sheets
    return sheet


def refusal(data: bytes) -> str:
    tried = try_workbook(data)
    assert tried.sheets == ()
    return tried.code


def with_sheet_data(xml: bytes) -> bytes:
    return xlsx_changed(xlsx(KARI), SHEET, lambda part: part.replace(b"</sheetData>", xml + b"</sheetData>"))


def test_a_lying_dimension_hides_no_rows() -> None:
    lying = xlsx_changed(
        xlsx(*[KARI] * 10),
        SHEET,
        lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', part),
    )
    assert len(the_sheet(lying).rows) == 11
    assert the_sheet(lying).rows[10][5].text == "leder"


def test_every_sheet_is_read_and_empty_rows_at_the_end_are_not() -> None:
    book = Workbook()
    book.create_sheet("To").append(["b"])
    book["To"].cell(400, 3).style = "Normal"
    assert [(sheet.name, len(sheet.rows)) for sheet in try_workbook(saved(book)).sheets] == [
        ("Sheet", 0),
        ("To", 1),
    ]


def test_numbers_and_answers_read_as_people_see_them() -> None:
    row = the_sheet(xlsx((1.0, 2.5, True, False, None, " Kari\u00a0\n Nes "))).rows[1]
    assert [cell.text for cell in row[:6]] == ["1", "2.5", "ja", "nei", "", "Kari Nes"]


def test_dates_formulas_and_broken_cells_are_flawed() -> None:
    row = the_sheet(xlsx((date(2026, 3, 1), "=A1", "#REF!"))).rows[1]
    assert row[0] == Cell("2026-03-01", Flaw.date)
    assert row[1].flaw is Flaw.unsaved_formula
    assert row[2] == Cell("#REF!", Flaw.broken)


def test_a_formula_is_read_by_the_value_excel_last_showed() -> None:
    data = xlsx_changed(
        xlsx(("=1+1",)), SHEET, lambda part: re.sub(rb"</f><v ?/?>(</v>)?", b"</f><v>2</v>", part)
    )
    assert the_sheet(data).rows[1][0] == Cell("2", Flaw.formula)


def test_merged_cells_speak_for_every_row_they_cover() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["team", "navn"], ["A", "Kari"], [None, "Ola"], ["B", "Liv"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    assert [row[0] for row in the_sheet(saved(book)).rows] == [
        Cell("team"),
        Cell("A"),
        Cell("A", Flaw.merged),
        Cell("B"),
    ]


def test_old_dates_of_macintosh_are_dates_too() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active.append([date(2026, 3, 1)])
    assert the_sheet(saved(book)).rows[0][0] == Cell("2026-03-01", Flaw.date)


def test_a_corner_spelt_with_entities_does_not_get_past() -> None:
    bomb = b'<row r="1048576"><c r="&#88;FD1048576" t="n"><v>1</v></c></row>'
    assert len(the_sheet(with_sheet_data(bomb)).rows) == 2


def test_an_empty_styled_cell_far_out_is_nothing_to_refuse() -> None:
    data = with_sheet_data(b'<row r="9000"><c r="XFD9000" s="0"/></row>')
    assert len(the_sheet(data).rows) == 2


def test_too_many_rows_without_numbers_are_refused() -> None:
    assert refusal(with_sheet_data(b"<row><c><v>1</v></c></row>" * 5_001)) == "too_large"


def test_too_many_columns_without_letters_are_refused() -> None:
    assert refusal(with_sheet_data(b"<row>" + b"<c><v>1</v></c>" * 61 + b"</row>")) == "too_large"


def test_merged_ranges_on_top_of_each_other_are_refused() -> None:
    ranges = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD5000"/>' * 1_000 + b"</mergeCells>"
    data = xlsx_changed(xlsx(KARI), SHEET, lambda part: part.replace(b"</sheetData>", ranges))
    assert refusal(data) == "too_large"


def test_a_part_that_is_no_xml_is_said_to_be_damaged() -> None:
    data = xlsx_changed(xlsx(KARI), "xl/workbook.xml", lambda _: b"<workbook")
    assert try_workbook(data) == Attempt(
        code="damaged",
        text="Arbeidsboken er skadet og kan ikke leses. Åpne den i Excel og lagre den på nytt.",
    )
