"""A person is named by whole words, in any order and spelling, and never inside another name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.people.spelling import same_spelling
from app.privacy.naming import Naming, texts_in, with_texts

OLA = Naming(["ola@example.no", "entra-1"], "Ola Li", others=["Ola Lie", "Ola Li Hansen", "Kari Nes"])
NAMES = ["Ola", "Li", "Lie", "Lis", "Hansen", "Anne", "Ås", "Åse", "Nes", "Ness", "Bø"]


def _struck(naming: Naming, text: str) -> str:
    """Put a star in the place of each certain place, and a question mark in that of each uncertain."""
    (places,) = naming.places([text])
    for place in reversed(places):
        text = text[: place.start] + ("*" if place.certain else "?") + text[place.end :]
    return text


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Ola Li er syk", "* er syk"),
        ("ola  LI er syk", "* er syk"),
        ("Ola\u00a0Li\ner syk", "*\ner syk"),
        ("Li, Ola (sykepleier)", "* (sykepleier)"),
        ("Navn: Li Ola", "Navn: *"),
        ("Ola Lis rapport og Ola Li's film", "*s rapport og *'s film"),
        ("ola@example.no, OLA@EXAMPLE.NO.", "*, *."),
        ("entra-1 og entra-12", "* og entra-12"),
        ("Hei Ola Li!", "Hei *!"),
        ("Takk. Hilsen Ola Li", "Takk. Hilsen *"),
        ("Ola Lie er syk", "Ola Lie er syk"),
        ("Ola Lies rapport", "Ola Lies rapport"),
        ("Ola Li Hansen er syk", "Ola Li Hansen er syk"),
        ("Hansen, Ola Li", "Hansen, Ola Li"),
        ("Anne-Ola Li og Ola Li-Hansen", "Anne-Ola Li og Ola Li-Hansen"),
        ("Kola Li og Ola Lind", "Kola Li og Ola Lind"),
        ("nola@example.no, ola@example.no.evil.com", "nola@example.no, ola@example.no.evil.com"),
        ("Ola Li Bø er syk", "? Bø er syk"),
        ("vi spurte Anne Ola Li om det", "vi spurte Anne ? om det"),
        ("vi spurte Ola Li om det", "vi spurte * om det"),
        ("Ola er syk", "Ola er syk"),
    ],
)
def test_each_text_names_the_person_or_another(text: str, struck: str) -> None:
    assert _struck(OLA, text) == struck


def test_a_name_with_letters_composed_or_apart_is_the_same() -> None:
    naming = Naming([], "Åse Bøås")
    assert _struck(naming, f"med {unicodedata.normalize('NFD', 'Åse Bøås')} der") == "med * der"
    assert _struck(Naming([], unicodedata.normalize("NFD", "Åse Bøås")), "Åse Bøås") == "*"
    assert _struck(Naming([], "Ase Boas"), "Åse Boas") == "Åse Boas"


def test_a_name_of_one_word_is_not_looked_for() -> None:
    assert _struck(Naming(["ola@example.no"], "Ola"), "Ola (ola@example.no)") == "Ola (*)"


def test_between_two_of_one_name_an_address_in_the_row_decides() -> None:
    naming = Naming(["ola@example.no"], "Ola Li", others=["Ola Li"], namesakes=["ola2@example.no"])
    certain = [
        [[place.certain for place in text] for text in naming.places(row)]
        for row in (
            ["Ola Li", "ola@example.no"],
            ["Ola Li", "ola2@example.no"],
            ["Ola Li", "kom"],
        )
    ]
    assert certain == [[[True], [True]], [[], []], [[False], []]]


def _full_names() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(NAMES), min_size=2, max_size=3).map(" ".join)


def _words_without_s(name: str) -> list[str]:
    """The words of a name in any order: those alike but for an s are each other's genitive."""
    return sorted(word.removesuffix("s") for word in same_spelling(name).split())


@given(one=_full_names(), other=_full_names(), ending=st.sampled_from(["", "s", " kom", ", Ahus", "."]))
def test_of_two_people_one_is_erased_and_the_other_stays(one: str, other: str, ending: str) -> None:
    assume(_words_without_s(one) != _words_without_s(other))
    naming = Naming(["one@example.no"], one, others=[other])
    assert _struck(naming, f"møte med {other}{ending}") == f"møte med {other}{ending}"
    assert _struck(naming, f"møte med {one}{ending}").startswith(("møte med *", "møte med ?"))


def test_what_is_the_name_of_one_and_the_genitive_of_another_is_the_name() -> None:
    assert _struck(Naming([], "Ola Lis", others=["Ola Li"]), "møte med Ola Lis") == "møte med *"
    assert _struck(Naming([], "Ola Li", others=["Ola Lis"]), "møte med Ola Lis") == "møte med Ola Lis"


def test_every_text_of_a_structure_is_seen_and_changed() -> None:
    value = {"ola": [1, "kari", None, {"per": b"ola"}]}
    assert texts_in(value) == ["ola", "kari", "per"]
    assert with_texts(value, str.upper) == {"OLA": [1, "KARI", None, {"PER": b"ola"}]}
