from __future__ import annotations

import pytest

from app.submissions.reading.series.numbers import NumberRules, number_of, written

NUMBERS = {
    "3": 3,
    "3,5": 3.5,
    "1 234": 1234,
    "1\u202f234,5": 1234.5,
    "1 234.5": 1234.5,
    "1.234,5": 1234.5,
    "1,234.5": 1234.5,
    "1.234.567": 1234567,
    "−4": -4,
    "12 %": 0.12,
    "1 23": None,
    "1.23.456": None,
    "1,2,3": None,
    "<5": None,
    "3 dager": None,
    "": None,
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_known_as_people_write_it(text: str) -> None:
    assert number_of(text) == NUMBERS[text]


def test_a_sign_between_thousands_is_taken_out_where_a_person_says_so() -> None:
    thousands = NumberRules(signs={".": "thousands"})
    assert [number_of(text, thousands) for text in ("1.250", "12.5", "1,250")] == [1250, 12.5, 1.25]


def test_a_number_is_written_with_a_comma_and_all_its_digits() -> None:
    assert [written(value) for value in (5.0, 0.125, 1234567.5)] == ["5", "0,125", "1234567,5"]
