"""Deadlines as people say them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.programmes.own.form.due_text import due_in_words, due_read
from app.programmes.own.form.misread import Misread


@given(some.sampled_from(["before", "after"]), some.integers(1, 730))
def test_every_number_of_days_is_read_back(side: str, days: int) -> None:
    due = {side: "samling-1", "days": days}
    assert due_read(due_in_words(due), "samling-1") == due


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("7 dager før", {"before": "samling-1", "days": 7}),
        ("1 dag etter", {"after": "samling-1", "days": 1}),
        ("To uker etter", {"after": "samling-1", "days": 14}),
        ("samme dag", {"before": "samling-1"}),
        ("28. august", {"day": "08-28"}),
        ("12. mai året etter", {"day": "05-12", "years_after": 1}),
        ("08-28", {"day": "08-28"}),
        ("2026-08-28", {"on": "2026-08-28"}),
        ("Åpen", {"open": True}),
        ("Dere setter dagen senere.", {"open": True}),
        ("", None),
    ],
)
def test_a_deadline_is_read_as_people_say_it(typed: str, due: dict[str, Any] | None) -> None:
    assert due_read(typed, "samling-1") == due


@pytest.mark.parametrize(
    ("typed", "meeting", "sentence"),
    [
        ("7 dager før", "", "Velg møtet fristen regnes fra."),
        (
            "snart",
            "samling-1",
            (
                "«snart» forsto vi ikke. Skriv for eksempel «7 dager før», «2 uker etter», «samme dag» eller en dag "
                "som «28. august», eller «åpen» når dere setter dagen senere."
            ),
        ),
        (
            "april",
            "samling-1",
            (
                "En frist er én dag. Skriv for eksempel «7 dager før», «2 uker etter», «samme dag» eller en dag "
                "som «28. august», eller «åpen» når dere setter dagen senere."
            ),
        ),
    ],
)
def test_what_is_no_deadline_is_refused_with_how_to_write_it(typed: str, meeting: str, sentence: str) -> None:
    with pytest.raises(Misread) as refused:
        due_read(typed, meeting)
    assert str(refused.value) == sentence


def test_an_open_deadline_says_so() -> None:
    assert due_in_words({"open": True}) == "åpen"
