"""Answers found by the words they stand beside, above or below, however those are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deliverables.fields import POSTER, FormField
from app.submissions.reading.reports.document import Cell, Document, Line
from app.submissions.reading.reports.grid import find
from app.submissions.reading.reports.labels import Labels, plain

LABELS = Labels(POSTER)


def _flow(*lines: Line | str) -> Document:
    written = tuple(Line(one) if isinstance(one, str) else one for one in lines)
    return Document(controls=(), flows=(written,), tables=(), whole="")


def _told(document: Document) -> list[tuple[str, str]]:
    return [(place.key, place.text) for place in find(document, LABELS)]


def _table(*rows: tuple[str, ...]) -> Document:
    cells = tuple(tuple(Cell((Line(text),)) for text in row) for row in rows)
    return Document(controls=(), flows=(), tables=(cells,), whole="")


@pytest.mark.parametrize(
    ("label", "left"),
    [
        ("1. Mål", "mål"),
        ("MÅL:", "mål"),
        ("Ma\u030al", "mål"),
        ("2. Målinger (antall, dato)", "målinger"),
        ("Enhet/dato", "enhet dato"),
        ("  Nærmeste   leder ", "nærmeste leder"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_a_label_is_known_without_case_number_signs_and_brackets(label: str, left: str) -> None:
    assert plain(label) == left


@given(st.sampled_from(POSTER), st.integers(1, 99), st.sampled_from([":", "?", " (se veilederen)", " …"]))
def test_every_field_is_known_by_its_label_numbered_shouted_and_with_signs_after_it(
    field: FormField, number: int, after: str
) -> None:
    assert LABELS.key(f"{number}. {plain(field.label).upper()}{after}") == field.key


def test_what_follows_a_label_is_its_answer_until_the_next_label_or_heading() -> None:
    document = _flow(
        "Innledning",
        "1. Mål",
        "Halvere",
        "ventetiden",
        "Tiltak: Tavlemøte",
        Line("Vedlegg", is_heading=True),
        "Se fil",
    )
    assert _told(document) == [("mal", "Halvere\nventetiden"), ("tiltak", "Tavlemøte")]


def test_a_colon_in_the_answer_is_not_the_labels() -> None:
    assert _told(_flow("Mål: fra kl. 08:00 til 12:00")) == [("mal", "fra kl. 08:00 til 12:00")]


def test_a_label_without_an_answer_is_given_empty() -> None:
    assert _told(_flow("Mål", "Resultater", "12")) == [("mal", ""), ("resultater", "12")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("Mål", "Halvere"),), [("mal", "Halvere")]),
        ((("Mål", "Tiltak"), ("Halvere", "Tavlemøte")), [("mal", "Halvere"), ("tiltak", "Tavlemøte")]),
        ((("Mål",), ("Halvere",)), [("mal", "Halvere")]),
        ((("Mål",), ("Tiltak",)), []),
        ((("Mål: det dere vil oppnå", "Halvere"),), [("mal", "Halvere")]),
        ((("Mål: Halvere",),), [("mal", "Halvere")]),
    ],
    ids=[
        "beside",
        "below in a row of labels",
        "below",
        "a label is no answer",
        "beside help text",
        "in the same cell",
    ],
)
def test_in_a_table_the_answer_stands_beside_its_label_or_below(
    rows: tuple[tuple[str, ...], ...], found: list[tuple[str, str]]
) -> None:
    assert _told(_table(*rows)) == found
