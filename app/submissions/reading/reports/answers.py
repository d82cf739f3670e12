"""Answers in a document, field by field: by tag and by label, without prompts, the same answer once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.submissions.reading.reports.labels import Labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.deliverables import FormField
    from app.submissions.reading.reports.document import Control, Document

Source = Literal["tag", "label"]

_FOREIGN_PROMPTS = frozenset(
    {
        "Klikk eller trykk her for å skrive inn tekst.",
        "Klikk her for å skrive inn tekst.",
        "Velg et element.",
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Choose an item.",
        "…",
        "...",
    }
)


@dataclass(frozen=True)
class Found:
    key: str
    text: str
    source: Source


def gathered(
    document: Document, fields: tuple[FormField, ...], *, prompts: frozenset[str] = frozenset()
) -> tuple[Found, ...]:
    """Return the different answers, by tag first; an answer that stands whole inside another is left out."""
    known = prompts | _FOREIGN_PROMPTS | {field.prompt for field in fields}
    answers = [one for one in places(document, fields) if not _is_prompt(one.text, known)]
    lines = {(one.key, _one_line(one.text)): one for one in reversed(answers)}  # of two alike, the first
    return tuple(
        one
        for one in answers
        if lines[one.key, _one_line(one.text)] is one and not _stands_in_another(one, lines)
    )


def places(document: Document, fields: tuple[FormField, ...]) -> Iterator[Found]:
    """Give every place made for an answer, the empty places too."""
    labels = Labels(fields)
    for control in document.controls:
        if key := _key(control, fields, labels):
            yield Found(key, _inside(control, key, labels), "tag")
    for key, text in labels.find(document):
        yield Found(key, text.strip(), "label")


def _key(control: Control, fields: tuple[FormField, ...], labels: Labels) -> str | None:
    """Say which field a control is for: by its tag, which may be ours, the key or the label; or by its title."""
    by_tag = {tag: one.key for one in fields for tag in (one.tag, one.key)}
    return by_tag.get(control.tag.strip()) or labels.key(control.tag) or labels.key(control.name)


def _inside(control: Control, key: str, labels: Labels) -> str:
    """Return a control's answer without its own label, which some forms have in the same box."""
    first, _, rest = control.text.partition("\n")
    return (rest if labels.key(first) == key else control.text).strip()


def _is_prompt(text: str, known: frozenset[str]) -> bool:
    return not text or text in known or text.strip("[]") in known


def _stands_in_another(one: Found, lines: dict[tuple[str, str], Found]) -> bool:
    """Say whether the answer is part of a longer one, as a control's is of its cell's."""
    words = re.compile(rf"(?<!\w){re.escape(_one_line(one.text))}(?!\w)")
    return any(key == one.key and line != _one_line(one.text) and words.search(line) for key, line in lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())
