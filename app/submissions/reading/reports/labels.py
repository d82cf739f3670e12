"""Finding answers by the words beside, above or below which they stand, when tags are gone.

A label may hold an explanation too: in a second paragraph, after a colon or a dash. It is a label all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.reports.document import NOTHING, Held, Line, held, joined
from app.submissions.reading.reports.prompts import (
    TemplatesWords,
    asks_for_an_answer,
    looks_like_help,
    without_blanks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.deliverables import FormField
    from app.submissions.reading.reports.document import Cell, Lines

REMARKS = {"kommentar", "kommentarer", "merknad", "merknader", "tilbakemelding", "tilbakemeldinger"}
HEADINGS = {
    *(
        "ansvarlig",
        "ansvarleg",
        "frist",
        "status",
        "resultat",
        "resultater",
        "effekt",
        "måloppnåelse",
        "oppnådd",
        "nådd",
    ),
    *(
        "før",
        "etter",
        "nå",
        "baseline",
        "dato",
        "uke",
        "veke",
        "navn",
        "namn",
        "rolle",
        "profesjon",
        "merknad",
    ),
}  # of tables in which each row has a subject of its own
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"[^\w]+")
_NUMBERED = re.compile(r"^\d{1,2} ")
_LONGEST_LABEL = 200  # characters
_PAGE, _LEAST_CONTENTS = re.compile(r".*[\t.\u2026_]\s*\d{1,3}"), 3  # a line with its page, and lines
_SURE_SIGNS = re.compile(r"[:\t]")
_DASHES = re.compile(r" [\u2013\u2014-] ")
_SIGNS = re.compile(r"[:?.\n\u2013\u2014-]")


@dataclass(frozen=True)
class Place:
    """A place for a field's answer, and the text there; an empty one may have an answer that is no text.

    `aside` was taken for the label's help text. `unclear` may be the answer, and may be something else.
    """

    key: str
    text: str = ""
    aside: str = ""
    unclear: str = ""
    holds: frozenset[Held] = NOTHING


@dataclass(frozen=True)
class _Opened:
    """A line and the label it may open with. `clear` tells how surely.

    A label alone on its line is clearer than one with words after it, and that than one in a list or after a line
    break.
    """

    line: Line
    key: str | None
    rest: str
    clear: int = 0


_END = _Opened(Line("", is_heading=True), None, "")


def _without_contents(lines: list[_Opened]) -> list[_Opened]:
    """Leave out a table of contents: labels one after the other, each with a page number and nothing more."""
    kept: list[_Opened] = []
    for is_page, run in groupby(
        lines, key=lambda one: bool(one.key) and bool(_PAGE.fullmatch(one.line.text))
    ):
        found = list(run)
        kept += [] if is_page and len(found) >= _LEAST_CONTENTS else found
    return kept


def plain(label: str) -> str:
    """Return a label without case, number, signs and brackets, in which two people write it differently."""
    bare = _NO_WORD.sub(" ", _IN_BRACKETS.sub(" ", same_spelling(label))).strip()
    return _NUMBERED.sub("", bare)


class Labels:
    """The words each field is known by, and the words that are the template's own (`given`)."""

    def __init__(self, fields: Iterable[FormField], *, given: Iterable[str] = ()) -> None:
        self._keys: Mapping[str, str] = {
            plain(label): field.key for field in fields for label in (field.label, *field.also)
        }
        self.steps = {field.key for field in fields if field.choices}
        self.template = TemplatesWords(tuple(given))

    def key(self, label: str) -> str | None:
        return self._keys.get(plain(label))

    def opening(self, cell: Cell) -> tuple[str | None, str]:
        """Split a cell's text after the label it opens with: any sign, or a new line, may end that."""
        text = cell.text
        if key := self.key(text):
            return key, ""
        return self.split(text)

    def in_flow(self, lines: Lines) -> Iterator[Place]:
        return self.in_flows((lines,))

    def in_flows(self, flows: Iterable[Lines]) -> Iterator[Place]:
        """Give the lines after each label until the next label or heading.

        A line in an answer may begin with the word of a label ("Mål: alle skal ha plan"). It is one only where no
        other line of the document is more of a label for the same field.
        """
        read = [_without_contents(self._opened_lines(flow)) for flow in flows]
        clearest: dict[str, int] = {}
        for one in (one for lines in read for one in lines if one.key):
            clearest[str(one.key)] = max(one.clear, clearest.get(str(one.key), 0))
        for lines in read:
            yield from self._answers(lines, clearest)

    def _opened_lines(self, flow: Lines) -> list[_Opened]:
        return [self._opened(line, soft, at) for at, (line, soft) in enumerate(_shown(flow))]

    def _answers(self, lines: list[_Opened], clearest: Mapping[str, int]) -> Iterator[Place]:
        label: _Opened | None = None
        answer: list[Line] = []
        for one in (*lines, _END):
            is_label = one.key is not None and (label is None or one.clear == clearest[one.key])
            if label and not is_label and not self._ends(one.line, label):
                answer.append(one.line)
                continue
            if label and label.key and (is_label or one.line.is_heading):
                yield self.told(label.key, [*answer, *_table_instead(answer, one.line)])
            label = one if is_label else None
            answer = [replace(one.line, text=one.rest)]

    def _ends(self, line: Line, label: _Opened) -> bool:
        """Say whether a line ends the answer: a heading as high as the label, or a table that is a form itself."""
        if line.inside:
            return any(self.split(text)[0] or self.key(text) for text in line.inside)
        return line.is_heading and not 0 < label.line.level < line.level

    def _opened(self, line: Line, is_soft: bool, at: int) -> _Opened:
        key, rest, is_loose = self._opening_line(line.text)
        if at == 0 or line.is_heading:
            return _Opened(line, key, rest, clear=3)
        if is_soft:
            return _Opened(line, key, rest, clear=0)
        has_rest = bool(rest) and not self._is_help(rest)
        clear = 1 if line.is_listed or is_loose else 2 if has_rest else 3
        return _Opened(line, key, rest, clear)

    def _is_help(self, text: str) -> bool:
        return looks_like_help(text) or self.template.are(text)

    def told(self, key: str, lines: Iterable[Line]) -> Place:
        """Return what lines tell, without the template's words and without help text before the answer."""
        own = tuple(replace(line, text=self.template.without(without_blanks(line.text))) for line in lines)
        text = joined(own)
        text = "" if self.template.are(text) else text
        first, _, rest = text.partition("\n")
        if not asks_for_an_answer(first):
            return Place(key, text, holds=held(own))
        if rest.strip():
            return Place(key, rest.strip(), aside=first, holds=held(own))
        return Place(key, unclear=first, holds=held(own))

    def _opening_line(self, text: str) -> tuple[str | None, str, bool]:
        """Split "Label: answer" at the last sign before which a label stands; say whether the sign is a loose one.

        "Label – answer" may be a sentence; "Label? Help text" has any sign between.
        """
        if key := self.key(text):
            return key, "", False
        splits = [(*self.split(text, signs), signs is _DASHES) for signs in (_SURE_SIGNS, _DASHES)]
        if found := [one for one in splits if one[0]]:
            return min(found, key=lambda one: len(one[1]))  # after the longest label
        key, rest = self.split(text)
        return (key, rest, False) if key and self._is_help(rest) else (None, text, False)

    def split(self, text: str, signs: re.Pattern[str] = _SIGNS) -> tuple[str | None, str]:
        """Split a text after the label it opens with; the whole text is the rest where it opens with none."""
        for sign in reversed(list(signs.finditer(text[:_LONGEST_LABEL]))):
            if key := self.key(text[: sign.start()]):
                return key, text[sign.end() :].strip()
        return None, text


def _shown(lines: Lines) -> Iterator[tuple[Line, bool]]:
    """Give each line as it is seen, and whether it comes after a line break within its paragraph."""
    for line in lines:
        first, *more = line.text.split("\n")
        yield replace(line, text=first), False
        yield from ((Line(text.strip()), True) for text in more)


def _table_instead(answer: Iterable[Line], line: Line) -> list[Line]:
    """Return the table that a label without words stands before: it may be the answer."""
    return [line] if line.inside and not any(one.text for one in answer) else []
