"""Cells merged, split and laid out otherwise: the place of an answer is told, or said to be uncertain."""

from __future__ import annotations

import pytest

from app.deliverables.fields import POSTER
from app.submissions.reading.reports.document import Cell, Document, Line, Table
from app.submissions.reading.reports.grid import find
from app.submissions.reading.reports.labels import Labels, Place

LABELS = Labels(POSTER, given=("Det dere vil oppnå",))


def _cell(*lines: str) -> Cell:
    return Cell(tuple(Line(line) for line in lines))


def _places(*rows: tuple[Cell, ...]) -> list[Place]:
    tables: tuple[Table, ...] = (rows,)
    return list(find(Document(controls=(), flows=(), tables=tables, whole=""), LABELS))


GOAL, EMPTY = _cell("Halvere"), _cell("")
HIGH = _cell("Mål")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (((HIGH, GOAL), (HIGH, _cell("Innen jul"))), [Place("mal", "Halvere\nInnen jul")]),
        (((_cell("Mål", "Det dere vil oppnå"), GOAL),), [Place("mal", "Halvere")]),
        (((_cell("Mål", "Skriv kort."), GOAL),), [Place("mal", "Halvere", aside="Skriv kort.")]),
        (((_cell("Mål", "Doble"), GOAL),), [Place("mal", unclear="Doble\nHalvere")]),
        (((_cell("Mål", "Doble"), EMPTY),), [Place("mal", unclear="Doble")]),
        (((_cell("Mål"), EMPTY, GOAL),), [Place("mal", unclear="Halvere")]),
        (((_cell("Mål"), GOAL, _cell("Bra!")),), [Place("mal", unclear="Halvere\nBra!")]),
        (((_cell("Mål"),), (GOAL,), (_cell("Innen jul"),)), [Place("mal", "Halvere\nInnen jul")]),
        (((_cell("Mål"), EMPTY),), [Place("mal")]),
    ],
    ids=[
        "a label over two rows",
        "the template's words at the label",
        "help text at the label",
        "words at the label and beside it",
        "words at the label alone",
        "words farther off",
        "two cells filled",
        "two rows below",
        "nothing",
    ],
)
def test_the_place_of_an_answer_is_told_or_uncertain(
    rows: tuple[tuple[Cell, ...], ...], found: list[Place]
) -> None:
    assert _places(*rows) == found
