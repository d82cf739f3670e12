"""A report's fields: by tag, then by label; each says where it came from, and nothing is guessed.

What cannot be read is a finding: an empty field, two answers to one question, a step that is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.programmes import listed
from app.sensitive import identity_numbers
from app.submissions.reading.findings import Finding, Unreadable, error, info, warning
from app.submissions.reading.reports import slides, steps, word
from app.submissions.reading.reports.answers import (
    Source,
    answers_among,
    known_words,
    labels_alone,
    own_text,
    places,
)
from app.submissions.reading.reports.doubts import doubts, loose, loose_text, remarks, unknown_labels
from app.submissions.reading.reports.office import Office
from app.submissions.reading.reports.prompts import KNOWN_PROMPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.deliverables import FormField
    from app.submissions.reading.reports.answers import FoundAnswer
    from app.submissions.reading.reports.document import Document

OWN_TEXT = "egen-tekst"
_OWN_BOXES = info(
    "own_text",
    "Plakaten har tekst i egne bokser. Den står under «Egen tekst», siden vi ikke vet hvilke felt den hører til.",
)
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
    fields, words = tuple(fields), frozenset(given)
    document = opened(content, known_words(fields, words))
    found = _Found(
        document=document,
        places=tuple(places(document, fields, prompts=words)),
        own=own_text(document, fields, given=words),
        given=words,
    )
    if not found.places and not (document.is_poster and found.own):
        raise Unreadable(
            "no_fields",
            "Vi kjenner ikke igjen noen av feltene i filen. Fyll ut malen som ligger i mappen, og last den opp.",
        )
    return _report(found, fields)


def opened(content: bytes, prompts: frozenset[str] = KNOWN_PROMPTS) -> Document:
    """Open a Word document or PowerPoint poster, by its content and not its name."""
    office = Office(content)
    if office.kind == "word":
        return word.read(office, prompts)
    if office.kind == "ppt":
        return slides.read(office)
    raise Unreadable(
        "not_a_report",
        "Filen er verken et Word-dokument (.docx) eller en PowerPoint-presentasjon (.pptx). "
        "Fyll ut malen som ligger i mappen, og last den opp.",
    )


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A document's places for answers, the text of the team's own boxes, and the words of the template."""

    document: Document
    places: tuple[FoundAnswer, ...]
    own: tuple[str, ...]
    given: frozenset[str]


def _report(found: _Found, fields: tuple[FormField, ...]) -> Report:
    answers_found = answers_among(found.places)
    by_field = {field: [one for one in answers_found if one.key == field.key] for field in fields}
    outcomes = [_outcome(field, found) for field, found in by_field.items() if found]
    answers = tuple(outcome for outcome in outcomes if isinstance(outcome, Answer))
    told = {answer.key for answer in answers}
    asked = tuple(outcome for outcome in outcomes if isinstance(outcome, Finding))
    return Report(
        answers=(*answers, *_own_answer(found)),
        missing=tuple(field.key for field in fields if field.key not in told),
        findings=(
            *(
                asked
                if any(one.code == "identity_number" for one in asked)
                else _anywhere(found.document) + asked
            ),
            *_unclear_steps(fields, answers),
            *_beside_answers(found, fields, {one.key: one.text for one in answers_found}),
        ),
    )


def _own_answer(found: _Found) -> tuple[Answer, ...]:
    """Show the text a team has put in boxes of its own on a poster."""
    if not found.own or not found.document.is_poster:
        return ()
    return (Answer(key=OWN_TEXT, label="Egen tekst", text="\n\n".join(found.own), source="box"),)


def _beside_answers(
    found: _Found, fields: tuple[FormField, ...], answered: dict[str, str]
) -> tuple[Finding, ...]:
    """Say what is empty, and everything that stands where no answer is read."""
    doubtful = doubts(found.places, fields, answered)
    said = (*remarks(found.places, fields, answered), *doubtful.values())
    empty = [field for field in fields if field.key not in answered and field.key not in doubtful]
    if empty and len(empty) < len(fields):
        said += tuple(unknown_labels(found.document, fields, given=found.given, answered=answered.values()))
    if found.document.is_poster:
        apart = labels_alone(found.document, fields)
        apart = apart if len(found.own) >= 2 * len(apart) else frozenset()  # as many boxes beside them
        return (
            *said,
            *((_OWN_BOXES,) if found.own else ()),
            *_apart([field for field in empty if field.key in apart]),
            *_empty(found, [field for field in empty if field.key not in apart], fields),
        )
    lying_about = tuple(loose(found.document, found.own, said)) if len(answered) < len(fields) else ()
    said = (*said, *lying_about)
    return (*said, *_empty(found, empty, fields, is_told=bool(lying_about)))


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


def _empty(
    found: _Found, empty: list[FormField], fields: tuple[FormField, ...], *, is_told: bool = False
) -> tuple[Finding, ...]:
    """Say which fields are empty. A form with nothing in it is told from one that is filled in elsewhere."""
    if len(empty) == len(fields) and not is_told and not found.own:
        return (_filled_in_elsewhere(found, fields),)
    if not empty:
        return ()
    labels = listed(f"«{field.label}»" for field in empty)
    return (
        warning(
            "missing_fields",
            f"Dette er ikke fylt ut: {labels}. Fyll det ut, eller skriv at det ikke er noe nytt.",
        ),
    )


def _apart(fields: list[FormField]) -> Iterator[Finding]:
    """Tell of labels in boxes of their own on a poster: the answers may stand in any of the other boxes."""
    if fields:
        labels = listed(f"«{field.label}»" for field in fields)
        yield warning(
            "label_apart",
            f"{labels} står i en egen boks, og vi vet ikke hvilken boks svaret står i. Skriv svaret i samme "
            "boks, under ledeteksten.",
        )


def _filled_in_elsewhere(found: _Found, fields: tuple[FormField, ...]) -> Finding:
    text = loose_text(found.document, fields, given=known_words(fields, found.given))
    if not text:
        return error(
            "empty_report", "Ingen av feltene i rapporten er fylt ut. Fyll den ut, og last den opp på nytt."
        )
    return error(
        "text_outside_fields",
        f"Feltene i rapporten er tomme, men det står tekst utenfor dem: «{text}». Flytt den til feltene, og last "
        "opp på nytt.",
    )
