"""The cheapest way to give each row a column of its own: the Hungarian method, the same answer every time. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INFINITE = float("inf")


def assign(costs: Sequence[Sequence[float]]) -> list[int]:
    """Return the column of each row, so that the sum of costs is least; each column is used once.

    There must be at least as many columns as rows. For a cohort's teams (tens of rows, a hundred columns) it takes
    milliseconds, so no library is loaded for it.
    """
    columns = len(costs[0]) if costs else 0
    row_of: list[int | None] = [None] * columns
    row_price, column_price = [0.0] * len(costs), [0.0] * columns
    for row in range(len(costs)):
        for to, back in pairwise(_cheapest_path(costs, row, row_of, row_price, column_price)):
            if to is not None:
                row_of[to] = row if back is None else row_of[back]
    found = [0] * len(costs)
    for column, taken in enumerate(row_of):
        if taken is not None:
            found[taken] = column
    return found


def _cheapest_path(
    costs: Sequence[Sequence[float]],
    row: int,
    row_of: list[int | None],
    row_price: list[float],
    column_price: list[float],
) -> list[int | None]:
    """Find the columns to shift so that a new row gets one: the free column first, and None for the row itself.

    Prices of rows and columns are raised on the way, so that every cost less its prices stays at least nought.
    """
    least = [INFINITE] * len(row_of)
    before: list[int | None] = [None] * len(row_of)
    closed: set[int] = set()
    here: int | None = None
    at: int | None = row
    while at is not None:
        _look_from(costs[at], row_price[at], column_price, least, before, closed, here)
        here = min((c for c in range(len(row_of)) if c not in closed), key=lambda c: (least[c], c))
        _raise(row, least[here], row_of, row_price, column_price, least, closed)
        closed.add(here)
        at = row_of[here]
    return [here, *_back(before, here)]


def _back(before: Sequence[int | None], column: int | None) -> Iterator[int | None]:
    """Return the columns on the way back to the row, and None for the row itself."""
    while column is not None:
        column = before[column]
        yield column


def _look_from(
    costs: Sequence[float],
    price: float,
    column_price: list[float],
    least: list[float],
    before: list[int | None],
    closed: set[int],
    here: int | None,
) -> None:
    for column, cost in enumerate(costs):
        left = cost - price - column_price[column]
        if column not in closed and left < least[column]:
            least[column], before[column] = left, here


def _raise(
    row: int,
    by: float,
    row_of: list[int | None],
    row_price: list[float],
    column_price: list[float],
    least: list[float],
    closed: set[int],
) -> None:
    row_price[row] += by
    for column in closed:
        holder = row_of[column]
        if holder is not None:
            row_price[holder] += by
        column_price[column] -= by
    for column in range(len(least)):
        if column not in closed:
            least[column] -= by
