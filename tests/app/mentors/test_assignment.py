"""Each row gets a column of its own, at the least cost, and the same one every time."""

from __future__ import annotations

from itertools import permutations
from random import Random

from app.mentors.assignment import assign


def test_the_cheapest_whole_is_found_where_the_nearest_first_is_dear() -> None:
    assert assign([[1, 2, 9], [1, 9, 9], [9, 9, 3]]) == [1, 0, 2]


def test_there_may_be_more_columns_than_rows() -> None:
    assert assign([[5, 1, 7, 3], [5, 1, 2, 3]]) == [1, 2]


def test_nothing_is_assigned_to_nobody() -> None:
    assert assign([]) == []


def test_no_other_assignment_costs_less() -> None:
    dice = Random(39)
    for _ in range(60):
        rows, columns = dice.randint(1, 5), dice.randint(5, 6)
        costs = [[dice.randint(0, 9) for _ in range(columns)] for _ in range(rows)]
        chosen = assign(costs)
        least = min(
            sum(costs[row][column] for row, column in enumerate(one))
            for one in permutations(range(columns), rows)
        )
        assert len(set(chosen)) == rows
        assert sum(costs[row][column] for row, column in enumerate(chosen)) == least
