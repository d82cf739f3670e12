"""Find the table of people in a sheet, and map its headings to columns.

Two forms are read by one rule. In a list there is one row a person with everything in columns. In a form
there is one sheet a team: above its table of people stand the team's facts, label in column A and value
beside it, and they hold for every row below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from app.enrolment.sheets import EMPTY, Cell, Flaw, Row, Sheet, Unseen
from app.enrolment.table.columns import NEEDED, Column, is_loose, is_plain, meaning, name_part
from app.enrolment.table.respondents import is_nobody, rivals_of_respondent
from app.enrolment.table.two_rows import with_one_row_of_headings
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

__all__ = ["NEEDED", "Column", "Fact", "Table", "people_columns", "tables"]

_TEAM_FACTS = (
    Column.organisation,
    Column.priority,
    Column.team,
    Column.unit,
    Column.theme,
    Column.problem,
    Column.aim,
    Column.tracks,
    Column.site,
)
_READS_AS_HELP = re.compile(
    r"\W|(?:skriv|fyll|velg|vel|oppgi|navnet|namnet|hvilke[tn]?|kva|hva|for eksempel|f\.? ?eks|eksempel|eks|"
    r"write|e\.g)\b",
    re.IGNORECASE,
)
"""Text that stands in a column of its own where no fact is filled in."""
_MIN_TABLE_HEADINGS = 3
_MIN_NAME_PARTS = 2


@dataclass(frozen=True)
class Fact:
    """A team's fact above the table: its value and the row it stands in."""

    cell: Cell
    row: int


@dataclass(frozen=True)
class Table:
    """A table of people. `candidates` are all columns for one thing; `positions` the one of each that is read.

    A whole name in two or three columns is joined; they are `name_parts`. `hidden` columns hold text and are not read.
    """

    sheet: Sheet
    heading_row: int
    positions: dict[Column, int]
    facts: dict[Column, Fact]
    candidates: dict[Column, tuple[int, ...]] = field(default_factory=dict)
    name_parts: tuple[int, ...] = ()
    hidden: dict[Column, int] = field(default_factory=dict)
    needed: tuple[Column, ...] = NEEDED

    @property
    def is_form(self) -> bool:
        return Column.team in self.facts

    @property
    def headings(self) -> Row:
        return self.sheet.rows[self.heading_row - 1]

    def heading(self, column: Column) -> str:
        """Return where a column is, as a person finds it: its letter and its heading."""
        if column is Column.name and self.name_parts:
            return " og ".join(map(self.heading_at, self.name_parts))
        position = self.positions.get(column)
        return f"B ({column.value})" if position is None else self.heading_at(position)

    def heading_at(self, position: int) -> str:
        return f"{get_column_letter(position + 1)} ({self.headings[position].text})"

    def missing(self) -> list[Column]:
        known = {*self.positions, *self.facts, *self.hidden}
        return [column for column in self.needed if column not in known]

    def names(self) -> set[str]:
        """Return the names that stand in the table; one in parts is joined."""
        places = self.name_parts or self.candidates.get(Column.name, ())[:1]
        rows = ((row[place].text for place in places if place < len(row)) for _, row in self.below())
        return {same_spelling(name) for texts in rows if (name := " ".join(filter(None, texts)))}

    def below(self) -> Iterator[tuple[int, Row]]:
        return enumerate(self.sheet.rows[self.heading_row :], start=self.heading_row + 1)


def tables(sheets: tuple[Sheet, ...], needed: tuple[Column, ...] = NEEDED) -> list[Table]:
    """Return the sheets that hold people; if none does, the sheet with most known headings.

    A hidden sheet is one of them only when nothing is missing in it.
    """
    joined = [replace(sheet, rows=with_one_row_of_headings(sheet.rows)) for sheet in sheets]
    found = [(sheet, *_heading_row(sheet.rows, sheet.unseen)) for sheet in joined]
    best = max((known for sheet, _, known in found if not is_hidden(sheet)), default=0)
    enough = min(max(best, 1), _MIN_TABLE_HEADINGS)
    likely = [replace(_table(sheet, row), needed=needed) for sheet, row, known in found if known >= enough]
    whole = [table for table in likely if not table.missing()]
    return [
        table
        for table in likely
        if not table.missing() or not (is_hidden(table.sheet) or _is_about(table, whole))
    ]


def _is_about(table: Table, whole: list[Table]) -> bool:
    """Tell whether a sheet only lists or counts what stands in others: it has no people, or no more than they have."""
    known = {*table.positions, *table.hidden}
    if not {Column.name, Column.email} & known:
        return bool(whole) and not table.is_form
    if table.is_form or {Column.email, Column.roles} & known:
        return False
    elsewhere = {name for other in whole for name in other.names()}
    return bool(elsewhere) and table.names() <= elsewhere


def is_hidden(sheet: Sheet) -> bool:
    return Unseen.hidden_sheet in sheet.unseen.values()


def people_columns(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return the columns of names and addresses in the rows of a sheet, and none where there is no table."""
    rows = with_one_row_of_headings(rows)
    row, known = _heading_row(rows)
    if known < _MIN_TABLE_HEADINGS:
        return ()
    found = columns_in(rows[row - 1])
    return (*found.get(Column.name, ()), *name_columns(rows[row - 1]), *found.get(Column.email, ()))


def _heading_row(rows: Sequence[Row], unseen: Container[int] = ()) -> tuple[int, int]:
    """Return the first of the rows that hold most headings we know, rather one that is seen, and their number."""
    counted = ((number, known_headings(row)) for number, row in enumerate(rows, start=1))
    return max(counted, key=lambda found: (found[1], found[0] not in unseen), default=(1, 0))


def known_headings(row: Row) -> int:
    return len(columns_in(row)) + bool(name_columns(row))


def columns_in(row: Row) -> dict[Column, tuple[int, ...]]:
    found: dict[Column, tuple[int, ...]] = {}
    for position, cell in enumerate(row):
        column = meaning(cell.text) if cell.text else None
        if column is not None:
            found[column] = (*found.get(column, ()), position)
    return {column: _best_first(row, places) for column, places in found.items()}


def _best_first(row: Row, places: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(places, key=lambda place: is_loose(row[place].text)))


def name_columns(row: Row) -> tuple[int, ...]:
    """Return the columns of first, middle and last names in this order; one alone is no whole name."""
    parts = [(name_part(cell.text), position) for position, cell in enumerate(row) if cell.text]
    in_order = sorted((order, position) for order, position in parts if order is not None)
    is_whole = len({order for order, _ in in_order}) >= _MIN_NAME_PARTS
    return tuple(position for _, position in in_order) if is_whole else ()


def _table(sheet: Sheet, heading_row: int) -> Table:
    headings, below = sheet.rows[heading_row - 1], sheet.rows[heading_row:]
    candidates = columns_in(headings)
    for column, rivals in rivals_of_respondent(headings, below, candidates).items():
        candidates[column] = (*candidates[column], *rivals)
    joined = () if Column.name in candidates else name_columns(headings)
    if joined:
        candidates[Column.name] = joined[:1]
    unread = sheet.hidden_columns & {place for place in range(len(headings)) if _has_text(below, place)}
    seen = {column: _first(places, unread, below) for column, places in candidates.items()}
    hidden = {column: place for column, place in seen.items() if place in unread}
    if set(joined) & unread:
        hidden[Column.name] = min(set(joined) & unread)
    positions = {column: place for column, place in seen.items() if column not in hidden}
    above = team_facts(sheet, heading_row).items()
    facts = {column: _first_said(said) for column, said in above if column not in candidates}
    return Table(sheet, heading_row, positions, facts, candidates, joined, hidden)


def _has_text(rows: Sequence[Row], place: int) -> bool:
    cells = (row[place] for row in rows if place < len(row))
    return any(cell.flaw or (cell.text and not is_nobody(cell.text)) for cell in cells)


def _first(places: tuple[int, ...], unread: frozenset[int], rows: Sequence[Row]) -> int:
    """Return the first column that is seen and filled; of none the first."""
    seen = [place for place in places if place not in unread]
    return next((place for place in seen if _has_text(rows, place)), (*seen, *places)[0])


def team_facts(sheet: Sheet, heading_row: int) -> dict[Column, list[Fact]]:
    """Return the facts above the table that are seen; a label with help beside it and no value says nothing."""
    above = [(number, row) for number, row in enumerate(sheet.rows[: heading_row - 1], start=1)]
    seen = [
        (number, row)
        for number, row in above
        if number not in sheet.unseen and label(row) in _TEAM_FACTS and not _is_of_headings(row)
    ]
    gap = min((_empty_before(_beside(row)) for _, row in seen if _has_value(row)), default=0)
    found: dict[Column, list[Fact]] = {}
    for number, row in seen:
        for column, value in _pairs(row, gap):
            found.setdefault(column, []).append(Fact(value, number))
    return found


def _is_of_headings(row: Row) -> bool:
    """Tell whether a heading stands right beside another: then neither is the other's value."""
    beside = _beside(row)[:1]
    return bool(beside and beside[0].text) and meaning(beside[0].text) is not None


def label(row: Row) -> Column | None:
    """Return what a row above the table is about, by its first text."""
    first = next((cell.text for cell in row if cell.text), "")
    return meaning(first) if first else None


def _pairs(row: Row, gap: int) -> Iterator[tuple[Column, Cell]]:
    """Give the facts of a row: labels with their values after them, all with the same number of empty cells between."""
    column, beside = label(row), _beside(row)
    first = next(cell.text for cell in row if cell.text)
    value = beside[gap] if gap < len(beside) else EMPTY
    if gap and _READS_AS_HELP.match(value.text):
        value = EMPTY
    if column is not None and (value != EMPTY or is_plain(first)):
        yield column, value
    rest = beside[gap + 1 :]
    if value != EMPTY and label(rest) in _TEAM_FACTS and _has_value(rest):
        yield from _pairs(rest, gap)


def _has_value(row: Row) -> bool:
    return any(cell != EMPTY for cell in _beside(row))


def _empty_before(cells: Row) -> int:
    return next((place for place, cell in enumerate(cells) if cell != EMPTY), 0)


def _beside(row: Row) -> Row:
    """Return the cells after a label; one merged over two columns has its value after them."""
    place = next((place for place, cell in enumerate(row) if cell.text), 0)
    text = row[place].text if row else ""
    return tuple(cell for cell in row[place + 1 :] if not (cell.flaw is Flaw.merged and cell.text == text))


def _first_said(facts: list[Fact]) -> Fact:
    return next((fact for fact in facts if fact.cell != EMPTY), facts[0])
