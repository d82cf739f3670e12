"""An act is told in the reader's language, whatever kind of thing it was done to."""

from __future__ import annotations

import pytest

from app.audit.acts import Act
from app.audit.thing_acts import ThingAct, Verb, in_words


@pytest.mark.parametrize(
    ("stored", "language", "sentence"),
    [
        (str(Act.cohort_closed), "nn", "Avslutta kullet"),
        (str(ThingAct("channel", Verb.let_go)), "nb", "Slapp noe i Microsoft 365, som blir stående"),
        ("tab created", "en", "Made something in Microsoft 365"),
        ("member done by hand", "nn", "Gjorde noko for hand i Microsoft 365"),
        ("an act no longer in use", "nb", "an act no longer in use"),
    ],
)
def test_a_stored_act_is_told_in_a_sentence_and_an_unknown_one_as_it_was_written(
    stored: str, language: str, sentence: str
) -> None:
    assert in_words(stored, language) == sentence
