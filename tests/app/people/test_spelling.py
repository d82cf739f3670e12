from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.spelling import same_spelling, tidy_address, tidy_text, with_marks


def test_a_name_is_kept_as_written_but_for_spaces() -> None:
    assert tidy_text("  Máret\u00a0 Čuohpi\n") == "Máret Čuohpi"


def test_letters_typed_in_two_parts_become_one() -> None:
    assert tidy_text("A\u030ase Bjo\u0308rk") == "Åse Björk"


def test_marks_that_turn_or_hide_text_are_dropped() -> None:
    assert tidy_text("Kari\u202e\u200b Nes\u00ad\x00") == "Kari Nes"


def test_case_and_spaces_do_not_make_another_name() -> None:
    assert same_spelling("  sengepost   a ") == same_spelling("Sengepost A")


def test_sami_letters_stay_themselves() -> None:
    assert [same_spelling(letter) for letter in "čđŋšŧž"] == list("čđŋšŧž")
    assert [same_spelling(letter) for letter in "ČĐŊŠŦŽ"] == list("čđŋšŧž")


def test_an_address_is_found_inside_what_mail_programs_paste() -> None:
    assert tidy_address("Kari Nes <MAILTO:Kari.Nes@Example.NO>; ") == "kari.nes@example.no"
    assert tidy_address("mailto:kari.nes@example.no") == "kari.nes@example.no"
    assert tidy_address(" kari.nes@example.no\u00a0") == "kari.nes@example.no"


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidy_text(tidy_text(text)) == tidy_text(text)


@given(st.text())
def test_what_is_the_same_stays_the_same(text: str) -> None:
    assert same_spelling(same_spelling(text)) == same_spelling(text)


@given(st.text())
def test_however_the_letters_are_put_together_the_name_is_the_same(text: str) -> None:
    assert same_spelling(unicodedata.normalize("NFD", text)) == same_spelling(
        unicodedata.normalize("NFC", text)
    )


@given(st.text())
def test_an_address_read_twice_is_one_address(text: str) -> None:
    assert tidy_address(tidy_address(text)) == tidy_address(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Åse Å\u030arset 😀👩\u200d⚕", "Åse Å\u030arset 😀👩\u200d⚕"),
        ("rapport\u202efdp.exe", "rapport⟨U+202E⟩fdp.exe"),
        ("\x1b[2Jborte\x07", "⟨U+001B⟩[2Jborte⟨U+0007⟩"),
        ("\u2066a\u2069\u200f\x85", "⟨U+2066⟩a⟨U+2069⟩⟨U+200F⟩⟨U+0085⟩"),
        ("en linje\n\ttil\r\n", "en linje\n\ttil\r\n"),
    ],
)
def test_v1_3_what_would_steer_how_a_text_is_shown_is_a_mark(text: str, shown: str) -> None:
    assert with_marks(text) == shown
