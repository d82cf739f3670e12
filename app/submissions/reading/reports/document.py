"""A document as we read it, from any program: controls with tags, running text and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Held(StrEnum):
    """Things in a document that may hold an answer, and are not read as text."""

    picture = "picture"
    figure = "figure"
    text_box = "text_box"
    word_art = "word_art"
    embedded = "embedded"
    chunk = "chunk"
    comment = "comment"
    table = "table"
    struck = "struck"
    hidden = "hidden"
    deleted = "deleted"
    flagged = "flagged"


NOTHING: frozenset[Held] = frozenset()


@dataclass(frozen=True)
class Line:
    """A paragraph; its own line breaks are kept. `holds` tells of answers that are no text there.

    `level` is a heading's, 1 the uppermost; `inside` are the paragraphs of a table that stands in the line's place.
    """

    text: str
    is_heading: bool = False
    holds: frozenset[Held] = NOTHING
    level: int = 0
    is_listed: bool = False
    inside: tuple[str, ...] = ()


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Control:
    """A place made for an answer; `name` is the title people see. An unanswered prompt is no text."""

    tag: str
    name: str
    text: str
    holds: frozenset[Held] = NOTHING


@dataclass(frozen=True)
class Cell:
    """A merged cell is the same object in each row and column that it covers."""

    lines: Lines

    @property
    def text(self) -> str:
        return joined(tuple(line for line in self.lines if line.text))

    @property
    def holds(self) -> frozenset[Held]:
        return held(self.lines)


Row = tuple[Cell, ...]
Table = tuple[Row, ...]


@dataclass(frozen=True)
class Document:
    """`flows` are the body and each text box; `whole` is every word of the file, deleted and hidden ones too.

    `boxes` are the flows that a team has drawn beside what the form has; `holds` is everything of the file.
    """

    controls: tuple[Control, ...]
    flows: tuple[Lines, ...]
    tables: tuple[Table, ...]
    whole: str
    boxes: tuple[Lines, ...] = ()
    holds: frozenset[Held] = NOTHING
    is_poster: bool = False


def joined(lines: Lines) -> str:
    return "\n".join(line.text for line in lines).replace("\t", " ").strip()


def held(lines: Lines) -> frozenset[Held]:
    return frozenset(one for line in lines for one in line.holds)


def lines_of(document: Document) -> Iterator[Line]:
    """Give every line of the running text, and then of the tables."""
    for flow in document.flows:
        yield from flow
    for table in document.tables:
        yield from (line for row in table for cell in row for line in cell.lines)


@dataclass(frozen=True)
class Spot:
    """A cell and the rows and columns it covers, from the first to after the last."""

    cell: Cell
    top: int
    left: int
    bottom: int
    right: int


class Laid:
    """A table by the places of its cells: `at` a row and a column, and the columns where a row's cells begin."""

    def __init__(self, table: Table) -> None:
        self.spots = _spots_of(table)
        self.at = {
            (row, column): spot
            for spot in self.spots
            for row in range(spot.top, spot.bottom)
            for column in range(spot.left, spot.right)
        }
        self._shapes: dict[int, set[int]] = {}
        for (row, _), spot in self.at.items():
            self._shapes.setdefault(row, set()).add(spot.left)

    def shape(self, row: int) -> frozenset[int]:
        return frozenset(self._shapes.get(row, ()))

    def row(self, row: int) -> list[Spot]:
        return [self.at[row, left] for left in sorted(self.shape(row))]


def _spots_of(table: Table) -> list[Spot]:
    """Find each cell's rows and columns, in the order the cells are read."""
    found: dict[int, Spot] = {}
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            known = found.get(id(cell)) or Spot(cell, row, column, row + 1, column + 1)
            found[id(cell)] = replace(known, bottom=row + 1, right=max(known.right, column + 1))
    return list(found.values())


def distinct(spots: Iterable[Spot]) -> list[Spot]:
    return list({id(spot.cell): spot for spot in spots}.values())
