"""Headings are known with numbers, help and second words; what only begins alike is not."""

from __future__ import annotations

import pytest

from app.enrolment.table.columns import ALSO_WRITTEN, Column, bare, meaning, name_part


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Navn2", Column.name),
        ("Team 2", None),
        ("Team - Sengepost A", Column.team),
        ("3. E-post", Column.email),
        ("Spørsmål 4: Rolle", Column.roles),
        ("Mål: hva vil dere oppnå?", Column.aim),
        ("Avdeling/seksjon", Column.unit),
        ("Team/enhet", None),
        ("Lederens navn", None),
        ("E-post privat", None),
        ("Email Address", Column.email),
        ("Namn på føretak", Column.organisation),
        ("kari@example.no", None),
    ],
)
def test_a_heading_is_known_by_its_word(heading: str, column: Column | None) -> None:
    assert meaning(heading) is column


def test_no_word_stands_for_two_columns() -> None:
    words = [(bare(word), column) for column, ways in ALSO_WRITTEN.items() for word in ways]
    assert len({word for word, _ in words}) == len(set(words))


@pytest.mark.parametrize(
    ("heading", "place"), [("Fornavn", 0), ("Mellomnamn", 1), ("Surname", 2), ("Navn", None)]
)
def test_the_parts_of_a_name_are_known_in_their_order(heading: str, place: int | None) -> None:
    assert name_part(heading) == place
