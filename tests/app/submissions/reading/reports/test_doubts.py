"""What is said beside the answers."""

from __future__ import annotations

from app.deliverables.fields import POSTER
from app.submissions.reading.findings import info, warning
from app.submissions.reading.reports.answers import FoundAnswer
from app.submissions.reading.reports.document import Document, Held, Line
from app.submissions.reading.reports.doubts import doubts, loose, loose_text, remarks


def _document(*lines: str, holds: frozenset[Held] = frozenset()) -> Document:
    return Document(
        controls=(), flows=(tuple(Line(line) for line in lines),), tables=(), whole="", holds=holds
    )


def test_words_near_an_empty_field_are_shown_and_a_picture_in_it_is_told_of() -> None:
    near = FoundAnswer("mal", "", "label", unclear="Halvere")
    drawn = FoundAnswer("tiltak", "", "tag", holds=frozenset({Held.picture}))
    assert doubts((near, drawn), POSTER, {}) == {
        "mal": warning(
            "unclear_place",
            "Ved «1. Mål» står «Halvere», men ikke der svaret skal stå. Er det svaret, flytt det til ruten for svaret.",
        ),
        "tiltak": warning(
            "answer_elsewhere",
            "Under «3. Hvilke tiltak skal føre til at målet nås?» står et bilde, og ikke noe annet svar. Vi leser ikke "
            "tekst i bilder. Skriv svaret som tekst i feltet.",
        ),
    }


def test_a_field_that_is_answered_leaves_no_doubt_about_what_stands_there_besides() -> None:
    answered = FoundAnswer("mal", "Halvere", "tag", holds=frozenset({Held.picture}))
    assert doubts((answered,), POSTER, {"mal": "Halvere"}) == {}
    assert list(remarks((answered,), POSTER, {"mal": "Halvere"})) == []


def test_words_set_aside_are_told_of() -> None:
    found = FoundAnswer("mal", "Halvere", "label", aside="Skriv kort.")
    assert list(remarks((found,), POSTER, {"mal": "Halvere"})) == [
        info("set_aside", "Dette er regnet som hjelpetekst, og ikke som svar: «Skriv kort.».")
    ]


def test_a_file_put_in_whole_is_told_of_once() -> None:
    document = _document(holds=frozenset({Held.chunk}))
    (said,) = loose(document, (), ())
    assert said.text == (
        "Utenfor feltene i rapporten står innhold som er satt inn fra en annen fil, som vi ikke leser. Åpne rapporten "
        "i Word, lagre den, og last opp på nytt."
    )
    assert list(loose(document, (), (said,))) == []


def test_text_outside_the_fields_is_neither_labels_nor_the_forms_own_words() -> None:
    ours = ("1. Mål", "[Virksomhetens logo]", "Statusrapport 1", "Skriv kort, maks 3 setninger.")
    assert loose_text(_document(*ours), POSTER, given=frozenset()) == ""
    assert loose_text(_document(*ours, "Vi har halvert ventetiden"), POSTER, given=frozenset()) == (
        "Vi har halvert ventetiden"
    )
