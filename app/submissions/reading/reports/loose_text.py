"""Text in a form that stands in none of its fields: a report that was written below the form, or over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.deliverables import PRINTED_WORDS
from app.submissions.reading.reports.labels import Labels
from app.submissions.reading.reports.prompts import WORDS_OF_A_LINE, TemplatesWords, looks_like_help, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.deliverables import FormField
    from app.submissions.reading.reports.document import Document, Line

_SHORT_CHARACTERS = 120


def loose_text(document: Document, fields: tuple[FormField, ...], *, given: frozenset[str]) -> str:
    """Return the first words that are neither the form's, nor help text, nor a heading; "" where there are none."""
    labels, template = Labels(fields), TemplatesWords(given | PRINTED_WORDS)
    choices = [choice for field in fields for choice in field.choices]
    return next(
        (text for line in _lines(document) if (text := _own_words(line, labels, template, choices))), ""
    )


def _lines(document: Document) -> Iterator[Line]:
    for flow in document.flows:
        yield from flow
    for table in document.tables:
        for row in table:
            yield from (line for cell in row for line in cell.lines)


def _own_words(line: Line, labels: Labels, template: TemplatesWords, choices: list[str]) -> str:
    text = one_line(line.text)
    is_ours = (
        any(choice in text for choice in choices)
        or labels.key(text)
        or template.are(text)
        or looks_like_help(text)
        or line.is_heading
    )
    if is_ours or len(text.split()) < WORDS_OF_A_LINE:
        return ""
    return text if len(text) <= _SHORT_CHARACTERS else f"{text[:_SHORT_CHARACTERS]} …"
