"""Words that are the template's or a program's, and words that only sound like help text."""

from __future__ import annotations

import pytest

from app.submissions.reading.reports.prompts import (
    KNOWN_PROMPTS,
    TemplatesWords,
    asks_for_an_answer,
    is_prompt,
    looks_like_help,
)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("Klikk her og skriv", True),
        ("[Velg et trinn]", True),
        ("Trykk her for å skrive inn tekst.", True),
        ("Klikk her for filmen: https://example.no", False),
        ("Velg riktig nivå for hver pasient", False),
    ],
)
def test_a_prompt_is_known_by_its_words(text: str, prompt: bool) -> None:
    assert is_prompt(text, KNOWN_PROMPTS) is prompt


@pytest.mark.parametrize(
    ("text", "beside_label", "as_answer"),
    [
        ("Skriv kort, maks 3 setninger.", True, True),
        ("(det dere har gjort)", True, True),
        ("Hva vil dere oppnå?", True, True),
        ("Kva vil de oppnå?", True, True),
        ("Inntil to setninger", True, True),
        ("Hva skal testes?", True, False),
        ("Skriv nytt skjema", True, False),
        ("Kan vi teste på kveld?", False, False),
        ("Halvere ventetiden", False, False),
        ("Minst mulig ventetid", False, False),
    ],
)
def test_help_text_is_told_sooner_beside_a_label_than_where_an_answer_stands(
    text: str, beside_label: bool, as_answer: bool
) -> None:
    assert (looks_like_help(text), asks_for_an_answer(text)) == (beside_label, as_answer)


def test_the_templates_lines_are_taken_out_and_short_ones_only_when_alone() -> None:
    words = TemplatesWords(("Ett mål, med tall og dato", "Ja"))
    assert words.without("Ett mål,  med tall og dato\nHalvere\nJa") == "Halvere\nJa"
    assert (words.are("Ja"), words.are("Ett mål, med tall og dato"), words.are("Halvere")) == (
        True,
        True,
        False,
    )
