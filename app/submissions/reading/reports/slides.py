"""A PowerPoint poster: text boxes whose names carry the fields' tags, boxes of the team's own, and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from app.submissions.reading.reports.document import (
    Cell,
    Control,
    Document,
    Held,
    Line,
    Lines,
    Row,
    Table,
    joined,
)
from app.submissions.reading.reports.xml_names import name, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.submissions.reading.reports.office import Office

OUR_BOXES = "kull"
_SLIDES = r"ppt/slides/slide\d+\.xml"
_NOTES = r"ppt/(notesSlides/notesSlide|comments/\w*?comment)\w*\.xml"
_POINTER = etree.XPath("string(@*[local-name() = 'id' and namespace-uri() != ''])")
_STRUCK = {"sngStrike", "dblStrike"}
_NUMBER = re.compile(r"-?\d{1,15}")
_FRAMES = ("{*}spPr/{*}xfrm", "{*}grpSpPr/{*}xfrm", "{*}xfrm")
_TITLES = {"title", "ctrTitle"}
_HELD = {"relIds": Held.figure, "chart": Held.figure, "oleObj": Held.embedded, "pic": Held.picture}


def read(office: Office) -> Document:
    every, size = _slides(office), _size(office)
    slides = [slide for slide in every if value(slide, "show") not in {"0", "false"}]
    boxes = [box for slide in slides for box in slide.iter("{*}sp") if _is_seen(box, size)]
    titles = _answered_titles(slides, boxes)
    notes = list(office.parts(_NOTES))
    return Document(
        controls=tuple(control for box in boxes for control in _controls(box)),
        flows=tuple(_flow(box, titles) for box in boxes),
        tables=tuple(
            _table(table) for slide in slides for table in slide.iter("{*}tbl") if _is_seen(table, size)
        ),
        whole="\n".join(_every_word(part) for part in (*every, *notes)),
        boxes=tuple(_flow(box, titles) for box in boxes if not _called(box).startswith(OUR_BOXES)),
        holds=frozenset(
            _HELD[kind] for slide in slides for one in slide.iter() if (kind := name(one)) in _HELD
        ),
        is_poster=True,
    )


def _slides(office: Office) -> list[etree._Element]:
    """Return the slides the presentation has, in its order; a part that lies about in the file is none."""
    main = office.part(office.main)
    listed = [_pointer(one) for one in main.iter("{*}sldId")]
    by_id = {one.identity: one.target for one in office.relationships(office.main)}
    told = [by_id[one] for one in listed if one in by_id]
    return [office.part(one) for one in told if one in office.names] or list(office.parts(_SLIDES))


def _pointer(listed: etree._Element) -> str:
    """Return the id of a relationship, which stands beside an id of the slide's own."""
    return str(_POINTER(listed))


def _size(office: Office) -> tuple[int, int] | None:
    """Return how wide and high the slides are."""
    told = next(office.part(office.main).iter("{*}sldSz"), None)
    return _pair(told, "cx", "cy")


def _pair(element: etree._Element | None, first: str, second: str) -> tuple[int, int] | None:
    pair = [value(element, key) for key in (first, second)]
    return (int(pair[0]), int(pair[1])) if all(map(_NUMBER.fullmatch, pair)) else None


def _is_seen(shape: etree._Element, size: tuple[int, int] | None) -> bool:
    """Say whether a shape is shown on its slide, and not one drawn again for older programs."""
    around = (shape, *shape.iterancestors())
    return not any(name(one) == "Fallback" or _is_hidden(one) or _is_outside(one, size) for one in around)


def _is_outside(shape: etree._Element, size: tuple[int, int] | None) -> bool:
    """Say whether a shape lies wholly beside its slide; one in a group is measured by the group."""
    around = shape.getparent()
    if size is None or around is None or name(around) != "spTree":
        return False
    frame = next((one for path in _FRAMES if (one := shape.find(path)) is not None), None)
    if frame is None:
        return False  # where the layout has it
    at, measure = _pair(frame.find("{*}off"), "x", "y"), _pair(frame.find("{*}ext"), "cx", "cy")
    if at is None or measure is None:
        return False
    return any(
        start >= whole or start + long <= 0 for start, long, whole in zip(at, measure, size, strict=True)
    )


def _answered_titles(
    slides: list[etree._Element], boxes: list[etree._Element]
) -> dict[etree._Element, etree._Element]:
    """Return the title of each box that is alone with a title on its slide: what it says is said of that."""
    found = {}
    for slide in slides:
        written = [box for box in boxes if _lines(box) and any(slide is one for one in box.iterancestors())]
        titles = [box for box in written if value(box.find("{*}nvSpPr/{*}nvPr/{*}ph"), "type") in _TITLES]
        if len(written) == 2 and len(titles) == 1:  # noqa: PLR2004 - a title and a box
            found[next(box for box in written if box is not titles[0])] = titles[0]
    return found


def _flow(box: etree._Element, titles: dict[etree._Element, etree._Element]) -> Lines:
    title = titles.get(box)
    return (*(() if title is None else _lines(title)), *_lines(box))


def _is_hidden(shape: etree._Element) -> bool:
    return any(value(one, "hidden") in {"1", "true"} for one in shape.findall("{*}*/{*}cNvPr"))


def _called(box: etree._Element) -> str:
    return value(box.find("{*}nvSpPr/{*}cNvPr"), "name")


def _controls(box: etree._Element) -> tuple[Control, ...]:
    """Return the box by its name and by its alternative text; either may carry the tag."""
    called = box.find("{*}nvSpPr/{*}cNvPr")
    if called is None:
        return ()
    names = dict.fromkeys(str(called.get(key) or "") for key in ("name", "descr"))
    text = joined(_lines(box))
    return tuple(Control(tag=tag, name="", text=text) for tag in names if tag)


def _table(table: etree._Element) -> Table:
    rows: list[Row] = []
    for row in table.iter("{*}tr"):
        rows.append(tuple(_cells(row, rows[-1] if rows else ())))
    return tuple(rows)


def _cells(row: etree._Element, above: Row) -> Iterator[Cell]:
    """Give the row's cells; one that a merge covers is the one that covers it."""
    before: Cell | None = None
    for at, cell in enumerate(row.iter("{*}tc")):
        if before is not None and value(cell, "hMerge") in {"1", "true"}:
            made = before
        elif value(cell, "vMerge") in {"1", "true"} and at < len(above):
            made = above[at]
        else:
            made = Cell(_lines(cell))
        before = made
        yield made


def _lines(element: etree._Element) -> Lines:
    lines = (_line(paragraph) for paragraph in element.iter("{*}p"))
    return tuple(line for line in lines if line.text or line.holds)


def _line(paragraph: etree._Element) -> Line:
    text = "".join(_piece(piece) for piece in paragraph.iter("{*}t", "{*}br")).strip()
    struck = any(_is_struck(piece) and (piece.text or "").strip() for piece in paragraph.iter("{*}t"))
    return Line(text, holds=frozenset({Held.struck} if struck and not text else ()))


def _piece(piece: etree._Element) -> str:
    if name(piece) == "br":
        return "\n"
    return "" if _is_struck(piece) else piece.text or ""


def _is_struck(piece: etree._Element) -> bool:
    run = piece.getparent()
    return run is not None and value(run.find("{*}rPr"), "strike") in _STRUCK


def _every_word(part: etree._Element) -> str:
    lines = ("".join(piece.text or " " for piece in one.iter("{*}t", "{*}br")) for one in part.iter("{*}p"))
    return "\n".join(line.strip() for line in lines if line.strip())
