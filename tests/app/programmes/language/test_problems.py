"""Problems are told one by one and as one text, with a suggestion where a word is nearly right."""

from __future__ import annotations

import pytest

from app.programmes.language.problems import Problem, Unusable, perhaps


@pytest.mark.parametrize(
    ("word", "known", "suggestion"),
    [
        ("samling-l", ["samling-1", "innsjekk"], " Mente du «samling-1»?"),
        ("kickoff", ["samling-1", "innsjekk"], ""),
        ("samling", [], ""),
    ],
)
def test_a_word_that_is_nearly_right_gets_a_suggestion(word: str, known: list[str], suggestion: str) -> None:
    assert perhaps(word, known) == suggestion


def test_a_definition_that_cannot_be_used_says_every_problem_with_its_place() -> None:
    problems = [
        Problem(path="name", text="Feltet mangler."),
        Problem(path="meetings[1].when.week", text="Tallet kan være høyst 53."),
    ]
    refused = Unusable(problems)
    assert str(refused) == (
        "Programmet kan ikke brukes. name: Feltet mangler. meetings[1].when.week: Tallet kan være høyst 53."
    )
    assert refused.problems == problems
