"""Days, meetings and lists as a person reads them in Norwegian."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.programmes.dates.compiler import compile_programme
from app.programmes.dates.norwegian import day_in_norwegian, listed, named, when_in_norwegian

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.language.definition import Definition

    Programme = Callable[..., Definition]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 9, 16), "onsdag 16.09.2026"),
        (date(2027, 5, 17), "mandag 17.05.2027"),
        (date(2028, 1, 2), "søndag 02.01.2028"),
    ],
)
def test_a_day_is_written_with_its_weekday(day: date, text: str) -> None:
    assert day_in_norwegian(day) == text


@pytest.mark.parametrize(
    ("meeting", "text"),
    [
        ({"when": {"day": "09-16"}}, "onsdag 16.09.2026"),
        ({"when": {"day": "09-16", "to": "09-17"}}, "onsdag 16.09.2026 – torsdag 17.09.2026"),
        (
            {"when": {"day": "09-16"}, "start": "13:00", "end": "14:30"},
            "onsdag 16.09.2026 kl. 13:00–14:30",
        ),
        ({"when": {"month": 4}}, "april 2026"),
        ({}, "uten dato"),
    ],
)
def test_a_meeting_is_written_with_as_much_as_is_known_of_when(
    programme: Programme, meeting: dict[str, Any], text: str
) -> None:
    (dated,) = compile_programme(programme(meeting), 2026).meetings
    assert (when_in_norwegian(dated), named(dated)) == (text, f"«Samling» {text}")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Bodø"], "Bodø"),
        (["Bodø", "Tromsø"], "Bodø og Tromsø"),
        (["Bodø", "Tromsø", "Alta"], "Bodø, Tromsø og Alta"),
        ([str(number) for number in range(1, 12)], "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 og 1 til"),
        ([str(number) for number in range(1, 14)], "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 og 3 til"),
    ],
)
def test_a_long_list_is_cut_after_ten_with_the_number_left(words: list[str], text: str) -> None:
    assert listed(words) == text
