"""A Word document as its reader sees it: with insertions, without deletions and unanswered prompts.

Elements are known by their local names, so that the strict form of OOXML reads as the usual one. `python-docx` is
not used for reading: it drops what stands in content controls and what was inserted with changes tracked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.submissions.reading.reports.document import (
    NOTHING,
    Cell,
    Control,
    Document,
    Held,
    Line,
    Lines,
    Row,
    Table,
    held,
    joined,
)
from app.submissions.reading.reports.prompts import KNOWN_PROMPTS
from app.submissions.reading.reports.unseen import MARK, drop_marks, mark_comments, mark_flags, mark_unseen
from app.submissions.reading.reports.xml_names import child_value, is_on, name, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from app.submissions.reading.reports.office import Office

_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
_BY_HABIT = r"word/(header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
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
_LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADINGS = ("heading", "overskrift", "title", "tittel")
_CONTENTS = re.compile(r"(toc|innh)\d?")  # styles of a table of contents
_LISTS = ("list", "punkt", "nummer")
_TICKED, _NOT_TICKED = "☒", "☐"
_SYMBOLS = {
    "F0FE": _TICKED,
    "F0FD": _TICKED,
    "F078": _TICKED,
    "F0A8": _NOT_TICKED,
    "F06F": _NOT_TICKED,
    "F0E0": "→",
    "F0DF": "←",
    "F0F3": "↔",
    "F04A": "☺",
    "F04C": "☹",  # Word's own corrections of --> and :-)
}
_HELD = {
    "pic": Held.picture,
    "imagedata": Held.picture,
    "relIds": Held.figure,
    "chart": Held.figure,
    "textpath": Held.word_art,
    "OLEObject": Held.embedded,
    "altChunk": Held.chunk,
    "contentPart": Held.picture,  # what was drawn with a pen
}
_TAG = re.compile(rb"<[^>]*>")


def read(office: Office, prompts: frozenset[str] = KNOWN_PROMPTS) -> Document:
    """Read the main part; `prompts` are those a control's flag is believed of."""
    root = _marked(office, prompts)
    body = next((child for child in root if name(child) == "body"), root)
    drawn = [box for box in root.iter("{*}txbxContent") if not _is_within(box, "Fallback")]
    boxes = tuple(tuple(_lines(box)) for box in drawn)
    return Document(
        controls=tuple(_control(control) for control in root.iter("{*}sdt") if not _is_gone(control)),
        flows=(tuple(_lines(body)), *boxes),
        tables=tuple(_table(table) for table in root.iter("{*}tbl") if not _is_gone(table)),
        whole="\n".join((*map(_every_word, _parts_with_words(office)), *_chunks(office))),
        boxes=boxes,
        holds=_holds(root),
    )


def _marked(office: Office, prompts: frozenset[str]) -> etree._Element:
    root = office.part(office.main)
    styles = next(
        (office.part(one) for one in office.related(office.main, "styles") if one in office.names), None
    )
    comments = [office.part(one) for one in office.related(office.main, "comments") if one in office.names]
    drop_marks(root)
    mark_unseen(root, styles)
    mark_comments(root, comments or list(office.parts(r"word/comments\.xml")))
    mark_flags(root, prompts | _own_prompts(office))
    return root


def _own_prompts(office: Office) -> frozenset[str]:
    """Return the document's own prompts, which it keeps in a glossary."""
    parts = [
        office.part(one) for one in office.related(office.main, "glossaryDocument") if one in office.names
    ]
    entries = (entry for part in parts for entry in part.iter("{*}docPart"))
    return frozenset("".join(piece.text or "" for piece in entry.iter("{*}t")).strip() for entry in entries)


def _parts_with_words(office: Office) -> list[etree._Element]:
    related = [one for one in office.related(office.main, *_BESIDE) if one in office.names]
    habitual = [one for one in sorted(office.names) if re.fullmatch(_BY_HABIT, one)]
    return [office.part(one) for one in dict.fromkeys((*sorted({*related, *habitual}), office.main))]


def _chunks(office: Office) -> list[str]:
    """Return the words of the files that were put in whole, as far as they are plain text."""
    parts = office.related(office.main, "aFChunk")
    return [_TAG.sub(b" ", office.content(one)).decode(errors="ignore") for one in parts]


def _control(control: etree._Element) -> Control:
    lines = tuple(_lines(control))
    flagged = {Held.flagged} if control.get(MARK) else NOTHING
    return Control(
        tag=value(control.find("{*}sdtPr/{*}tag")),
        name=value(control.find("{*}sdtPr/{*}alias")),
        text=joined(lines) or _text(control).replace("\t", " ").strip(),
        holds=_holds(control) | held(lines) | flagged,
    )


def _is_prompt(control: etree._Element) -> bool:
    shown = control.find("{*}sdtPr/{*}showingPlcHdr")
    return shown is not None and is_on(shown)


def _lines(block: etree._Element) -> Iterator[Line]:
    """Give the paragraphs of a body, a cell or a control; tables are read by themselves."""
    for child in block:
        match name(child):
            case "p" if not _CONTENTS.fullmatch(_style(child)):
                yield _line(child)
            case "tbl":
                told = frozenset({Held.table} if _has_words(child) else ())
                inside = tuple(_text(paragraph).strip() for paragraph in child.iter("{*}p"))
                yield Line("", is_heading=True, holds=told, inside=inside)
            case "altChunk":
                yield Line("", holds=frozenset({Held.chunk}))
            case "sdt" if _is_prompt(child):
                pass
            case kind if kind not in _GONE:
                yield from _lines(child)


def _line(paragraph: etree._Element) -> Line:
    text = _text(paragraph).strip()
    level = _level(paragraph)
    return Line(
        text,
        is_heading=level > 0,
        holds=_holds(paragraph, has_text=bool(text)),
        level=level,
        is_listed=paragraph.find("{*}pPr/{*}numPr") is not None or _style(paragraph).startswith(_LISTS),
    )


def _text(element: etree._Element) -> str:
    if (name(element) == "sdt" and _is_prompt(element)) or (name(element) == "r" and element.get(MARK)):
        return ""
    return "".join(_piece(child) for child in element)


def _piece(child: etree._Element) -> str:
    match name(child):
        case "t":
            return child.text or ""
        case "sym":
            return _SYMBOLS.get(value(child, "char").upper(), "")
        case "checkBox":
            return _ticked(child)
        case kind if kind in _GONE:
            return ""
        case kind:
            return _LETTERS.get(kind) or _text(child)


def _ticked(box: etree._Element) -> str:
    """Read a box to tick from before content controls."""
    ticked = box.find("{*}checked")
    ticked = box.find("{*}default") if ticked is None else ticked
    return _TICKED if ticked is not None and is_on(ticked) else _NOT_TICKED


def _holds(element: etree._Element, *, has_text: bool = False) -> frozenset[Held]:
    """Tell of what stands in an element and is no text; what is crossed out counts where nothing else stands."""
    found = {one for inner in element.iter("{*}*") if (one := _held(inner))}
    return frozenset(found - {Held.deleted, Held.struck, Held.hidden} if has_text else found)


def _held(element: etree._Element) -> Held | None:
    kind = name(element)
    if kind == "txbxContent":
        return Held.text_box if _has_words(element) and not _is_within(element, "Fallback") else None
    if kind in {"del", "moveFrom"}:
        return Held.deleted if _has_words(element) else None
    if marked := element.get(MARK):
        return Held(marked) if kind != "r" or _has_words(element) else None
    return _HELD.get(kind)


def _has_words(element: etree._Element) -> bool:
    return any((piece.text or "").strip() for piece in element.iter("{*}t", "{*}delText"))


def _level(paragraph: etree._Element) -> int:
    """Return how deep a heading lies, 1 the uppermost; 0 where this is none."""
    outline = child_value(paragraph, "{*}pPr/{*}outlineLvl")
    if paragraph.find("{*}pPr/{*}outlineLvl") is not None:
        return int(outline[:1]) + 1 if outline.isdecimal() else 1
    style = _style(paragraph)
    if not style.startswith(_HEADINGS):
        return 0
    return int(style[-1]) or 1 if style[-1].isdecimal() else 1


def _style(paragraph: etree._Element) -> str:
    return child_value(paragraph, "{*}pPr/{*}pStyle").lower()


def _table(table: etree._Element) -> Table:
    rows: list[Row] = []
    for row in table.iter("{*}tr"):
        if _nearest(row, "tbl") is table and not _is_unseen_row(row):
            rows.append(_row(row, above=rows[-1] if rows else ()))
    return tuple(rows)


def _is_unseen_row(row: etree._Element) -> bool:
    hidden = row.find("{*}trPr/{*}hidden")
    return row.find("{*}trPr/{*}del") is not None or (hidden is not None and is_on(hidden))


def _row(row: etree._Element, above: Row) -> Row:
    """Return the row's cells, a wide cell as many times as it is columns wide, and a high one in each row."""
    cells: list[Cell] = [Cell(())] * _columns(child_value(row, "{*}trPr/{*}gridBefore"), least=0)
    for cell in row.iter("{*}tc"):
        if _nearest(cell, "tr") is not row or cell.find("{*}tcPr/{*}cellDel") is not None:
            continue
        wide = _columns(child_value(cell, "{*}tcPr/{*}gridSpan"))
        made = _merged(cell, cells, above) or Cell(_cell_lines(cell))
        cells += [made] * wide
    return tuple(cells)


def _merged(cell: etree._Element, before: list[Cell], above: Row) -> Cell | None:
    """Return the cell that this one goes on from: the one above, or the one to the left."""
    if before and child_value(cell, "{*}tcPr/{*}hMerge") in {"cont", "continue"}:
        return before[-1]
    down = cell.find("{*}tcPr/{*}vMerge")
    goes_on = down is not None and value(down) in {"", "cont", "continue"}
    return above[len(before)] if goes_on and len(before) < len(above) and not _has_words(cell) else None


def _columns(wide: str, *, least: int = 1) -> int:
    """Return how many columns wide a cell is; a number of thousands of figures is more than Python reads."""
    return min(int(wide[:_MAX_WIDTH_FIGURES]), _MAX_COLUMNS) if wide.isdecimal() else least


def _cell_lines(cell: etree._Element) -> Lines:
    around = cell.getparent()  # a control may hold the whole cell
    control = around.getparent() if around is not None and name(around) == "sdtContent" else None
    if control is not None and _is_prompt(control):
        return ()
    return tuple(line for line in _lines(cell) if line.text or line.holds)


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
