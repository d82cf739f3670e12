"""Text around a table is one line that shows it; a person is never taken for a note."""

from __future__ import annotations

import pytest
from support.workbooks import KARI, OLA, sheets

from app.enrolment.lines import read_lines


def texts(*rows: tuple[object, ...]) -> list[str]:
    return [problem.text for problem in read_lines(sheets(KARI, *rows))[1]]


def test_rows_outside_are_said_in_one_line_with_their_numbers() -> None:
    assert texts((), ("Sum", 2), OLA, ("Merk: Ola slutter",), ("Sendt av KH",)) == [
        (
            "Rad 4 og 6–7 står utenfor tabellen og er ikke lest som deltakere: "
            "«Sum», «Merk: Ola slutter», «Sendt av KH»."
        )
    ]


def test_a_second_table_is_named_with_the_way_out() -> None:
    assert texts(("Navn", "E-post", "Rolle"), ("Per Ås", "per@example.no", "leder")) == [
        (
            "Rad 3–4 er en tabell til, med andre kolonner, og er ikke lest. "
            "Flytt den til et eget ark i arbeidsboken om den skal være med."
        )
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("UNN", 1, "A", "Sumi Antal", "sumi@example.no", "leder"),
        ("UNN", 1, "A", "Notar Obsfelt", "", "leder"),
        (None, None, None, "Per Ås", "", ""),
        (None, None, None, None, "per@example.no", ""),
        (None, None, None, None, None, "leder"),
        ("UNN", None, "Sengepost B", None, None, None),
    ],
)
def test_a_row_about_a_person_or_a_team_is_read(row: tuple[object, ...]) -> None:
    assert [line.number for line in read_lines(sheets(KARI, row))[0]] == [2, 3]
