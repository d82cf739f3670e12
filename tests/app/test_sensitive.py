"""Identity numbers, addresses, tokens and secrets are found however people and programs write them.

Every number here is made for the test: its month is no month (Tenor's way), or its digits are counted out in turn.
"""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import Invalid
from app.sensitive import IdentityNumber, identity_numbers, redact, refuse_identity_numbers

TENOR = "01818012337"
BETWEEN = ["", " ", "\N{NO-BREAK SPACE}", ".", "-", " - ", "\N{EN DASH}", "\N{ZERO WIDTH SPACE}", "_", "\n"]


def controlled(nine: str) -> str:
    """Put the control digits on nine digits; a tenth of all nine have none."""
    digits = nine
    for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
        control = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        assume(control < 10)
        digits += str(control)
    return digits


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Give any number of any kind."""
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 40]))
    month = draw(st.integers(1, 12)) + draw(st.sampled_from([0, 40, 65, 80]))
    return controlled(f"{day:02}{month:02}{draw(st.integers(0, 99_999)):05}")


@pytest.mark.parametrize(
    ("number", "kind", "synthetic"),
    [
        (TENOR, "fødselsnummer", True),
        ("01710000057", "fødselsnummer", True),  # Norsk helsenett
        ("01010099931", "fødselsnummer", False),
        ("41818012592", "D-nummer", True),
        ("01418012354", "H-nummer", False),
        ("81000001678", "FH-nummer", False),
    ],
)
def test_each_kind_of_number_is_known(number: str, kind: str, synthetic: bool) -> None:
    assert identity_numbers(f"nr {number}.") == [IdentityNumber(kind, synthetic, 3, 14)]


@given(numbers(), st.lists(st.sampled_from(BETWEEN), min_size=10, max_size=10))
def test_a_number_is_found_however_it_is_grouped(number: str, between: list[str]) -> None:
    written = "".join(digit + sign for digit, sign in zip(number, [*between, ""], strict=True))
    found = identity_numbers(f"Gjelder {written}, se vedlegg")
    assert [(one.start, one.end) for one in found] == [(8, 8 + len(written))]


@given(numbers(), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_makes_it_no_number(number: str, place: int, more: int) -> None:
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert identity_numbers(wrong) == []


@given(numbers(), st.text("0123456789", min_size=1, max_size=5))
def test_digits_inside_a_longer_run_are_no_number(number: str, more: str) -> None:
    assert identity_numbers(number + more) == identity_numbers(more + number) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22 22 22 22",
        "1234567890",
        "01130012345",  # no thirteenth month
        "24.11.2026 262",  # a date and a number after it
        "k7f3-6b756c6c-0000-4000-8000-000000000001",
        "00000000000",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert identity_numbers(text) == []
    assert redact(text) == text


def test_two_numbers_that_share_a_telephone_number_are_both_found() -> None:
    text = f"22 22 {TENOR[:6]} {TENOR[6:]} og {TENOR}"
    assert redact(text) == "22 22 [fødselsnummer] og [fødselsnummer]"


def test_the_refusal_names_the_field_and_never_the_number() -> None:
    with pytest.raises(Invalid) as refusal:
        refuse_identity_numbers(f"Pasient {TENOR}", where="Begrunnelsen")
    assert str(refusal.value) == (
        "Begrunnelsen: Et tall her ser ut som et fødselsnummer. "
        "Ta det bort; opplysninger om pasienter skal ikke stå her."
    )
    refuse_identity_numbers(None, where="Begrunnelsen")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sendt til kari.nordmann@example.no", "sendt til [e-post]"),
        ("GET /users/kari%40example.no/events", "GET /users/[e-post]/events"),
        ("kari_example.no#EXT#@kull.onmicrosoft.com", "[e-post]"),
        ("Authorization: Bearer abc.DEF-ghi_123~x/y==", "Authorization: Bearer [token]"),
        ("eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxIn0.c2ln-x", "[token]"),
        ("AADSTS7000215: abC8Q~0123456789abcdefghijklmnopqrstuv", "AADSTS7000215: [hemmelig]"),
        ("client_secret=hush&grant_type=x", "client_secret=[hemmelig]&grant_type=x"),
        ('{"access_token": "opaque"}', '{"access_token": "[hemmelig]"}'),
        ("https://x.example.no/cb?code=0.AX&state=1", "https://x.example.no/cb?[hemmelig]"),
        (
            "https://x.example.no/f.mp4?a=1&tempauth=v1.ey and on",
            "https://x.example.no/f.mp4?[hemmelig] and on",
        ),
        ("https://x.example.no/b?sv=2026&sig=a%2Fb", "https://x.example.no/b?[hemmelig]"),
        ("https://x.example.no/list?$top=5", "https://x.example.no/list?$top=5"),
        ("postgresql://kull:hush@db.example.no/kull", "postgresql://[hemmelig]@db.example.no/kull"),
        ("error code: 500, status_code=404", "error code: 500, status_code=404"),
    ],
)
def test_what_is_secret_is_taken_out_and_the_rest_stays(text: str, left: str) -> None:
    assert redact(text) == left


@given(st.text(), numbers(), st.text())
def test_no_number_is_left_wherever_it_stands(before: str, number: str, after: str) -> None:
    assert identity_numbers(redact(f"{before} {number} {after}")) == []


@given(st.text(st.sampled_from("aZ.@%40 =:/?&[]1eyJ\n")))
def test_taking_out_twice_is_taking_out_once(text: str) -> None:
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize(
    "piece", ["a", "eyJ-", "http://a?", "token", "%40", "1 ", "://a:", "8Q~", "bearer ", "x="]
)
def test_a_text_made_to_take_long_does_not(piece: str) -> None:
    assert identity_numbers(redact(piece * 20_000)) == []
