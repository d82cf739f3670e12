from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.workbooks import HEADINGS, KARI, OLA, xlsx, xlsx_changed

from app.enrolment.problems import Unreadable
from app.enrolment.workbook import read_workbook

if TYPE_CHECKING:
    from app.enrolment.sheets import Sheet

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
