"""How a sheet looks: hidden rows and columns, filters, struck-through cells and addresses behind links.

openpyxl tells none of it when it reads row by row, so the sheet's XML is walked once more: one row in memory at a
time, and nothing outside the rows and columns we read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from app.enrolment.excel.comments import comments_of
from app.enrolment.excel.xml import children, is_on, local_name, relationships, tree
from app.enrolment.sheets import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.enrolment.excel.package import Package
    from app.enrolment.excel.strikes import Strikes

MIN_SEEN_POINTS = 2.0  # of a row's height
MIN_SEEN_CHARACTERS = 0.5  # of a column's width
_LOOKED_AT = ("sheetPr", "col", "row", "autoFilter", "hyperlink", "tablePart")

Spot = tuple[int, int]
"""A cell: its row from 1, and its column from 0, as `rows[row - 1][column]`."""


@dataclass
class View:
    """A sheet as a person sees it. `struck` holds the text that is left of a cell, `filters` rows from and to."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filters: list[tuple[int, int]] = field(default_factory=list)
    struck: dict[Spot, str] = field(default_factory=dict)
    links: dict[Spot, str] = field(default_factory=dict)
    comments: dict[Spot, tuple[str, ...]] = field(default_factory=dict)

    def is_filtered(self, row: int) -> bool:
        return row in self.hidden_rows and any(top <= row <= bottom for top, bottom in self.filters)


def view_of(package: Package, path: str, strikes: Strikes) -> View:
    """Look at the sheet whose part lies at this path."""
    walk, part = _Walk(package, path, strikes), package.parts[path]
    cells = ("c",) if strikes.may_be_in(part) else ()  # each cell costs, and they are many
    found = etree.iterparse(
        BytesIO(part),
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in (*_LOOKED_AT, *cells)],
        resolve_entities=False,
        no_network=True,
    )
    for event, element in found:
        step = walk.steps.get((event, local_name(element)))
        if step:
            step(element)
    walk.view.comments = comments_of(package.parts, path)
    return walk.view


class _Walk:
    """One pass over a sheet's XML; rows and cells without an address follow the last."""

    def __init__(self, package: Package, path: str, strikes: Strikes) -> None:
        self.view = View()
        self._parts, self._strikes = package.parts, strikes
        self._targets = {one.identity: one.target for one in relationships(package.parts, path)}
        self._row = self._column = 0
        self.steps: dict[tuple[str, str], Callable[[etree._Element], None]] = {
            ("end", "sheetPr"): self._sheet,
            ("end", "col"): self._columns,
            ("start", "row"): self._row_begins,
            ("end", "c"): self._cell,
            ("end", "row"): self._row_ends,
            ("end", "autoFilter"): self._filter,
            ("end", "hyperlink"): self._link,
            ("end", "tablePart"): self._table,
        }

    def _sheet(self, element: etree._Element) -> None:
        if is_on(element, "filterMode"):
            self.view.filters.append((1, MAX_ROWS))

    def _columns(self, element: etree._Element) -> None:
        if is_on(element, "hidden") or _is_below(element.get("width"), MIN_SEEN_CHARACTERS):
            first, last = _number(element.get("min")), _number(element.get("max"))
            self.view.hidden_columns.update(range(max(first, 1) - 1, min(last, MAX_COLUMNS)))

    def _row_begins(self, element: etree._Element) -> None:
        self._row = _number(element.get("r")) or self._row + 1
        self._column = 0
        unseen = is_on(element, "hidden") or _is_below(element.get("ht"), MIN_SEEN_POINTS)
        if unseen and self._row <= MAX_ROWS:
            self.view.hidden_rows.add(self._row)

    def _row_ends(self, element: etree._Element) -> None:
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]

    def _cell(self, element: etree._Element) -> None:
        self._column = _column(element.get("r")) or self._column + 1
        left = self._strikes.left_in(element)
        if left is not None and self._column <= MAX_COLUMNS and self._row <= MAX_ROWS:
            self.view.struck[self._row, self._column - 1] = left

    def _filter(self, element: etree._Element) -> None:
        """Note a filter that is on; the arrows alone hide nothing."""
        if next(children(element, "filterColumn"), None) is not None:
            _, top, _, bottom = range_boundaries(element.get("ref", ""))
            self.view.filters.append((top or 1, bottom or MAX_ROWS))

    def _table(self, element: etree._Element) -> None:
        part = self._parts.get(self._target(element))
        for one in children(tree(part), "autoFilter") if part else ():
            self._filter(one)

    def _link(self, element: etree._Element) -> None:
        address = address_in_link(self._target(element))
        if address:
            left, top, *_ = range_boundaries(element.get("ref", ""))
            self.view.links[top or 1, (left or 1) - 1] = address

    def _target(self, element: etree._Element) -> str:
        keys = (value for name, value in element.attrib.items() if etree.QName(name).localname == "id")
        return self._targets.get(next(keys, ""), "")


def address_in_link(link: str) -> str:
    """Return the address of a mailto link without its subject; nothing for any other link."""
    scheme, _, rest = link.strip().partition(":")
    return unquote(rest.split("?")[0]).strip() if scheme.lower() == "mailto" else ""


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < len("10000000") else 0


def _column(address: str | None) -> int:
    try:
        return column_index_from_string(coordinate_from_string(address)[0]) if address else 0
    except (ValueError, CellCoordinatesException):
        return MAX_COLUMNS + 1


def _is_below(written: str | None, least: float) -> bool:
    try:
        return written is not None and float(written) < least
    except ValueError:
        return False
