from __future__ import annotations

import pytest

from app.submissions.reading.series.names import are_near

NEAR = [
    ("ventetid", "ventetdi"),
    ("fall-natt", "fall natt"),
    ("trykk sår", "trykksår"),
    ("andel screenede", "andel screenete"),
    ("pasienttilfredshet", "pasienttilfredsheit"),
]
APART = [
    ("trykksår grad 1", "trykksår grad 2"),
    ("fall dag", "fall natt"),
    ("ventetid (dager)", "ventetid (timer)"),
    ("andel", "antall"),
    ("a", "b"),
    ("ventetid inn", "ventetid"),
]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_a_slip_and_a_sign_are_near(one: str, other: str) -> None:
    assert (are_near(one, other), are_near(other, one)) == (True, True)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_and_numbers_are_apart(one: str, other: str) -> None:
    assert (are_near(one, other), are_near(other, one)) == (False, False)
