"""Word, PowerPoint and Excel files made to do harm: refused or read as text, in bounds, and nobody is asked for more.

Where a file points is of no account, since no relationship is followed; and no picture is opened anywhere.
"""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook
from support.papers.reports import NAMESPACES, p, packed, saved, slides, word
from support.paths import ROOT

from app.deliverables.fields import POSTER
from app.enrolment import read_workbook
from app.enrolment.problems import Unreadable as UnreadableWorkbook
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.fields import read

MEGABYTE = 1024 * 1024
DOCUMENT, DECK, BOOK = "word/document.xml", "ppt/presentation.xml", "xl/workbook.xml"
OUTSIDE = (
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "../../../etc/passwd",
    r"\\example.no\share\x.dotm",
)
DOCTYPE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'
WIDE_CELL = (
    f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5_000}"/></w:tcPr>{p("Hei")}</w:tc></w:tr></w:tbl>'
)
MANY_ATTRIBUTES = " ".join(f'a{at}="{at * at}"' for at in range(100_000))
HOSTILE = {
    "a part 100,000 deep": (packed({DOCUMENT: "<a>" * 100_000 + "</a>" * 100_000}), "unsafe"),
    "a part 300 deep": (packed({DOCUMENT: "<a>" * 300 + "x" + "</a>" * 300}), "damaged"),
    "a slide 300 deep": (
        packed({DECK: "<a/>", "ppt/slides/slide1.xml": "<a>" * 300 + "</a>" * 300}),
        "damaged",
    ),
    "a bomb beside the words": (packed({DOCUMENT: "<a/>", "word/media/a.png": bytes(60_000_000)}), "unsafe"),
    "2,001 parts": (packed({DOCUMENT: "<a/>"} | {f"x{at}": "" for at in range(2_000)}), "unsafe"),
    "an attribute of ten megabytes": (packed({DOCUMENT: f'<w a="{"x" * 10_000_000}"/>'}), "unsafe"),
    "100,000 attributes": (
        packed({DOCUMENT: f"<w {MANY_ATTRIBUTES}/>"}),
        "no_fields",
    ),
    "a rule in small letters": (packed({DOCUMENT: DOCTYPE.replace("DOCTYPE", "doctype")}), "damaged"),
    "a rule in UTF-16": (packed({DOCUMENT: DOCTYPE.encode("utf-16-be")}), "unsafe"),
    "a rule in UTF-32": (packed({DOCUMENT: DOCTYPE.encode("utf-32-le")}), "unsafe"),
    "a rule in EBCDIC": (
        packed({DOCUMENT: ('<?xml version="1.0" encoding="cp037"?>' + DOCTYPE).encode("cp037")}),
        "damaged",
    ),
    "a picture in the words' place": (packed({DOCUMENT: b"\x89PNG\r\n\x1a\n" + bytes(200)}), "damaged"),
    "a deck without slides": (packed({DECK: "<a/>"}), "no_fields"),
    "both a document and a deck": (packed({DOCUMENT: "<a/>", DECK: "<a/>"}), "no_fields"),
    "a document by its types alone": (packed({"word/other.xml": "<a/>"}), "not_a_report"),
    "a cell wider than any number": (word(WIDE_CELL), "no_fields"),
    "a file drawn in from the machine": (
        word(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
        ),
        "no_fields",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_paper_is_refused_with_its_reason(name: str) -> None:
    content, code = HOSTILE[name]
    with pytest.raises(Unreadable) as refused:
        read(content, fields=POSTER)
    assert refused.value.finding.code == code


def related(target: str, kind: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


@pytest.mark.parametrize("target", OUTSIDE)
@pytest.mark.parametrize("kind", ["officeDocument", "attachedTemplate", "image", "oleObject", "frame"])
def test_where_a_paper_points_is_not_followed(target: str, kind: str) -> None:
    """The words are read as they would be without: sockets are closed to tests, and so a question would be seen."""
    field = '<w:sdt><w:sdtPr><w:tag w:val="kull:mal"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    document = (
        f"<w:document {NAMESPACES}><w:body>{field.format(p('Halvere ventetiden'))}</w:body></w:document>"
    )
    pointing = {name: related(target, kind) for name in ("_rels/.rels", "word/_rels/document.xml.rels")}
    read_back = read(packed({DOCUMENT: document} | pointing), fields=POSTER)
    assert [answer.text for answer in read_back.answers] == ["Halvere ventetiden"]


def test_a_mark_of_ours_that_came_with_the_file_is_no_mark() -> None:
    marked = '<w:body><w:p kull-mark="x"><w:r kull-mark="x"><w:t>{}</w:t></w:r></w:p></w:body>'
    document = f"<w:document {NAMESPACES}>{marked.format('Mål: Halvere ventetiden')}</w:document>"
    read_back = read(packed({DOCUMENT: document}), fields=POSTER)
    assert [answer.text for answer in read_back.answers] == ["Halvere ventetiden"]


def test_a_poster_with_a_script_and_a_picture_of_a_thousand_million_points_is_read_by_its_words() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>fetch("//example.no")</script></svg>'
    vast = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (2**31 - 1).to_bytes(4) * 2 + b"\x08\x06\0\0\0"
    poster = io.BytesIO(slides(("kull:mal", "Halvere ventetiden")))
    with zipfile.ZipFile(poster, "a") as archive:
        for name, picture in {"a.svg": svg, "b.png": vast, "c.jpeg": b"\xff\xd8\xff" + bytes(100)}.items():
            archive.writestr(f"ppt/media/{name}", picture)
    read_back = read(poster.getvalue(), fields=POSTER)
    assert [answer.text for answer in read_back.answers] == ["Halvere ventetiden"]


def test_no_picture_is_opened_anywhere() -> None:
    opens = re.compile(r"\b(PIL|Image\.open|cairosvg|wand|imageio|cv2)\b")
    found = [
        path
        for room in ("app", "graph_adapters", "jobs")
        for path in (ROOT / room).rglob("*.py")
        if opens.search(path.read_text())
    ]
    assert found == []


S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{S}"><sheetData>{{}}</sheetData></worksheet>'
TYPES = "[Content_Types].xml"
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
READ_AS_EMPTY = "read as empty"
BOOKS = {
    "a sheet 100,000 deep": ({"xl/worksheets/sheet1.xml": "<a>" * 100_000 + "</a>" * 100_000}, "damaged"),
    "a sheet 300 deep": (
        {"xl/worksheets/sheet1.xml": SHEET.format("<row>" * 300 + "</row>" * 300)},
        "damaged",
    ),
    "a sheet on the machine": (
        {"xl/_rels/workbook.xml.rels": related("file:///etc/passwd", "worksheet")},
        READ_AS_EMPTY,
    ),
    "a picture in the sheet's place": ({"xl/worksheets/sheet1.xml": b"\x89PNG\r\n\x1a\n"}, "damaged"),
    "a workbook of another kind": ({BOOK: DOCTYPE.replace("DOCTYPE", "doctype")}, "damaged"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_hostile_workbook_is_refused_or_has_nothing_in_it(name: str) -> None:
    parts, outcome = BOOKS[name]
    assert _read_as(_workbook(parts)) == outcome


def test_a_workbook_in_which_every_cell_points_to_one_long_text_is_not_heard_out() -> None:
    """It takes some kilobytes and says ninety million letters; of its answer we hold 32 MB at most."""
    rows = (f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 3_001))
    content = _workbook(
        {
            "xl/sharedStrings.xml": f'<sst xmlns="{S}"><si><t>{"x" * 30_000}</t></si></sst>',
            "xl/worksheets/sheet1.xml": SHEET.format("".join(rows)),
        }
    )
    tracemalloc.start()
    outcome = _read_as(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(content) < 100_000, outcome, peak < 2.5 * 32 * MEGABYTE) == (True, "too_heavy", True)


def _workbook(parts: dict[str, str | bytes]) -> bytes:
    """Make a workbook of one cell, with other parts in the place of its own, or beside them."""
    book = Workbook()
    book.active["A1"] = "Team"
    before = zipfile.ZipFile(io.BytesIO(saved(book)))
    whole = {one: before.read(one) for one in before.namelist()}
    if "xl/sharedStrings.xml" in parts:
        whole[TYPES] = whole[TYPES].replace(b"</Types>", SHARED_TYPE + b"</Types>")
    return packed(whole | parts)


def _read_as(content: bytes) -> str:
    try:
        sheets = read_workbook(content, "ark.xlsx").sheets
    except UnreadableWorkbook as refused:
        return refused.reason
    return READ_AS_EMPTY if all(sheet.is_empty for sheet in sheets) else "read"
