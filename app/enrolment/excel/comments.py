"""What people have hung on the cells of a sheet: old comments (notes), and the threads of newer Excel."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from app.enrolment.excel.xml import children, relationships, tree
from app.enrolment.sheets import MAX_ROWS
from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

Spot = tuple[int, int]  # a row from 1, and a column from 0

_STANDS_FOR_A_THREAD = "tc="  # so the author of the note is called in which Excel speaks of its version
_SPEAKS_OF_A_THREAD = ("[threaded comment]", "[kommentartråd]", "[trådet kommentar]")


def comments_of(parts: Mapping[str, bytes], path: str) -> dict[Spot, tuple[str, ...]]:
    """Return the lines of the comments on each cell of a sheet: its threads, and the notes that are no thread's."""
    threads = _by_spot(_elements(parts, path, "threadedComment"))
    notes = _by_spot(one for one in _elements(parts, path, "comments") if not _is_a_threads(one))
    return threads | {spot: lines for spot, lines in notes.items() if spot not in threads}


def by_row(
    comments: Mapping[Spot, tuple[str, ...]], merged: Iterable[tuple[int, int, int, int]]
) -> dict[int, tuple[str, ...]]:
    """Return the comments by their rows; one on a merged cell hangs on all rows of it."""
    bottoms = {(top, left - 1): bottom for left, top, _, bottom in merged}
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for (row, column), lines in comments.items():
        for number in range(row, min(bottoms.get((row, column), row), MAX_ROWS) + 1):
            found[number] += lines
    return dict(found)


def _elements(parts: Mapping[str, bytes], path: str, kind: str) -> Iterator[etree._Element]:
    for one in relationships(parts, path):
        if one.kind == kind and one.target in parts:
            yield from tree(parts[one.target]).iter("{*}comment", "{*}threadedComment")


def _is_a_threads(note: etree._Element) -> bool:
    authors = [one.text or "" for one in note.getroottree().getroot().iter("{*}author")]
    author = note.get("authorId", "")
    by = authors[int(author)] if author.isdecimal() and int(author) < len(authors) else ""
    return by.startswith(_STANDS_FOR_A_THREAD) or _text(note).strip().casefold().startswith(
        _SPEAKS_OF_A_THREAD
    )


def _by_spot(comments: Iterable[etree._Element]) -> dict[Spot, tuple[str, ...]]:
    found: dict[Spot, tuple[str, ...]] = defaultdict(tuple)
    for one in comments:
        row, column = _spot(one.get("ref", ""))
        if 0 < row <= MAX_ROWS:
            found[row, column] += tuple(line for line in map(tidy_text, _text(one).splitlines()) if line)
    return dict(found)


def _text(comment: etree._Element) -> str:
    return "".join(piece for part in children(comment, "text") for piece in part.itertext())


def _spot(address: str) -> Spot:
    try:
        column, row = coordinate_from_string(address)
        return int(row), column_index_from_string(column) - 1
    except (ValueError, CellCoordinatesException):
        return 0, 0
