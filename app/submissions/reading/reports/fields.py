"""A report's fields: by tag, then by label; each says where it came from, and nothing is guessed.

What cannot be read is a finding: an empty field, two answers to one question, a step that is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.programmes import listed
from app.sensitive import identity_numbers
from app.submissions.reading.findings import Finding, Unreadable, error, warning
from app.submissions.reading.reports import slides, steps, word
from app.submissions.reading.reports.answers import Source, gathered, places
from app.submissions.reading.reports.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.deliverables import FormField
    from app.submissions.reading.reports.answers import FoundAnswer
    from app.submissions.reading.reports.document import Document

TAKE_AWAY = (
    "Ta det bort, også fra eldre versjoner av filen, og last opp på nytt. "
    "Opplysninger om pasienter skal ikke stå her."
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A field as the team filled it in; `number` is set for a scale's answer."""

    key: str
    label: str
    text: str
    source: Source
    number: float | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """`missing` are the keys of empty fields, and of fields whose answer has to be asked for."""

    answers: tuple[Answer, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def read(content: bytes, *, fields: Iterable[FormField], given: Iterable[str] = ()) -> Report:
    """Read a Word report or a PowerPoint poster; raises Unreadable when it cannot be opened at all.

    `given` is what the unit's own templates said already, which is no answer.
    """
    fields = tuple(fields)
    document = opened(content)
    if not any(places(document, fields)):
        raise Unreadable(
            "no_fields",
            "Vi kjenner ikke igjen noen av feltene i filen. Fyll ut malen som ligger i mappen, og last den opp.",
        )
    return _report(document, fields, gathered(document, fields, prompts=frozenset(given)))


def opened(content: bytes) -> Document:
    """Open a Word document or PowerPoint poster, by its content and not its name."""
    office = Office(content)
    if "word/document.xml" in office.names:
        return word.read(office)
    if "ppt/presentation.xml" in office.names:
        return slides.read(office)
    raise Unreadable(
        "not_a_report",
        "Filen er verken et Word-dokument (.docx) eller en PowerPoint-presentasjon (.pptx). "
        "Fyll ut malen som ligger i mappen, og last den opp.",
    )


def _report(document: Document, fields: tuple[FormField, ...], gathered: tuple[FoundAnswer, ...]) -> Report:
    by_field = {field: [found for found in gathered if found.key == field.key] for field in fields}
    outcomes = [_outcome(field, found) for field, found in by_field.items() if found]
    answers = tuple(outcome for outcome in outcomes if isinstance(outcome, Answer))
    told = {answer.key for answer in answers}
    asked = tuple(outcome for outcome in outcomes if isinstance(outcome, Finding))
    return Report(
        answers=answers,
        missing=tuple(field.key for field in fields if field.key not in told),
        findings=(
            *(asked if any(one.code == "identity_number" for one in asked) else _anywhere(document) + asked),
            *_unclear_steps(fields, answers),
            *_empty([field for field, found in by_field.items() if not found], fields),
        ),
    )


def _outcome(field: FormField, found: list[FoundAnswer]) -> Answer | Finding:
    """Return the only answer to a field, or the question it gives."""
    if len(found) > 1:
        return warning(
            "two_values",
            f"«{field.label}» er fylt ut to steder med ulikt innhold. La det som gjelder, stå igjen.",
        )
    (only,) = found
    if identity_numbers(only.text):
        return error(
            "identity_number", f"Under «{field.label}» står noe som ser ut som et fødselsnummer. {TAKE_AWAY}"
        )
    number = steps.step(field, only.text) if field.choices else None
    return Answer(key=field.key, label=field.label, text=only.text, source=only.source, number=number)


def _unclear_steps(fields: Iterable[FormField], answers: Iterable[Answer]) -> Iterator[Finding]:
    scales = {field.key: field for field in fields if field.choices}
    for answer in answers:
        if answer.key in scales and answer.number is None:
            yield steps.unclear(scales[answer.key], answer.text)


def _anywhere(document: Document) -> tuple[Finding, ...]:
    """Look everywhere in the file: in tracked deletions, comments, feet and notes too."""
    if not identity_numbers(document.whole):
        return ()
    return (
        error("identity_number", f"Et sted i filen står noe som ser ut som et fødselsnummer. {TAKE_AWAY}"),
    )


def _empty(empty: list[FormField], fields: tuple[FormField, ...]) -> tuple[Finding, ...]:
    if len(empty) == len(fields):
        return (
            error(
                "empty_report",
                "Ingen av feltene i rapporten er fylt ut. Fyll den ut, og last den opp på nytt.",
            ),
        )
    if not empty:
        return ()
    labels = listed(f"«{field.label}»" for field in empty)
    return (
        warning(
            "missing_fields",
            f"Dette er ikke fylt ut: {labels}. Fyll det ut, eller skriv at det ikke er noe nytt.",
        ),
    )
