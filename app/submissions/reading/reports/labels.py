"""Finding answers by the words beside, above or below which they stand, when tags are gone.

A label may hold an explanation too: in a second paragraph, after a colon or a dash. It is a label all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.people import same_spelling
from app.submissions.reading.reports.document import NOTHING, Held, Line, held, joined
from app.submissions.reading.reports.prompts import TemplatesWords, asks_for_an_answer, looks_like_help

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.deliverables import FormField
    from app.submissions.reading.reports.document import Cell, Lines

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"[^\w]+")
_NUMBERED = re.compile(r"^\d{1,2} ")
_LONGEST_LABEL = 200  # characters
_COLON = re.compile(":")
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
        """Give the lines after each label until the next label or heading."""
        key: str | None = None
        answer: list[Line] = []
        for line in (*lines, Line("", is_heading=True)):
            label, rest = self._opening_line(line.text)
            if (label or line.is_heading) and key:
                yield self.told(key, [*answer, replace(line, text="")])  # a table there may be the answer
            if label or line.is_heading:
                key, answer = label, []
            answer.append(replace(line, text=rest) if label else line)

    def told(self, key: str, lines: Iterable[Line]) -> Place:
        """Return what lines tell, without the template's words and without help text before the answer."""
        own = tuple(replace(line, text=self.template.without(line.text)) for line in lines)
        text = joined(own)
        text = "" if self.template.are(text) else text
        first, _, rest = text.partition("\n")
        if not asks_for_an_answer(first):
            return Place(key, text, holds=held(own))
        if rest.strip():
            return Place(key, rest.strip(), aside=first, holds=held(own))
        return Place(key, unclear=first, holds=held(own))

    def _opening_line(self, text: str) -> tuple[str | None, str]:
        """Split "Label: answer" at the last colon before which a label stands, and "Label? Help text" at any sign."""
        if key := self.key(text):
            return key, ""
        key, rest = self.split(text, _COLON)
        if key:
            return key, rest
        key, rest = self.split(text)
        return (key, rest) if key and (looks_like_help(rest) or self.template.are(rest)) else (None, text)

    def split(self, text: str, signs: re.Pattern[str] = _SIGNS) -> tuple[str | None, str]:
        """Split a text after the label it opens with; the whole text is the rest where it opens with none."""
        for sign in reversed(list(signs.finditer(text[:_LONGEST_LABEL]))):
            if key := self.key(text[: sign.start()]):
                return key, text[sign.end() :].strip()
        return None, text
