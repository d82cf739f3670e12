"""A Word document as its reader sees it: with insertions, without deletions and unanswered prompts.

Elements are known by their local names, so that the strict form of OOXML reads as the usual one. `python-docx` is
not used for reading: it drops what stands in content controls and what was inserted with changes tracked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.submissions.reading.reports.document import Cell, Control, Document, Line, Lines, Row, Table, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from app.submissions.reading.reports.office import Office

PARTS_WITH_WORDS = r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"

_GONE = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "Fallback",
    "txbxContent",
    "pPr",
    "rPr",
    "sdtPr",
}
_MAX_COLUMNS, _MAX_WIDTH_FIGURES = 63, 9  # Word's own limit, and more figures than it takes
_LETTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADINGS = ("heading", "overskrift", "title", "tittel")


def read(office: Office) -> Document:
    root = office.part("word/document.xml")
    body = next((child for child in root if name(child) == "body"), root)
    boxes = [box for box in root.iter("{*}txbxContent") if not _is_within(box, "Fallback")]
    return Document(
        controls=tuple(_control(control) for control in root.iter("{*}sdt") if not _is_gone(control)),
        flows=tuple(tuple(_lines(flow)) for flow in (body, *boxes)),
        tables=tuple(_table(table) for table in root.iter("{*}tbl") if not _is_gone(table)),
        whole="\n".join(_every_word(part) for part in office.parts(PARTS_WITH_WORDS)),
    )


def name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None) -> str:
    """Return the `val` of an element, whatever its namespace."""
    if element is None:
        return ""
    return next((found for key, found in element.attrib.items() if str(key).rpartition("}")[2] == "val"), "")


def _control(control: etree._Element) -> Control:
    return Control(
        tag=value(control.find("{*}sdtPr/{*}tag")),
        name=value(control.find("{*}sdtPr/{*}alias")),
        text=joined(tuple(_lines(control))) or _text(control).strip(),
    )


def _is_prompt(control: etree._Element) -> bool:
    shown = control.find("{*}sdtPr/{*}showingPlcHdr")
    return shown is not None and value(shown) not in {"0", "false", "off"}


def _lines(block: etree._Element) -> Iterator[Line]:
    """Give the paragraphs of a body, a cell or a control; tables are read by themselves."""
    for child in block:
        match name(child):
            case "p":
                yield Line(_text(child).strip(), _is_heading(child))
            case "tbl":
                yield Line("", is_heading=True)  # what stood above does not go on below
            case "sdt" if _is_prompt(child):
                pass
            case kind if kind not in _GONE:
                yield from _lines(child)


def _text(element: etree._Element) -> str:
    if name(element) == "sdt" and _is_prompt(element):
        return ""
    return "".join(_piece(child) for child in element)


def _piece(child: etree._Element) -> str:
    kind = name(child)
    if kind == "t":
        return child.text or ""
    return "" if kind in _GONE else _LETTERS.get(kind) or _text(child)


def _is_heading(paragraph: etree._Element) -> bool:
    style = value(paragraph.find("{*}pPr/{*}pStyle")).lower()
    return style.startswith(_HEADINGS) or paragraph.find("{*}pPr/{*}outlineLvl") is not None


def _table(table: etree._Element) -> Table:
    rows = [
        row
        for row in table.iter("{*}tr")
        if _nearest(row, "tbl") is table and row.find("{*}trPr/{*}del") is None
    ]
    return tuple(_row(row) for row in rows)


def _row(row: etree._Element) -> Row:
    """Return the row's cells, a wide cell as many times as it is columns wide."""
    cells: list[Cell] = []
    for cell in row.iter("{*}tc"):
        if _nearest(cell, "tr") is row:
            wide = value(cell.find("{*}tcPr/{*}gridSpan"))
            cells += [Cell(_cell_lines(cell))] * _columns(wide)
    return tuple(cells)


def _columns(wide: str) -> int:
    """Return how many columns wide a cell is; a number of thousands of figures is more than Python reads."""
    return min(int(wide[:_MAX_WIDTH_FIGURES]), _MAX_COLUMNS) if wide.isdecimal() else 1


def _cell_lines(cell: etree._Element) -> Lines:
    around = cell.getparent()  # a control may hold the whole cell
    control = around.getparent() if around is not None and name(around) == "sdtContent" else None
    if control is not None and _is_prompt(control):
        return ()
    return tuple(line for line in _lines(cell) if line.text)


def _nearest(element: etree._Element, kind: str) -> etree._Element | None:
    return next((outer for outer in element.iterancestors() if name(outer) == kind), None)


def _is_within(element: etree._Element, *kinds: str) -> bool:
    return any(name(outer) in kinds for outer in element.iterancestors())


def _is_gone(element: etree._Element) -> bool:
    return _is_within(element, "Fallback", "del", "moveFrom")


def _every_word(part: etree._Element) -> str:
    """Return every word of a part, deleted words too: an identity number must not hide in them either."""
    return "\n".join(
        "".join(piece.text or "" for piece in paragraph.iter("{*}t", "{*}delText"))
        for paragraph in part.iter("{*}p")
    )
