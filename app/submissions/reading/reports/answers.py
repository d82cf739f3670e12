"""Answers in a document, field by field: by tag and by label, without prompts, the same answer once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.submissions.reading.reports.document import NOTHING, joined
from app.submissions.reading.reports.grid import find
from app.submissions.reading.reports.labels import Labels
from app.submissions.reading.reports.prompts import KNOWN_PROMPTS, TemplatesWords, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.deliverables import FormField
    from app.submissions.reading.reports.document import Control, Document, Held, Lines

Source = Literal["tag", "label", "box"]


@dataclass(frozen=True)
class FoundAnswer:
    """A place for an answer and its text. `aside`, `unclear` and `holds` are what else was found there (see Place)."""

    key: str
    text: str
    source: Source
    aside: str = ""
    unclear: str = ""
    holds: frozenset[Held] = NOTHING


def known_words(fields: tuple[FormField, ...], given: frozenset[str]) -> frozenset[str]:
    """Return the words that are no team's: the template's, the form's prompts and those of programs."""
    return given | KNOWN_PROMPTS | {field.prompt for field in fields}


def gathered(
    document: Document, fields: tuple[FormField, ...], *, prompts: frozenset[str] = frozenset()
) -> tuple[FoundAnswer, ...]:
    """Return the different answers, by tag first; an answer that stands whole inside another is left out."""
    return answers_among(places(document, fields, prompts=prompts))


def answers_among(places: Iterable[FoundAnswer]) -> tuple[FoundAnswer, ...]:
    answers = [one for one in places if one.text]
    lines = {(one.key, one_line(one.text)): one for one in reversed(answers)}  # of two alike, the first
    return tuple(
        one
        for one in answers
        if lines[one.key, one_line(one.text)] is one and not _stands_in_another(one, lines)
    )


def places(
    document: Document, fields: tuple[FormField, ...], *, prompts: frozenset[str] = frozenset()
) -> Iterator[FoundAnswer]:
    """Give every place made for an answer, the empty places too; the template's own words are taken out."""
    words = known_words(fields, prompts)
    labels, template = Labels(fields, given=words), TemplatesWords(words)
    for control in document.controls:
        if key := _key(control, fields, labels):
            inside = template.without(_inside(control, key, labels))
            yield FoundAnswer(key, "" if template.are(inside) else inside, "tag", holds=control.holds)
    for one in find(document, labels):
        text = one.text.strip()
        yield FoundAnswer(one.key, text, "label", one.aside, one.unclear, one.holds)


def own_text(document: Document, fields: tuple[FormField, ...], *, given: frozenset[str]) -> tuple[str, ...]:
    """Return what stands in boxes that a team has drawn itself, and that belong to no field.

    Labels that stand alone in boxes among them come along, in their places.
    """
    template = TemplatesWords(known_words(fields, given))
    texts: dict[str, bool] = {}
    for box in document.boxes:
        inside = _in_box(document, box, fields)
        text = template.without(joined(box))
        if text and not template.are(text) and not any(map(_is_filled, inside)):
            texts[text] = bool(inside)
    return tuple(texts) if not all(texts.values()) else ()


def labels_alone(document: Document, fields: tuple[FormField, ...]) -> frozenset[str]:
    """Return the fields whose label stands alone in a box, with no place for an answer in it."""
    inside = (one for box in document.boxes for one in _in_box(document, box, fields))
    return frozenset(one.key for one in inside if not _is_filled(one))


def _in_box(document: Document, box: Lines, fields: tuple[FormField, ...]) -> list[FoundAnswer]:
    return list(places(replace(document, controls=(), tables=(), flows=(box,)), fields))


def _is_filled(place: FoundAnswer) -> bool:
    return bool(place.text or place.unclear or place.holds)


def _key(control: Control, fields: tuple[FormField, ...], labels: Labels) -> str | None:
    """Say which field a control is for: by its tag, which may be ours, the key or the label; or by its title."""
    by_tag = {tag: one.key for one in fields for tag in (one.tag, one.key)}
    return by_tag.get(control.tag.strip()) or labels.key(control.tag) or labels.key(control.name)


def _inside(control: Control, key: str, labels: Labels) -> str:
    """Return a control's answer without its own label, which some forms have in the same box."""
    first, _, rest = control.text.partition("\n")
    return (rest if labels.key(first) == key else control.text).strip()


def _stands_in_another(one: FoundAnswer, lines: dict[tuple[str, str], FoundAnswer]) -> bool:
    """Say whether the answer is part of a longer one, as a control's is of its cell's."""
    words = re.compile(rf"(?<!\w){re.escape(one_line(one.text))}(?!\w)")
    return any(key == one.key and line != one_line(one.text) and words.search(line) for key, line in lines)
