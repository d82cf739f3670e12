"""What people have hung on the cells of a sheet: old comments (notes), and the threads of newer Excel."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from app.enrolment.excel.xml import children, relationships, tree
from app.enrolment.sheets import MAX_ROWS
from app.people import tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

_KINDS = ("threadedComment", "comments")  # a thread has a note as well, in which Excel speaks of its version


def comments_of(parts: Mapping[str, bytes], path: str) -> dict[int, tuple[str, ...]]:
    """Return the lines of the comments at each row of a sheet."""
    pointers = relationships(parts, path)
    for kind in _KINDS:
        named = [one.target for one in pointers if one.kind == kind and one.target in parts]
        if named:
            return _by_row(
                one for name in named for one in tree(parts[name]).iter("{*}comment", "{*}threadedComment")
            )
    return {}


def _by_row(comments: Iterable[etree._Element]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for one in comments:
        row = _row(one.get("ref", ""))
        text = "".join(piece for part in children(one, "text") for piece in part.itertext())
        if 0 < row <= MAX_ROWS:
            found[row] += tuple(line for line in map(tidy_text, text.splitlines()) if line)
    return dict(found)


def _row(address: str) -> int:
    try:
        return int(coordinate_from_string(address)[1])
    except CellCoordinatesException:
        return 0
