"""The main part of a workbook is where its relationships say; strict Open XML is made ordinary."""

from __future__ import annotations

import re

from support.workbooks import KARI, xlsx, xlsx_changed

from app.enrolment.excel.package import main_part, opened_package
from app.enrolment.safety import safe_parts
from app.enrolment.xlsx import try_workbook

KINDS = rb"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument|drawingml)/2006/"


def strict(data: bytes) -> bytes:
    for name in safe_parts(data):
        data = xlsx_changed(data, name, lambda part: re.sub(KINDS, rb"http://purl.oclc.org/ooxml/\1/", part))
    return data


def test_an_ordinary_package_is_read_as_it_is() -> None:
    data = xlsx(KARI)
    package = opened_package(safe_parts(data), data)
    assert (package.main, package.is_strict, package.data is data) == ("xl/workbook.xml", False, True)


def test_a_strict_workbook_gives_the_same_sheets() -> None:
    assert try_workbook(strict(xlsx(KARI))) == try_workbook(xlsx(KARI))


def test_a_strict_workbook_that_cannot_be_read_is_refused_by_that_name() -> None:
    torn = xlsx_changed(strict(xlsx(KARI)), "xl/worksheets/sheet1.xml", lambda part: part[:-20])
    tried = try_workbook(torn)
    assert tried.code == "strict_open_xml"
    assert tried.text == (
        "Arbeidsboken er lagret som «Strict Open XML-regneark», og den kan vi ikke lese. "
        "Åpne den i Excel, velg Lagre som, og velg Excel-arbeidsbok (.xlsx)."
    )


def test_a_package_that_points_to_another_kind_has_no_main_part() -> None:
    parts = safe_parts(xlsx(KARI))
    assert main_part({**parts, "xl/workbook.xml": b"<document/>"}) == ""
    assert (
        main_part({name: part for name, part in parts.items() if name != "_rels/.rels"}) == "xl/workbook.xml"
    )
