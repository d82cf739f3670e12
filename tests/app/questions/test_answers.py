"""Answers in a file are read whole, or refused with the form they should have."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.questions.answers import read_answers


def test_a_file_of_answers_is_read_by_key() -> None:
    assert read_answers('[{"key": "a:1", "answer": "same"}, {"key": "b:2", "answer": "4"}]') == {
        "a:1": "same",
        "b:2": "4",
    }


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"key": "a"}]', '[{"key": "a", "answer": 4}]'])
def test_another_file_is_refused_with_an_example(content: str) -> None:
    with pytest.raises(
        Invalid,
        match=r'Svarene kan ikke leses\. Filen må se slik ut \(JSON\): \[\{"key": "…", "answer": "…"\}\]\.',
    ):
        read_answers(content)
