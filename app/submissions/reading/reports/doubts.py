"""What is said of a report beside its answers: words that may be an answer, and answers that are no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.deliverables import PRINTED_WORDS
from app.programmes import listed
from app.submissions.reading.findings import Finding, info, warning
from app.submissions.reading.reports.document import Held, lines_of
from app.submissions.reading.reports.labels import REMARKS, Labels, plain
from app.submissions.reading.reports.prompts import (
    WORDS_OF_A_LINE,
    TemplatesWords,
    asks_for_an_answer,
    looks_like_help,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.deliverables import FormField
    from app.submissions.reading.reports.answers import FoundAnswer
    from app.submissions.reading.reports.document import Document, Line, Row

_HEADINGS = {"svar", "vårt svar", "innhold", "tekst", *REMARKS}  # over the columns of a form
_SHORT_CHARACTERS = 120
_WHAT = {
    Held.struck: (
        "tekst som er strøket over",
        "Ta bort streken hvis den gjelder, eller skriv svaret på nytt.",
    ),
    Held.hidden: ("skjult tekst", "Vis teksten hvis den gjelder, eller skriv svaret på nytt."),
    Held.deleted: ("tekst som er slettet med sporing av endringer", "Avvis slettingen hvis teksten gjelder."),
    Held.comment: ("en kommentar", "Skriv svaret som tekst i feltet."),
    Held.table: ("en tabell", "Skriv det viktigste i den som tekst i feltet."),
    Held.text_box: ("en tekstboks", "Flytt teksten til feltet."),
    Held.word_art: ("WordArt", "Skriv svaret som vanlig tekst i feltet."),
    Held.chunk: (
        "innhold som er satt inn fra en annen fil",
        "Åpne rapporten i Word, lagre den, og last opp på nytt.",
    ),
    Held.embedded: ("et innebygd dokument", "Kopier teksten fra det til feltet."),
    Held.figure: ("en figur", "Vi leser ikke tekst i figurer. Skriv svaret som tekst i feltet."),
    Held.picture: ("et bilde", "Vi leser ikke tekst i bilder. Skriv svaret som tekst i feltet."),
}
_LOOSE = (Held.chunk, Held.word_art, Held.embedded)
"""What may hold answers wherever it stands; a picture by itself is a logo as often as not."""


def doubts(
    places: Iterable[FoundAnswer], fields: Iterable[FormField], answered: Mapping[str, str]
) -> dict[str, Finding]:
    """Return a finding for each empty field whose answer may stand there all the same, by the field's key."""
    every = list(places)
    empty = [field for field in fields if field.key not in answered]
    found = {field.key: _doubt(field, [one for one in every if one.key == field.key]) for field in empty}
    return {key: one for key, one in found.items() if one}


def remarks(
    places: Iterable[FoundAnswer], fields: Iterable[FormField], answered: Mapping[str, str]
) -> Iterator[Finding]:
    """Tell of what stands at answered fields and was not counted as their answer."""
    by_key = {field.key: field for field in fields if field.key in answered}
    at_answers = [one for one in places if one.key in by_key]
    for one in at_answers:
        if one.unclear and not _is_said(one.unclear, answered[one.key]):
            yield warning(
                "more_beside",
                f"Ved «{by_key[one.key].label}» står også «{_short(one.unclear)}». Vi har ikke regnet det med til "
                "svaret. Hører det med, flytt det inn til resten.",
            )
    asides = [one for one in at_answers if one.aside and not _is_said(one.aside, answered[one.key])]
    if asides:
        texts = tuple(dict.fromkeys(one.aside for one in asides))
        said = listed(f"«{_short(text)}»" for text in texts)
        tell = info if all(looks_like_help(text) for text in texts) else warning
        yield tell("set_aside", f"Dette er regnet som hjelpetekst, og ikke som svar: {said}.")
    tables = [by_key[one.key].label for one in at_answers if one.text and Held.table in one.holds]
    if tables:
        labels = listed(f"«{label}»" for label in dict.fromkeys(tables))
        yield info(
            "table_beside", f"Under {labels} står også en tabell. Den er ikke lest som en del av svaret."
        )
    flagged = [by_key[one.key].label for one in at_answers if Held.flagged in one.holds]
    if flagged:
        labels = listed(f"«{label}»" for label in dict.fromkeys(flagged))
        yield info(
            "flagged_as_prompt", f"Word regner teksten i {labels} som hjelpetekst. Vi har lest den som svar."
        )


def loose(document: Document, own: Iterable[str], told: Iterable[Finding]) -> Iterator[Finding]:
    """Tell of what may hold answers outside of the fields, unless a field has told of it."""
    said = " ".join(one.text for one in told)
    for one in _LOOSE:
        what, do = _WHAT[one]
        if one in document.holds and what not in said:
            yield warning(
                "answer_elsewhere", f"Utenfor feltene i rapporten står {what}, som vi ikke leser. {do}"
            )
    for text in own:
        yield warning(
            "answer_elsewhere",
            f"I en tekstboks står «{_short(text)}», uten at vi vet hvilket felt det er. Flytt det dit.",
        )


def unknown_labels(
    document: Document, fields: tuple[FormField, ...], *, given: frozenset[str], answered: Iterable[str]
) -> Iterator[Finding]:
    """Tell of rows of a form that have other words where the labels stand: they are filled in, and not read."""
    labels, template, read = Labels(fields), TemplatesWords(given), " ".join(map(one_line, answered))
    found = [
        row[0].text
        for table in document.tables
        if any(labels.opening(row[0])[0] for row in table if row)
        for row in table
        if _is_unknown(row, labels, template) and one_line(row[0].text) not in read
    ]
    if found:
        told = listed(f"«{_short(text)}»" for text in dict.fromkeys(found))
        yield warning(
            "unknown_labels",
            f"Vi kjenner ikke igjen {told} i skjemaet, så det som står ved siden av, er ikke lest som svar. Bruk "
            "ordene i malen.",
        )


def _is_unknown(row: Row, labels: Labels, template: TemplatesWords) -> bool:
    """Say whether a row has a filled cell beside words that are no label we know."""
    others = [cell for cell in row[1:] if cell is not row[0] and cell.text and not template.are(cell.text)]
    has_label = any(labels.opening(cell)[0] for cell in row)
    is_heading = all(plain(cell.text) in _HEADINGS for cell in others)
    return (
        bool(row and row[0].text and others)
        and not is_heading
        and not has_label
        and not template.are(row[0].text)
    )


def loose_text(document: Document, fields: tuple[FormField, ...], *, given: frozenset[str]) -> str:
    """Return the first words that are neither the form's, nor help text, nor a heading; "" where there are none."""
    labels, template = Labels(fields), TemplatesWords(given | PRINTED_WORDS)
    choices = [choice for field in fields for choice in field.choices]
    return next(
        (text for line in lines_of(document) if (text := _own_words(line, labels, template, choices))), ""
    )


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
    return _short(text)


def _doubt(field: FormField, places: list[FoundAnswer]) -> Finding | None:
    unclear = next((one.unclear for one in places if one.unclear), "")
    if asks_for_an_answer(unclear):
        return warning(
            "unclear_place",
            f"Ved «{field.label}» står «{_short(unclear)}», som ser ut som hjelpetekst. Er det svaret, skriv det med "
            "andre ord.",
        )
    if unclear:
        return warning(
            "unclear_place",
            f"Ved «{field.label}» står «{_short(unclear)}», men ikke der svaret skal stå. Er det svaret, flytt det til "
            "ruten for svaret.",
        )
    held = next((one for one in _WHAT if any(one in place.holds for place in places)), None)
    if held is None:
        return None
    what, do = _WHAT[held]
    return warning("answer_elsewhere", f"Under «{field.label}» står {what}, og ikke noe annet svar. {do}")


def _is_said(text: str, answer: str) -> bool:
    return one_line(text) in one_line(answer)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHORT_CHARACTERS else f"{line[:_SHORT_CHARACTERS]} …"
