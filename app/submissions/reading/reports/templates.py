"""The unit's own templates, with their logo and their order: which fields can be read back from them.

A template is judged by what a copy gives back: each place a person would use is filled in, and the copy is read as a
team's report is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.programmes import listed
from app.sensitive import identity_numbers
from app.submissions.reading.findings import Finding, Unreadable, warning
from app.submissions.reading.reports.answers import Source, answers_among, places
from app.submissions.reading.reports.document import lines_of
from app.submissions.reading.reports.fields import opened
from app.submissions.reading.reports.labels import Labels
from app.submissions.reading.reports.office import Office
from app.submissions.reading.reports.prompts import WORDS_OF_A_LINE, one_line
from app.submissions.reading.reports.trial import filled_in, is_read_back

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.deliverables import FormField
    from app.submissions.reading.reports.answers import FoundAnswer
    from app.submissions.reading.reports.document import Document


@dataclass(frozen=True, kw_only=True)
class Bindings:
    """How each field is known again, by its key; `lacks` are the keys that do not come back from a filled-in copy.

    `said` is what stands in the template, which is no answer; `ending` is what a file of
    this kind is called by, whatever this one is.
    """

    sources: dict[str, Source]
    lacks: tuple[str, ...]
    said: tuple[str, ...]
    findings: tuple[Finding, ...]
    ending: Literal["docx", "pptx"]


def bindings(template: bytes, *, fields: Iterable[FormField]) -> Bindings:
    """Read a Word or PowerPoint template; raises Unreadable when it cannot be opened, or names people by number."""
    fields, document = tuple(fields), opened(template)
    if identity_numbers(document.whole):
        raise Unreadable("identity_number", "I malen står noe som ser ut som et fødselsnummer. Ta det bort.")
    in_it = tuple(places(document, fields))
    said, office = _said(document, in_it, fields), Office(template)
    hints = [text for one in in_it for text in (one.text, one.unclear) if text]
    filled = opened(filled_in(office, hints))
    sources = _read_back(tuple(places(filled, fields, prompts=frozenset(said))))
    has_place = {one.key for one in in_it}
    return Bindings(
        sources=sources,
        lacks=tuple(one.key for one in fields if one.key not in sources),
        said=said,
        findings=(
            *_without_place([one for one in fields if one.key not in {*sources, *has_place}]),
            *_not_back([one for one in fields if one.key not in sources and one.key in has_place]),
        ),
        ending="docx" if office.kind == "word" else "pptx",
    )


def _read_back(found: tuple[FoundAnswer, ...]) -> dict[str, Source]:
    """Return how each field is found that gives the words put in, once and nothing besides."""
    answers = answers_among(found)
    every = [one.key for one in answers]
    return {one.key: one.source for one in answers if every.count(one.key) == 1 and is_read_back(one.text)}


def _said(
    document: Document, places: Iterable[FoundAnswer], fields: tuple[FormField, ...]
) -> tuple[str, ...]:
    """Return what the template says at its fields, and each line of it that is neither a label nor a choice."""
    labels, choices = Labels(fields), {one_line(choice) for field in fields for choice in field.choices}
    at_fields = (text for one in places for text in (one.text, one.unclear, one.aside) if text)
    lines = (rest for line in lines_of(document) for rest in _beside_label(line.text, labels))
    told = (text for text in lines if len(text.split()) >= WORDS_OF_A_LINE and not _has(text, choices))
    return tuple(dict.fromkeys((*at_fields, *told)))


def _has(text: str, choices: Iterable[str]) -> bool:
    """Say whether a line tells of a step: the template explains it so, and a team may answer so."""
    return any(choice in one_line(text) for choice in choices)


def _beside_label(text: str, labels: Labels) -> tuple[str, ...]:
    """Return a line, and what is left of it after a label."""
    if labels.key(text):
        return ()
    key, rest = labels.split(text)
    return (text, rest) if key else (text,)


def _without_place(lacks: list[FormField]) -> tuple[Finding, ...]:
    if not lacks:
        return ()
    labels = listed(f"«{one.label}»" for one in lacks)
    return (
        warning(
            "unbound_fields",
            f"Malen mangler plass til {labels}. Legg inn en rad eller overskrift med disse ordene, "
            "eller en innholdskontroll med samme navn som kode.",
        ),
    )


def _not_back(lost: list[FormField]) -> tuple[Finding, ...]:
    if not lost:
        return ()
    labels = listed(f"«{one.label}»" for one in lost)
    return (
        warning(
            "not_read_back",
            f"Vi fylte ut en kopi av malen, og fant ikke igjen svaret på {labels}. La ruten for svaret stå tom, rett "
            "ved siden av eller under ledeteksten, eller bruk en innholdskontroll med samme navn som kode.",
        ),
    )
