from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.papers.reports import W, filled, form, p, packed, word

from app.deliverables.fields import POSTER
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.fields import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION_LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = (
    '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
)
MACRO_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
REFUSED = {
    "nothing": (b"", "empty"),
    "text": (b"Maal: halvere ventetiden", "not_a_report"),
    "a PDF": (b"%PDF-1.7 ...", "not_a_report"),
    ".doc": (OLE + bytes(600), "old_format"),
    "with a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ".docm called .docx": (packed({"word/document.xml": "<a/>", "word/vbaProject.bin": b"code"}), "macros"),
    "macros by type only": (
        packed({"word/document.xml": "<a/>", "[Content_Types].xml": MACRO_TYPES}),
        "macros",
    ),
    "an OpenDocument text": (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "not_a_report"),
    "a workbook": (packed({"xl/workbook.xml": "<a/>"}), "not_a_report"),
    "a zip bomb": (packed({"word/document.xml": b"<a>" + bytes(60_000_000) + b"</a>"}), "unsafe"),
    "a part out of the file": (packed({"word/document.xml": "<a/>", "../../etc/passwd": "x"}), "unsafe"),
    "entities that multiply": (packed({"word/document.xml": BILLION_LAUGHS}), "unsafe"),
    "an entity from outside": (packed({"word/document.xml": OUTSIDE}), "unsafe"),
    "an entity in UTF-16": (packed({"word/document.xml": OUTSIDE.encode("utf-16")}), "unsafe"),
    "XML that does not end": (packed({"word/document.xml": "<w:document"}), "damaged"),
    "half a file": (form()[:9_000], "damaged"),
    "tables too deep to be meant": (packed({"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}), "damaged"),
    "a letter": (word(p("Hei, her kommer rapporten i morgen.")), "no_fields"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(Unreadable) as refused:
        read(content, fields=POSTER)
    assert refused.value.finding.code == code
    assert refused.value.finding.level == "error"


def test_the_form_as_it_was_given_is_an_empty_report() -> None:
    assert [finding.code for finding in read(form(), fields=POSTER).findings] == ["empty_report"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_report_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(filled({"mal": "Halvere ventetiden"}))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Unreadable):
        read(bytes(content[: data.draw(st.integers(0, len(content)))]), fields=POSTER)
