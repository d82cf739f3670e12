"""A sheet is looked at once more for what openpyxl does not tell: bounded in time, and damaged by nothing."""

from __future__ import annotations

import re
import time
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from support.workbooks import KARI, OLA, saved, xlsx, xlsx_changed

from app.enrolment.excel.view import address_in_link
from app.enrolment.sheets import Cell, Flaw, Sheet, Unseen
from app.enrolment.xlsx import try_workbook

SHEET = "xl/worksheets/sheet1.xml"


def the_sheet(data: bytes) -> Sheet:
    (sheet,) = try_workbook(data).sheets
    return sheet


def with_xml(old: bytes, new: bytes) -> Sheet:
    return the_sheet(xlsx_changed(xlsx(KARI, OLA), SHEET, lambda part: part.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("attributes", "unseen"),
    [
        (b'hidden="1"', {3: Unseen.hidden_row}),
        (b'hidden="true"', {3: Unseen.hidden_row}),
        (b'ht="0" customHeight="1"', {3: Unseen.hidden_row}),
        (b'ht="1.5"', {3: Unseen.hidden_row}),
        (b'hidden="0" ht="15"', {}),
        (b'collapsed="1" outlineLevel="1"', {}),
        (b'ht="much"', {}),
    ],
)
def test_a_row_is_hidden_by_its_mark_or_its_height(attributes: bytes, unseen: dict[int, Unseen]) -> None:
    assert with_xml(b'<row r="3"', b'<row r="3" ' + attributes).unseen == unseen


@pytest.mark.parametrize(
    ("column", "hidden"),
    [
        (b'min="2" max="4" hidden="1"', {1, 2, 3}),
        (b'min="7" max="16384" hidden="1"', set(range(6, 60))),
        (b'min="5" max="5" width="0" customWidth="1"', {4}),
        (b'min="5" max="5" width="9.5"', set()),
    ],
)
def test_columns_are_hidden_by_their_mark_or_their_width(column: bytes, hidden: set[int]) -> None:
    sheet = with_xml(b"<sheetData>", b"<cols><col " + column + b"/></cols><sheetData>")
    assert sheet.hidden_columns == hidden


def test_a_filter_that_reaches_elsewhere_hides_nothing() -> None:
    hidden = xlsx_changed(
        xlsx(KARI, OLA), SHEET, lambda part: part.replace(b'<row r="3"', b'<row r="3" hidden="1"')
    )
    elsewhere = b'</sheetData><autoFilter ref="H9:J20"><filterColumn colId="0"/></autoFilter>'
    data = xlsx_changed(hidden, SHEET, lambda part: part.replace(b"</sheetData>", elsewhere))
    assert the_sheet(data).unseen == {3: Unseen.hidden_row}


def test_what_is_struck_in_a_row_that_counts_is_left_out_of_the_text() -> None:
    book = load_workbook(BytesIO(xlsx(KARI, OLA)))
    book.worksheets[0]["C3"].font = Font(strike=True)
    sheet = the_sheet(saved(book))
    assert (sheet.rows[2][2], sheet.unseen) == (Cell("", Flaw.struck_through), {})


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("mailto:kari@example.no", "kari@example.no"),
        ("MAILTO:kari%2Bkull@example.no?subject=Hei%20du", "kari+kull@example.no"),
        ("https://example.no/mailto:kari@example.no", ""),
        ("", ""),
    ],
)
def test_an_address_is_found_in_a_mailto_link_alone(link: str, address: str) -> None:
    assert address_in_link(link) == address


@pytest.mark.parametrize(
    "xml",
    [
        b'<row r="99999999999999999999" hidden="1"/>' * 20_000,
        b"<row/>" * 300_000,
        b'<row r="3" hidden="1"><c r="ZZZZZZ9" s="999"/></row>' * 20_000,
    ],
)
def test_rows_without_end_are_walked_in_little_time_and_memory(xml: bytes) -> None:
    def fill(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", xml + b"</sheetData>")

    began = time.process_time()
    tried = try_workbook(xlsx_changed(xlsx(KARI), SHEET, fill))
    assert time.process_time() - began < 10
    assert tried.code in {"", "too_large", "unsafe", "damaged"}


def test_a_link_without_a_target_and_a_filter_without_a_range_break_nothing() -> None:
    torn = b'</sheetData><hyperlinks><hyperlink ref="E2"/></hyperlinks><tableParts><tablePart/></tableParts>'
    sheet = with_xml(b"</sheetData>", torn)
    assert [cell.link for cell in sheet.rows[1]] == [""] * len(sheet.rows[1])
    assert re.fullmatch("kari@.*", sheet.rows[1][4].text)
