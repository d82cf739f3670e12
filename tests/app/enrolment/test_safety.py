"""A zipped workbook is looked at before anything parses it, and refused fast when it would be dangerous."""

from __future__ import annotations

import re
import time
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from support.workbooks import KARI, xlsx, xlsx_changed, xlsx_with

from app.enrolment.excel.foreign import refuse_old_or_locked
from app.enrolment.problems import Unreadable
from app.enrolment.safety import check_workbook
from app.enrolment.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes) -> str:
    began = time.process_time()
    with pytest.raises(Unreadable) as refused:
        check_workbook(data)
    assert time.process_time() - began < 5
    return refused.value.reason


def with_sheet_data(xml: bytes) -> bytes:
    return xlsx_changed(xlsx(KARI), SHEET, lambda part: part.replace(b"</sheetData>", xml + b"</sheetData>"))


def test_a_cell_in_the_farthest_corner_is_refused_fast() -> None:
    bomb = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'
    assert refusal(with_sheet_data(bomb)) == "too_large"


def test_a_deflate_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal(xlsx_with(xlsx(KARI), "xl/media/bomb.bin", b"\0" * 60_000_000)) == "unsafe"


def test_a_smaller_bomb_is_known_by_its_ratio() -> None:
    assert refusal(xlsx_with(xlsx(KARI), "xl/media/bomb.bin", b"\0" * 20_000_000)) == "unsafe"


def test_a_hundred_thousand_parts_are_refused() -> None:
    out = BytesIO(xlsx(KARI))
    with ZipFile(out, "a") as archive:
        for number in range(1_001):
            archive.writestr(f"xl/{number}", b"")
    assert refusal(out.getvalue()) == "unsafe"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "xl/../../x", "C:/x", "xl\\..\\x"])
def test_names_that_point_out_of_the_file_are_refused(name: str) -> None:
    assert refusal(xlsx_with(xlsx(KARI), name, b"x")) == "unsafe"


def test_a_part_that_appears_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = xlsx_with(xlsx(KARI), SHEET, b"<worksheet/>")
    assert refusal(twice) == "unsafe"


def test_parts_lying_on_top_of_each_other_are_refused() -> None:
    content = zlib.compress(b"x" * 100_000)
    data = bytearray(xlsx_with(xlsx(KARI), "xl/a.bin", content * 50))
    start = data.rfind(b"PK\x01\x02")
    data[start + 20 : start + 24] = (len(data) * 2).to_bytes(4, "little")
    assert refusal(bytes(data)) in {"unsafe", "damaged"}


def test_a_packed_file_inside_is_refused() -> None:
    assert refusal(xlsx_with(xlsx(KARI), "xl/embeddings/more.bin", xlsx(KARI))) == "unsafe"


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
)
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


@pytest.mark.parametrize("part", [SHEET, "docProps/core.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [BILLION_LAUGHS, EXTERNAL, BILLION_LAUGHS.decode().encode("utf-16")])
def test_document_types_and_entities_are_refused(part: str, content: bytes) -> None:
    assert refusal(xlsx_changed(xlsx(KARI), part, lambda _: content)) == "unsafe"


def test_a_workbook_with_a_password_is_told_from_an_old_one() -> None:
    with pytest.raises(Unreadable, match="Filen er beskyttet med passord"):
        refuse_old_or_locked(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(Unreadable, match="det gamle Excel-formatet"):
        refuse_old_or_locked(OLE + b"\0" * 600)


def test_a_zip_with_a_password_is_refused() -> None:
    data = bytearray(xlsx(KARI))
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_another_packed_document_is_no_workbook() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(out.getvalue()) == "not_a_workbook"


def test_a_size_that_lies_is_found_out() -> None:
    data = bytearray(xlsx_with(xlsx(KARI), "xl/media/picture.bin", b"abc" * 5_000))
    start = data.rfind(b"PK\x01\x02")
    data[start + 24 : start + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)) == "damaged"


@pytest.mark.parametrize("part", ["xl/printerSettings/printerSettings1.bin", "xl/media/logo.svg"])
def test_a_macs_printer_and_a_logo_may_bring_rules_that_nobody_reads(part: str) -> None:
    data = xlsx_with(xlsx(KARI), part, b'<?xml version="1.0"?><!DOCTYPE plist SYSTEM "a.dtd"><plist/>')
    assert len(read_workbook(data, "a.xlsx").sheets[0].rows) == 2
