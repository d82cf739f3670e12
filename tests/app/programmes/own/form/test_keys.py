"""Keys made from titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from app.programmes.language.when import Key
from app.programmes.own.form.keys import key_of


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Samling 1", "samling-1"),
        ("Vårt nettverk", "vart-nettverk"),
        ("Æ, Ø og Å!", "ae-o-og-a"),
        ("Čohkkehus – café", "cohkkehus-cafe"),
        ("!!!", "mote"),
    ],
)
def test_a_key_is_made_of_the_title(title: str, key: str) -> None:
    assert key_of(title, (), otherwise="mote") == key


def test_a_key_that_is_taken_gets_a_number() -> None:
    assert key_of("Samling", {"samling", "samling-2"}, otherwise="mote") == "samling-3"


@given(some.text(), some.sets(some.sampled_from(["a", "a-2", "mote", "mote-2"])))
def test_every_title_gives_a_key_the_language_takes_and_no_other_has(title: str, taken: set[str]) -> None:
    key = key_of(title, taken, otherwise="mote")
    assert TypeAdapter(Key).validate_python(key) not in taken
