"""Finding answers by the words beside, above or below which they stand, when tags are gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.reports.document import Line, Lines, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.deliverables import FormField
    from app.submissions.reading.reports.document import Cell, Document, Table

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"[^\w]+")
_NUMBERED = re.compile(r"^\d{1,2} ")

Found = tuple[str, str]  # the field's key, and what stands there


def plain(label: str) -> str:
    """Return a label without case, number, signs and brackets, in which two people write it differently."""
    bare = _NO_WORD.sub(" ", _IN_BRACKETS.sub(" ", same_spelling(label))).strip()
    return _NUMBERED.sub("", bare)


class Labels:
    """The words each field is known by."""

    def __init__(self, fields: Iterable[FormField]) -> None:
        self._keys: Mapping[str, str] = {
            plain(label): field.key for field in fields for label in (field.label, *field.also)
        }

    def key(self, label: str) -> str | None:
        return self._keys.get(plain(label))

    def find(self, document: Document) -> Iterator[Found]:
        """Give every answer that stands by a label, empty ones too."""
        for flow in document.flows:
            yield from self._in_flow(flow)
        for table in document.tables:
            yield from self._in_table(table)

    def _in_flow(self, lines: Lines) -> Iterator[Found]:
        """Give the lines after each label until the next label or heading."""
        key: str | None = None
        answer: list[Line] = []
        for line in (*lines, Line("", is_heading=True)):
            label, rest = self._opening(line.text)
            if (label or line.is_heading) and key:
                yield key, joined(tuple(answer))
            if label or line.is_heading:
                key, answer = label, []
            answer.append(Line(rest if label else line.text))

    def _opening(self, text: str) -> tuple[str | None, str]:
        """Split "Label: answer" at the last colon before which a label stands."""
        if key := self.key(text):
            return key, ""
        for colon in reversed([match.start() for match in re.finditer(":", text[:200])]):
            if key := self.key(text[:colon]):
                return key, text[colon + 1 :].strip()
        return None, text

    def _in_table(self, table: Table) -> Iterator[Found]:
        for number, row in enumerate(table):
            below = table[number + 1] if number + 1 < len(table) else ()
            for column, cell in enumerate(row):
                if column and row[column - 1] is cell:
                    continue
                if self.key(cell.text):
                    yield from self._by_cell(cell, row[column:], below[column:])
                else:
                    yield from self._in_flow(cell.lines)

    def _by_cell(self, cell: Cell, onwards: tuple[Cell, ...], below: tuple[Cell, ...]) -> Iterator[Found]:
        """Give the cell beside a label, or the cell below it where the row holds labels only."""
        beside = next((other for other in onwards if other is not cell), None)
        answer = below[0] if below and (beside is None or self._is_label(beside)) else beside
        if answer is not None and not self._is_label(answer):
            yield self.key(cell.text) or "", answer.text

    def _is_label(self, cell: Cell) -> bool:
        return bool(self.key(cell.text))
