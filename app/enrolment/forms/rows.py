"""Lines of a form as rows of cells: a label with its value, a table's columns, or a text alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.sheets import EMPTY, MAX_COLUMNS, MAX_ROWS, Cell, Sheet, too_large
from app.enrolment.table.columns import meaning
from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Texts = tuple[str, ...]
MIN_HEADINGS = 3
_LABELLED = re.compile(r"\s*([^:]{2,60}?)\s*:\s*(\S.*)")
_CHUNK = re.compile(r"\S+(?: \S+)*")
Chunk = tuple[int, str]


def sheet_of(name: str, rows: Iterable[Texts]) -> Sheet:
    """Make a sheet of texts. Raises Unreadable when it is larger than any form."""
    cells = tuple(tuple(_cell(text) for text in row) for row in rows)
    if len(cells) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in cells):
        raise too_large()
    return Sheet(name, cells)


def _cell(text: str) -> Cell:
    tidy = tidy_text(text)
    return Cell(tidy) if tidy else EMPTY


def with_values(rows: Sequence[Texts]) -> list[Texts]:
    """Put a value beside its label, where it stands after a colon or on the line below."""
    told: list[Texts] = []
    waiting = ""
    for row in (_parted(row) for row in rows):
        is_alone = len([text for text in row if text]) == 1 and len(row) == 1
        if waiting and is_alone and meaning(row[0]) is None:
            told[-1] = (waiting, row[0])
            waiting = ""
            continue
        told.append(row)
        waiting = row[0].rstrip(":") if is_alone and meaning(row[0].rstrip(":")) else ""
    return told


def _parted(row: Texts) -> Texts:
    """Part "Foretak: UNN" in two where the label is one we know."""
    found = _LABELLED.fullmatch(row[0]) if len(row) == 1 else None
    return (found[1], found[2]) if found and meaning(found[1]) else row


def by_position(lines: Iterable[str]) -> list[Texts]:
    """Part the lines of a page in columns: below a row of headings each text belongs to the heading it begins under."""
    rows: list[Texts] = []
    columns: list[int] = []
    for line in lines:
        chunks = [(found.start(), found[0]) for found in _CHUNK.finditer(line)]
        if sum(meaning(text) is not None for _, text in chunks) >= MIN_HEADINGS:
            columns = [start for start, _ in chunks]
        is_row = columns and len(chunks) > 1
        columns = columns if is_row else []
        rows.append(_under(chunks, columns) if is_row else tuple(text for _, text in chunks))
    return [row for row in rows if row]


def _under(chunks: list[Chunk], columns: list[int]) -> Texts:
    cells = [""] * len(columns)
    for start, text in chunks:
        at = min(range(len(columns)), key=lambda place: abs(columns[place] - start))
        cells[at] = f"{cells[at]} {text}".strip()
    return tuple(cells)
