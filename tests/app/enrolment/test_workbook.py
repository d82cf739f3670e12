from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from support.workbooks import HEADINGS, KARI, OLA, saved, xlsx, xlsx_changed

from app.enrolment.problems import Unreadable
from app.enrolment.sheets import Cell, Flaw, Sheet
from app.enrolment.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"


SOUND = xlsx(KARI, OLA)
with ZipFile(BytesIO(SOUND)) as _archive:
    PARTS = _archive.namelist()


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


def the_sheet(data: bytes, filename: str = "påmelding.xlsx") -> Sheet:
    (sheet,) = read_workbook(data, filename).sheets
    return sheet


def test_a_workbook_is_read_as_rows_of_text() -> None:
    sheet = the_sheet(xlsx(KARI, headings=HEADINGS))
    assert sheet.name == "Påmelding"
    assert [row[:6] for row in texts(sheet)] == [
        list(HEADINGS),
        ["UNN", "1", "Sengepost A", "Kari Nes", "kari@example.no", "leder"],
    ]


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
    assert [(sheet.name, len(sheet.rows)) for sheet in read_workbook(saved(book), "a.xlsx").sheets] == [
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_the_ways_excel_writes_it(encoding: str, separator: str) -> None:
    text = f"navn{separator}rolle\r\nMáret Čuđŋšŧž{separator}leder\r\n"
    assert texts(the_sheet(text.encode(encoding), "a.csv")) == [["navn", "rolle"], ["Máret Čuđŋšŧž", "leder"]]


def test_csv_from_an_older_excel_keeps_norwegian_letters() -> None:
    assert texts(the_sheet("navn;mål\nÅse Bjørnæs;færre\n".encode("cp1252"), "a.csv")) == [
        ["navn", "mål"],
        ["Åse Bjørnæs", "færre"],
    ]


def test_excels_own_line_about_the_separator_is_no_row() -> None:
    assert texts(the_sheet(b"sep=;\r\nnavn;rolle\r\n", "a.csv")) == [["navn", "rolle"]]


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    assert texts(the_sheet(b'navn;enhet\n"Kari\nNes";"A;B"\n', "a.csv"))[1] == ["Kari Nes", "A;B"]


def test_csv_named_as_excel_is_read_and_said() -> None:
    sheets = read_workbook(b"navn;rolle\n", "a.xlsx")
    assert [problem.code for problem in sheets.problems] == ["csv_in_disguise"]
    assert texts(sheets.sheets[0]) == [["navn", "rolle"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text"),
        (b"\x81\x8d\x8f", "not_text"),
        (b"x" * (10 * 1024 * 1024 + 1), "too_large"),
        (b"a\n" * 5_001, "too_large"),
        (b";" * 60, "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_workbook(data, "a.csv")
    assert refusal.value.reason == code
    assert str(refusal.value).endswith(".")


def read_or_refused(data: bytes, filename: str = "a.xlsx") -> str:
    try:
        read_workbook(data, filename)
    except Unreadable as refusal:
        return str(refusal)
    return "read"


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_whatever_the_bytes_are_we_read_or_refuse(data: bytes) -> None:
    assert read_or_refused(data, "a.csv")
    assert read_or_refused(data)


@given(st.integers(0), st.integers(0, 255))
@settings(max_examples=100, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(place: int, byte: int) -> None:
    damaged = bytearray(SOUND)
    damaged[place % len(damaged)] = byte
    assert read_or_refused(bytes(damaged))


@given(st.sampled_from(PARTS), st.integers(0), st.binary(max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_workbook_with_a_damaged_part_is_read_or_refused(part: str, place: int, bytes_: bytes) -> None:
    def damage(content: bytes) -> bytes:
        spot = place % len(content)
        return content[:spot] + bytes_ + content[spot + len(bytes_) :]

    assert read_or_refused(xlsx_changed(SOUND, part, damage))


def test_a_workbook_cut_short_is_refused() -> None:
    for length in range(0, len(SOUND), 97):
        with pytest.raises(Unreadable):
            read_workbook(SOUND[:length], "a.xlsx")
