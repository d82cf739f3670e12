from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enrolment.doubts.similar import a_letter_apart, near, spelt_alike, words_of

WORDS = st.text("abdefghijklmnoprstuvyæøå", min_size=3, max_size=10)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "aa"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Medisin Vesterålen", "Medisin Vesteralen"),
        ("Medisin Vesterålen", "Medisin Vesteraalen"),
        ("Barsel, Tromsø", "Barsel Tromsø"),
        ("Sengepost A", "SengepostA"),
        ("Sengepost medisin", "Sengepost medsin"),
        ("Bodø", "Boddø"),
        ("Kirurgi", "Kirurgi Bodø"),
        ("Kirurgi", "Kirurgi i Bodø"),
        ("Kirurgi Bodø", "Kirurgi Bodø sykehus"),
        ("Nordlandssykehuset", "Nordlandsykehuset"),
        ("UNN", "U.N.N."),
    ],
)
def test_two_ways_of_writing_one_name_are_near(one: str, other: str) -> None:
    assert (near(one, other), near(other, one)) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sengepost A", "Sengepost B"),
        ("Sengepost", "Sengepost A"),
        ("Team 1", "Team 2"),
        ("Team 1 1", "Team 11"),
        ("Kirurgi", "Kirurgi 2"),
        ("Kirurgi", "Kirurgi I"),
        ("Bodø", "Bardu"),
        ("Moss", "Voss"),
        ("Kirurgi Bodø", "Kirurgi Mo"),
        ("Kirurgi", "Kirurgi dag"),
        ("Nefrologi", "Nevrologisk"),
        ("Hematologi", "Hepatologi"),
        ("Team Anna", "Team Anne"),
    ],
)
def test_two_names_are_not_near(one: str, other: str) -> None:
    assert (near(one, other), near(other, one)) == (False, False)


def test_the_organisations_own_name_adds_nothing() -> None:
    assert near("Barsel", "Barsel UNN", own=words_of("UNN"))
    assert not near("Barsel", "Barsel UNN")


@given(one=NAMES, other=NAMES)
def test_it_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert near(one, other) == near(other, one)
    assert a_letter_apart(one, other) == a_letter_apart(other, one)


@given(name=NAMES, mark=st.sampled_from([" ", ", ", "-", " – ", ".", "/", ""]))
def test_case_spacing_punctuation_and_norwegian_letters_never_part_a_name(name: str, mark: str) -> None:
    ways = (name.upper(), name.replace(" ", mark), f" {name} ", name.translate(ASCII))
    assert [spelt_alike(name, way) and near(name, way) for way in ways] == [True] * 4


@given(name=NAMES, number=st.integers(0, 99), other=st.integers(0, 99))
def test_a_differing_number_always_parts_them(name: str, number: int, other: int) -> None:
    assert near(f"{name} {number}", f"{name} {other}") == (number == other)
    assert not near(name, f"{name} {number}")


def test_a_name_of_signs_alone_is_near_no_word() -> None:
    assert (near("I", "!"), near("!", "1"), near("I", "1")) == (False, False, True)
