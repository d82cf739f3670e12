"""Answers in a table, however it is laid out: beside their label or below it, in cells that are merged or split.

A place that is certain gives its text. Words that may be the answer, farther off or in the label's own cell, are told
of and not taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.submissions.reading.reports.document import Held, Laid, Spot, distinct
from app.submissions.reading.reports.labels import HEADINGS, REMARKS, Place, plain
from app.submissions.reading.reports.prompts import looks_like_help, one_line
from app.submissions.reading.reports.steps import TICKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.submissions.reading.reports.document import Document, Table
    from app.submissions.reading.reports.labels import Labels


_LEAST_STEPS = 4  # cells in a row, fewer may be an answer and a remark
_TICK = re.compile(rf"[xX{TICKED}]|.*\W[xX]|[xX]\W.*|.*[{TICKED}].*", re.DOTALL)


@dataclass(frozen=True)
class _Label:
    spot: Spot
    key: str
    rest: str


def find(document: Document, labels: Labels) -> Iterator[Place]:
    """Give every place that stands by a label in a document, the empty ones too."""
    yield from labels.in_flows(document.flows)
    for table in document.tables:
        yield from _Grid(table, labels).places()


class _Grid:
    def __init__(self, table: Table, labels: Labels) -> None:
        self._labels = labels
        self._laid = Laid(table)
        self._spots, self._at = self._laid.spots, self._laid.at
        self._known: dict[int, _Label] = {}
        self._unsure_rows: set[int] = set()
        self._doubtful: dict[int, bool] = {}
        for spot in self._spots:  # in the order they are read: a cell beside a label is its answer
            if found := self._label(spot):
                self._known[id(spot.cell)] = found
        self._help = _at_several_labels(self._known.values())
        self._remarks = self._headed(REMARKS)
        self._answers: set[int] = set()
        self._by_labels = {at: self._by_label(label) for at, label in self._known.items()}

    def places(self) -> Iterator[Place]:
        for spot in self._spots:
            label = self._known.get(id(spot.cell))
            if label is None:
                if id(spot.cell) not in self._answers:  # there, a word of a label begins a line of the answer
                    yield from self._labels.in_flow(spot.cell.lines)
            elif found := self._by_labels[id(spot.cell)]:
                yield self._sure(found, spot)
            elif label.rest:
                yield from self._in_own_cell(label)

    def _sure(self, place: Place, spot: Spot) -> Place:
        """Take nothing for certain in a row that may be labels, and may be a label and its answer."""
        if spot.top not in self._unsure_rows:
            return place
        after = self._at.get((spot.top, spot.right))
        beside = after.cell.text if after else ""
        return replace(place, text="", unclear=together(place.text, beside, place.unclear))

    def _label(self, spot: Spot) -> _Label | None:
        """Know a label; one with words after it is an answer where it stands beside a bare label."""
        key, rest = self._labels.opening(spot.cell)
        if not key or (rest and len({one.key for one in self._labels.in_flow(spot.cell.lines)}) > 1):
            return None
        if not rest or self._is_help(rest) or not self._is_beside_label(spot):
            return _Label(spot, key, rest)
        if not self._is_over_words(spot.top + 1):
            return None
        self._unsure_rows.add(spot.top)
        return _Label(spot, key, rest)

    def _is_over_words(self, row: int) -> bool:
        """Say whether a row begins with words that are no label: then the row above may be labels all through."""
        first = self._at.get((row, 0))
        return bool(first and first.cell.text and not self._labels.opening(first.cell)[0])

    def _is_beside_label(self, spot: Spot) -> bool:
        before = self._at.get((spot.top, spot.left - 1))
        left = self._known.get(id(before.cell)) if before else None
        return left is not None and (not left.rest or self._is_help(left.rest))

    def _is_help(self, text: str) -> bool:
        return self._labels.template.are(text) or looks_like_help(text)

    def _in_own_cell(self, label: _Label) -> Iterator[Place]:
        """Read a label and its answer in one cell, which has no other place for it."""
        found = list(self._labels.in_flow(label.spot.cell.lines))
        yield from found
        if not found:
            yield Place(label.key, unclear=label.rest)

    def _by_label(self, label: _Label) -> Place | None:
        """Give the place beside a label, or the one below it where nothing but labels stand beside."""
        if label.key in self._labels.steps and (step := self._step(label)):
            return step
        rows = [self._in_row(row, label.spot.right) for row in self._own_rows(label.spot)]
        if not any(rows):
            return self._by_label_above(label)
        if self._may_be_heading(label.spot):
            return self._unsure(
                label, distinct((*(spot for one in rows for spot in one), *self._below(label.spot)))
            )
        passed = [cells[0] for cells in rows if self._is_passed(label, cells)]
        cells = [cells[1:] if cells and cells[0] in passed else cells for cells in rows]
        answer = distinct(one[0] for one in cells if one)
        remarks = self._remarks_at(label.spot)
        farther = self._words(distinct((*(spot for one in cells for spot in one[1:]), *remarks)))
        place = self._told(label, answer)
        if place.text and len(max(cells, key=len)) > 1 and self._is_doubtful(label.spot.left):
            return replace(place, text="", unclear=together(place.text, farther))
        below = "" if place.text else self._words(self._alone_below(label.spot))
        return self._with_doubts(
            place, label, self._words(passed) if place.text else "", together(farther, below)
        )

    def _own_rows(self, spot: Spot) -> range:
        """Return the rows of a label, and those that go on below it: nothing under the label, and words beside."""
        end = spot.bottom
        is_alone = sum(1 for one in self._known.values() if one.spot.top == spot.top) == 1
        while is_alone and self._goes_on(end, spot):
            end += 1
        return range(spot.top, end)

    def _goes_on(self, row: int, spot: Spot) -> bool:
        under, beside = self._at.get((row, spot.left)), self._at.get((row, spot.right))
        is_same = self._laid.shape(row) == self._laid.shape(spot.top)
        return bool(is_same and under and beside and not under.cell.text and beside.cell.text)

    def _by_label_above(self, label: _Label) -> Place | None:
        if below := self._below(label.spot):
            if self._is_list(label.spot, below):
                return self._unsure(label, below)
            return self._with_doubts(self._told(label, below), label, "", "")
        return Place(label.key) if label.rest and self._is_known_help(label.rest) else None

    def _unsure(self, label: _Label, spots: list[Spot]) -> Place:
        self._answers |= {id(spot.cell) for spot in spots}
        return Place(label.key, unclear=self._words(spots))

    def _may_be_heading(self, spot: Spot) -> bool:
        """Say whether a label with words beside it may head a column: the only label of it, with words below both."""
        if any(one.spot.left == spot.left for one in self._known.values() if one.spot is not spot):
            return False
        beside = self._at[spot.top, spot.right]
        is_table = plain(beside.cell.text) in HEADINGS or self._is_wide(spot.top)
        return is_table and bool(self._words(self._below(spot)) and self._words(self._below(beside)))

    def _is_wide(self, row: int) -> bool:
        return sum(1 for one in self._laid.row(row) if one.cell.text) > 2  # noqa: PLR2004 - more than label and answer

    def _is_list(self, spot: Spot, below: list[Spot]) -> bool:
        """Say whether several rows are filled under headings not all of which ask: each row has its own subject."""
        headings = self._laid.row(spot.top)
        is_form = all(id(one.cell) in self._known or not one.cell.text for one in headings)
        return not is_form and sum(1 for one in below if self._words([one])) > 1

    def _is_passed(self, label: _Label, cells: list[Spot]) -> bool:
        """Say whether a cell beside a label is help text, and the answer stands after it, here or at other labels."""
        if len(cells) < 2 or not cells[0].cell.text:  # noqa: PLR2004 - help text and an answer
            return False
        text = cells[0].cell.text
        known = self._labels.template.are(text)
        return known or (looks_like_help(text) and self._is_doubtful(label.spot.left))

    def _is_doubtful(self, left: int) -> bool:
        """Say whether either of two cells beside a column's labels may hold the answers.

        Where most have the nearer alone, that one does, and the other holds a remark here and there.
        """
        if left not in self._doubtful:
            of_column = [one.spot for one in self._known.values() if one.spot.left == left]
            rows = [self._in_row(one.top, one.right) for one in of_column]
            of_two = [(self._filled(cells), self._filled(cells[:1])) for cells in rows if len(cells) > 1]
            both = sum(1 for filled, _ in of_two if filled > 1)
            self._doubtful[left] = 0 < both >= of_two.count((1, 1))
        return self._doubtful[left]

    def _filled(self, cells: Iterable[Spot]) -> int:
        return sum(1 for one in cells if self._words([one]))

    def _told(self, label: _Label, spots: list[Spot]) -> Place:
        """Read the cells of an answer, and what people have hung on its label."""
        lines = [line for spot in spots for line in spot.cell.lines]
        self._answers |= {id(spot.cell) for spot in spots}
        place = self._labels.told(label.key, lines)
        hung = label.spot.cell.holds - {Held.struck, Held.hidden, Held.deleted, Held.flagged}
        return replace(place, holds=place.holds | hung)

    def _with_doubts(self, place: Place, label: _Label, passed: str, doubtful: str) -> Place:
        """Tell of the words at an empty place that might be the answer, and of those set aside at a filled one."""
        rest = "" if self._is_known_help(label.rest) else label.rest
        if not place.text:
            return replace(place, unclear=together(place.unclear, rest, passed, doubtful))
        if rest and not looks_like_help(rest) and not self._stands_among_labels(label):
            return replace(place, text="", unclear=together(rest, place.text, doubtful))
        return replace(place, aside=together(place.aside, rest, passed), unclear=doubtful)

    def _stands_among_labels(self, label: _Label) -> bool:
        """Say whether other labels stand above, below or beside with places as this one has: then it is one of them."""
        others = [one for one in self._known.values() if one is not label]
        if self._has_beside(label):
            return any(one.spot.left == label.spot.left and self._has_beside(one) for one in others)
        return any(not self._has_beside(one) and self._below(one.spot) for one in others)

    def _has_beside(self, label: _Label) -> bool:
        beside = self._at.get((label.spot.top, label.spot.right))
        return beside is not None and id(beside.cell) not in self._known

    def _words(self, spots: Iterable[Spot]) -> str:
        """Return what stands in some cells and is not the template's."""
        texts = (spot.cell.text for spot in spots)
        return together(*(text for text in texts if not self._labels.template.are(text)))

    def _is_known_help(self, text: str) -> bool:
        return not text or self._labels.template.are(text) or one_line(text) in self._help

    def _in_row(self, row: int, column: int) -> list[Spot]:
        """Return the cells from here to the next label, but those in a column for remarks."""
        cells: list[Spot] = []
        while (spot := self._at.get((row, column))) and id(spot.cell) not in self._known:
            cells += [] if self._is_remark(spot) else [spot]
            column = spot.right
        return cells

    def _headed(self, headings: set[str]) -> dict[int, int]:
        """Return the columns under some headings, each with its heading's row; a row of labels has no heading."""
        with_labels = {label.spot.top for label in self._known.values()}
        spots = [spot for spot in self._spots if plain(spot.cell.text) in headings and spot.left > 0]
        return {spot.left: spot.top for spot in spots if spot.top not in with_labels}

    def _is_remark(self, spot: Spot) -> bool:
        return spot.top > self._remarks.get(spot.left, spot.top)

    def _remarks_at(self, spot: Spot) -> list[Spot]:
        rows = range(spot.top, spot.bottom)
        found = (
            self._at.get((row, column)) for row in rows for column in self._remarks if column >= spot.right
        )
        return [one for one in found if one and self._is_remark(one)]

    def _step(self, label: _Label) -> Place | None:
        """Read a scale with a cell for each step, beside its label or below: the whole of it says which is meant."""
        alone = sum(1 for one in self._known.values() if one.spot.top == label.spot.top) == 1
        below = range(label.spot.bottom, self._next_label(label.spot.bottom)) if alone else ()
        beside = [self._in_row(row, label.spot.right) for row in range(label.spot.top, label.spot.bottom)]
        rows = [*beside, *(distinct(self._in_row(row, 0)) for row in below)]
        filled = [[one for one in row if self._words([one])] for row in rows]
        is_ticked = any(_TICK.fullmatch(one.cell.text) for row in filled for one in row)
        is_scale = not filled[0] or max(len(filled[0]), len(beside)) >= _LEAST_STEPS
        if not is_ticked or not is_scale:
            return None
        self._answers |= {id(one.cell) for row in filled for one in row}
        lines = ("\n".join if len(row) >= _LEAST_STEPS else " ".join for row in filled)
        return Place(
            label.key,
            "\n".join(
                join(one.cell.text for one in row) for join, row in zip(lines, filled, strict=True) if row
            ),
        )

    def _next_label(self, row: int) -> int:
        """Return the first row from here on that has a label; the table's end where none has."""
        rows = {row for row, _ in self._at}
        with_labels = {label.spot.top for label in self._known.values()}
        return next((at for at in range(row, max(rows) + 1) if at in with_labels), max(rows) + 1)

    def _below(self, spot: Spot) -> list[Spot]:
        """Return the cells under a label, down to the next row that has a label or is laid out otherwise."""
        found: list[Spot] = []
        row, shape = spot.bottom, self._laid.shape(spot.bottom)
        while (cells := self._under(row, spot)) and self._laid.shape(row) == shape:
            found += cells
            row += 1
        return distinct(found)

    def _under(self, row: int, spot: Spot) -> list[Spot]:
        """Return a row's cells under a label; none where the row has labels of its own."""
        cells = [one for at in range(spot.left, spot.right) if (one := self._at.get((row, at)))]
        first = self._at.get((row, 0))
        has_label = any(id(one.cell) in self._known for one in (*cells, *([first] if first else ())))
        return [] if has_label else cells

    def _alone_below(self, spot: Spot) -> list[Spot]:
        """Return the cells just under a label that has an empty place beside it, where nothing stands beside them."""
        cells = distinct(self._under(spot.bottom, spot))
        beside = self._at.get((spot.bottom, cells[-1].right)) if cells else None
        return [] if beside and beside.cell.text else cells


def _at_several_labels(known: Iterable[_Label]) -> frozenset[str]:
    """Return the words that stand at labels of different fields: nobody answers so."""
    keys: dict[str, set[str]] = {}
    for label in known:
        keys.setdefault(one_line(label.rest), set()).add(label.key)
    return frozenset(rest for rest, of in keys.items() if rest and len(of) > 1)


def together(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
