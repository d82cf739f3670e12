"""Reports as people and their programs leave them: our form filled in, and OOXML written by hand trait by trait."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Cm

from app.deliverables import forms

if TYPE_CHECKING:
    from collections.abc import Callable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def form() -> bytes:
    return forms.render_form("statusrapport", "Statusrapport 1.docx")


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": _TYPES, **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(*blocks: str, **parts: str) -> bytes:
    """Write a document of these blocks; `parts` are others by their file name."""
    document = f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}</w:body></w:document>"
    return packed(
        {"word/document.xml": document} | {f"word/{name}.xml": text for name, text in parts.items()}
    )


def p(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def cell(content: str, span: int = 1) -> str:
    inside = content if content.startswith("<") else p(content)
    wide = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    return f"<w:tc>{wide}{inside}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    inside = "".join(
        f"<w:tr>{''.join(c if c.startswith('<w:tc>') else cell(c) for c in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inside}</w:tbl>"


def control(tag: str, inside: str, *, name: str = "", prompt: bool = False) -> str:
    shown = "<w:showingPlcHdr/>" if prompt else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{tag}"/>{shown}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def inserted(text: str) -> str:
    return f'<w:ins w:id="1" w:author="Kari" w:date="2026-11-20T10:00:00Z">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    gone = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="Kari">{gone}</w:del>'


def changed(data: bytes, change: Callable[[Any], object], part: str = "word/document.xml") -> bytes:
    """Edit one part of a file as a program would."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            after.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old.encode(), new.encode()) if name == part else content)
    return out.getvalue()


def controls(root: Any) -> dict[str, Any]:
    return {sdt.find(f"{{{W}}}sdtPr/{{{W}}}tag").get(f"{{{W}}}val"): sdt for sdt in root.iter(f"{{{W}}}sdt")}


def filled(answers: dict[str, str]) -> bytes:
    """Fill in our form as Word does: the prompt's mark goes, the text comes."""

    def fill(root: Any) -> None:
        for key, text in answers.items():
            _write(controls(root)[f"kull:{key}"], text)

    return changed(form(), fill)


def filled_plan(source: str, *rows: tuple[str, ...], **sheets: list[tuple[Any, ...]]) -> bytes:
    """Fill in a plan in Excel; `sheets` are rows for its other sheets."""
    book = load_workbook(BytesIO(forms.render_form(source, "Plan.xlsx")))
    for row in rows:
        book.worksheets[0].append(row)
    for name, more in sheets.items():
        for row in more:
            book[name].append(row)
    return saved(book)


def filled_plan_in_word(source: str, *rows: dict[str, str]) -> bytes:
    """Fill in a plan in Word, each row's cells by the keys of its columns."""

    def fill(root: Any) -> None:
        for number, cells in enumerate(rows, start=1):
            for key, text in cells.items():
                _write(controls(root)[f"kull:{key}.{number}"], text)

    return changed(forms.render_form(source, "Plan.docx"), fill)


def _write(control: Any, text: str) -> None:
    properties = control.find(f"{{{W}}}sdtPr")
    properties.remove(properties.find(f"{{{W}}}showingPlcHdr"))
    control.find(f".//{{{W}}}t").text = text


def without_controls(data: bytes) -> bytes:
    """Take the controls away and leave what they hold, as Google Docs does, and "Fjern innholdskontroll" in Word."""

    def unwrap(root: Any) -> None:
        for sdt in list(root.iter(f"{{{W}}}sdt")):
            parent, at = sdt.getparent(), sdt.getparent().index(sdt)
            parent[at : at + 1] = list(sdt.find(f"{{{W}}}sdtContent"))

    return changed(data, unwrap)


def slides(*boxes: tuple[str, str]) -> bytes:
    """Make a poster of boxes by name and text."""
    poster = Presentation()
    slide = poster.slides.add_slide(poster.slide_layouts[6])
    for name, text in boxes:
        box = slide.shapes.add_textbox(Cm(1), Cm(1), Cm(5), Cm(2))
        box.name, box.text_frame.text = name, text
    return saved(poster)


def slide_table(*rows: tuple[str, str]) -> bytes:
    poster = Presentation()
    slide = poster.slides.add_slide(poster.slide_layouts[6])
    grid = slide.shapes.add_table(len(rows), 2, Cm(1), Cm(1), Cm(20), Cm(9)).table
    for at, row in enumerate(rows):
        grid.cell(at, 0).text, grid.cell(at, 1).text = row
    return saved(poster)


def filled_poster(answers: dict[str, str]) -> bytes:
    poster = Presentation(BytesIO(forms.render_form("poster", "Poster.pptx")))
    for box in poster.slides[0].shapes:
        if answer := answers.get(box.name.removeprefix("kull:")):
            box.text_frame.paragraphs[1].runs[0].text = answer
    return saved(poster)


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def text_box(inside: str) -> str:
    """Write a box as Word does: once for itself and once for older programs."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
