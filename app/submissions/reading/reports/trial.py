"""A template filled in on trial: each place a person would use gets words of its own, and the copy is read again."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from app.submissions.reading.reports.prompts import one_line, without_blanks
from app.submissions.reading.reports.xml_names import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.submissions.reading.reports.office import Office

_TRIAL_WORDS = "Prøvesvar nummer"
_ONE = re.compile(rf"{_TRIAL_WORDS} \d+")
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")


def filled_in(office: Office, hints: Iterable[str]) -> bytes:
    """Fill in a template; `hints` are the texts that stand at its fields, and that a person writes over."""
    at_fields = {one_line(hint) for hint in hints}
    words = (f"{_TRIAL_WORDS} {number}" for number in count(1))
    fill, parts = (_fill_document, [office.main])
    if office.kind == "ppt":
        fill, parts = _fill_slide, sorted(one for one in office.names if _SLIDE.fullmatch(one))
    changed = {}
    for part in parts:
        root = office.part(part)
        fill(root, at_fields, words)
        changed[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(office, changed)


def is_read_back(text: str) -> bool:
    """Say whether a text is the words of one place, or of several below each other, and nothing more."""
    return all(_ONE.fullmatch(one_line(line)) for line in text.split("\n"))


def _fill_document(root: etree._Element, hints: set[str], words: Iterator[str]) -> None:
    for control in list(root.iter("{*}sdt")):
        _write_control(control, next(words))
    places = [block for block in root.iter("{*}tc", "{*}p") if _is_place(block, hints)]
    for place in (one for one in places if _cell(one) in (None, one) or _cell(one) not in places):
        _write(place, next(words))


def _is_place(block: etree._Element, hints: set[str]) -> bool:
    """Say whether a person writes here: an empty cell, an empty paragraph after another, or a hint written over."""
    text = one_line(_text(block))
    if _is_within(block, "sdt") or any(
        block.find(f".//{{*}}{one}") is not None for one in ("sdt", "txbxContent")
    ):
        return False
    cell = _cell(block)
    if cell is not None and _is_passed(cell, one_line(_text(cell))):
        return False
    if text:
        return text in hints or (name(block) == "p" and without_blanks(text) != text)
    if name(block) == "p" and _is_within(block, "tc"):
        return _follows_words(block) and _is_full(block)
    return name(block) == "tc" or (_follows_words(block) or _is_empty_box(block))


def _cell(block: etree._Element) -> etree._Element | None:
    """Return the cell that a block is, or stands in."""
    return block if name(block) == "tc" else next(block.iterancestors("{*}tc"), None)


def _is_passed(cell: etree._Element, text: str) -> bool:
    """Say whether people write in another cell of the row: an empty one after help, or before a column for remarks."""
    before = [bool(_text(one).strip()) for one in cell.itersiblings("{*}tc", preceding=True)][::-1]
    if text:
        after = next(cell.itersiblings("{*}tc"), None)
        return bool(before) and after is not None and not _text(after).strip()
    first = next(cell.getparent().getparent().iter("{*}tr"), None)
    top = [] if first is None else first.findall("{*}tc")[len(before) : len(before) + 1]
    return any(before) and not before[-1] and any(_text(one).strip() for one in top)


def _follows_words(paragraph: etree._Element) -> bool:
    before = paragraph.getprevious()
    return before is not None and name(before) == "p" and bool(_text(before).strip())


def _is_full(paragraph: etree._Element) -> bool:
    """Say whether every cell around has words: then people write below those."""
    table = next(outer for outer in paragraph.iterancestors() if name(outer) == "tbl")
    return all(_text(cell).strip() for cell in table.iter("{*}tc"))


def _is_empty_box(paragraph: etree._Element) -> bool:
    """Say whether this is the first paragraph of a text box with nothing in it."""
    box = paragraph.getparent()
    return box is not None and name(box) == "txbxContent" and box[0] is paragraph and not _text(box).strip()


def _write_control(control: etree._Element, words: str) -> None:
    shown = control.find("{*}sdtPr/{*}showingPlcHdr")
    if shown is not None:
        control.find("{*}sdtPr").remove(shown)
    content = control.find("{*}sdtContent")
    if content is not None and control.find("{*}sdtPr/{*}checkbox") is None:
        _write(content, words)


def _write(block: etree._Element, words: str) -> None:
    """Put words in the first paragraph of a block, in place of what stood in it, or on the line to write on."""
    before = _text(block)
    if name(block) == "p" and without_blanks(before) != before:
        words = f"{without_blanks(before)} {words}"
    for piece in list(block.iter("{*}t")):
        piece.text = ""
    paragraph = next((one for one in block.iter("{*}p")), block)
    namespace = block.tag.rpartition("}")[0] + "}"
    run = etree.SubElement(paragraph, f"{namespace}r")
    etree.SubElement(run, f"{namespace}t").text = words


def _fill_slide(root: etree._Element, hints: set[str], words: Iterator[str]) -> None:
    for frame in list(root.iter("{*}txBody")):
        lines = [one for one in frame.findall("{*}p") if _text(one).strip()]
        is_label = len(lines) == 1 and one_line(_text(frame)) not in hints
        if is_label and not _is_within(frame, "tc"):  # a person writes below it
            _write(etree.SubElement(frame, lines[0].tag), next(words))
        elif not is_label:
            _write((lines or frame.findall("{*}p"))[-1], next(words))


def _text(element: etree._Element) -> str:
    return "".join(piece.text or "" for piece in element.iter("{*}t"))


def _is_within(element: etree._Element, kind: str) -> bool:
    return any(name(outer) == kind for outer in element.iterancestors())


def _packed(office: Office, changed: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part in sorted(office.names):
            archive.writestr(part, changed.get(part) or office.content(part))
    return out.getvalue()
